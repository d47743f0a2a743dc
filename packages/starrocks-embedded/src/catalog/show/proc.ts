import { analyzingError } from '../catalog-error.ts'
import type { ResultTable } from '../result/result-table.ts'
import { showBackends, showFrontends } from './cluster.ts'
import { emptyResult } from './empty-results.ts'
import { showCatalogs } from './databases.ts'
import type { ShowContext } from './show-context.ts'
import { databaseNames, databases, findDatabase, statistic } from './proc-databases.ts'

type ProcNode = (rest: readonly string[], context: ShowContext) => ResultTable | undefined

/** A node without nodes below it and without rows: what it would tell of never happens here. */
const empty =
  (...columns: readonly string[]): ProcNode =>
  (rest) =>
    rest.length === 0 ? { columns, rows: [] } : undefined

/** The tree of SHOW PROC, by the first part of the path (com.starrocks.common.proc.ProcService). */
const NODES: Readonly<Record<string, ProcNode>> = {
  backends: (rest, context) => (rest.length === 0 ? showBackends(context) : undefined),
  brokers: empty('Name', 'IP', 'Port', 'Alive', 'LastStartTime', 'LastUpdateTime', 'ErrMsg'),
  catalog: (rest, context) => (rest.length === 0 ? showCatalogs(context.catalog.data) : undefined),
  cluster_balance: empty('Item', 'Number'),
  colocation_group: empty(
    'GroupId',
    'GroupName',
    'TableIds',
    'TableNames',
    'BucketsNum',
    'ReplicationNum',
    'DistCols',
    'IsStable',
  ),
  compactions: empty('Partition', 'TxnID', 'StartTime', 'CommitTime', 'FinishTime', 'Error', 'Profile'),
  compute_nodes: (rest) => (rest.length === 0 ? emptyResult('COMPUTE NODES') : undefined),
  current_backend_instances: empty('Backend', 'InstanceNum', 'InstanceId', 'ExecTime'),
  current_queries: currentQueries,
  dbs: databases,
  frontends: (rest, context) => (rest.length === 0 ? showFrontends(context) : undefined),
  global_current_queries: currentQueries,
  historical_nodes: empty('Warehouse', 'BackendIDs', 'ComputeNodeIDs', 'UpdateTime'),
  jobs: (rest, context) => (rest.length === 0 ? databaseNames(context) : undefined),
  load_error_hub: empty('Type', 'Properties'),
  meta_recovery: empty('Database', 'Table', 'Partition', 'PartitionId', 'Reason', 'Advise'),
  monitor: empty('Name', 'Info'),
  replications: empty(
    'JobID',
    'DatabaseID',
    'TableID',
    'TxnID',
    'CreatedTime',
    'FinishedTime',
    'State',
    'Progress',
    'Error',
  ),
  resources: empty('Name', 'ResourceType', 'Key', 'Value'),
  routine_loads: empty('Name', 'Id', 'DbName', 'Statistic', 'TaskStatistic'),
  statistic: statistic,
  stream_loads: empty('Label', 'Id', 'DbName', 'TableName', 'State'),
  tasks: empty('TaskType', 'FailedNum', 'TotalNum'),
  transactions: transactions,
}

/** SHOW PROC 'path'. Throws for paths that lead nowhere. */
export function showProc(path: string, context: ShowContext): ResultTable {
  const unknown = (message: string): Error => analyzingError(`Unknown proc node path: ${path}. msg: ${message}`)
  const [text = ''] = path.trim().split(/\s/)
  if (path === '') throw analyzingError('Path is null')
  if (!text.startsWith('/')) throw unknown(`Path(${path}) does not start with '/'`)
  const [first, ...rest] = text.split('/').filter((part) => part !== '')
  if (first === undefined) return { columns: ['name'], rows: Object.keys(NODES).map((name) => [name]) }
  const node = Object.hasOwn(NODES, first) ? NODES[first] : undefined
  const result = node?.(rest, context)
  if (result === undefined) throw unknown(`Cannot find path: ${path}`)
  return result
}

/** `/transactions`, `/transactions/database`, `/transactions/database/running`: every transaction ends within its statement. */
function transactions(rest: readonly string[], context: ShowContext): ResultTable | undefined {
  const [name, state, ...more] = rest
  if (name === undefined) return databaseNames(context)
  if (findDatabase(name, context) === undefined || more.length > 0) return undefined
  if (state === undefined) {
    return {
      columns: ['State', 'Number'],
      rows: [
        ['running', '0'],
        ['finished', '0'],
      ],
    }
  }
  if (state !== 'running' && state !== 'finished') return undefined
  return {
    columns: [
      'TransactionId',
      'Label',
      'Coordinator',
      'TransactionStatus',
      'LoadJobSourceType',
      'PrepareTime',
      'CommitTime',
      'PublishTime',
      'FinishTime',
      'Reason',
      'ErrorReplicasCount',
      'ListenerId',
      'TimeoutMs',
      'ErrMsg',
    ],
    rows: [],
  }
}

function currentQueries(rest: readonly string[], context: ShowContext): ResultTable | undefined {
  if (rest.length > 0) return undefined
  return {
    columns: [
      'StartTime',
      'feIp',
      'QueryId',
      'ConnectionId',
      'Database',
      'User',
      'ScanBytes',
      'ScanRows',
      'MemoryUsage',
      'DiskSpillSize',
      'CPUTime',
      'ExecTime',
      'ExecProgress',
      'Warehouse',
      'CustomQueryId',
      'ResourceGroup',
    ],
    rows: context.sessions().flatMap((session) => {
      const running = session.running()
      if (running === undefined) return []
      const seconds = ((context.catalog.now() - running.since) / 1000).toFixed(3)
      return [
        [
          String(running.since),
          context.address.host,
          '',
          String(session.id),
          session.database(),
          session.user,
          '0.000 B',
          '0 rows',
          '0.000 B',
          '0.000 B',
          '0.000 s',
          `${seconds} s`,
          '',
          'default_warehouse',
          '',
          'default_wg',
        ],
      ]
    }),
  }
}
