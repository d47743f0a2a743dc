import { databaseKey } from 'starrocks-kit/schema'
import type { Database } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog-error.ts'
import { entryOf } from '../data/entries.ts'
import type { ResultTable } from '../result/result-table.ts'
import { showBackends, showFrontends } from './cluster.ts'
import { emptyResult } from './empty-results.ts'
import { showCatalogs } from './databases.ts'
import { showPartitions } from './partitions.ts'
import type { ShowContext } from './show-context.ts'

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

function allDatabases(context: ShowContext): readonly (Database & { readonly id: number })[] {
  return Object.values(context.catalog.schema.databases)
    .map((database) => {
      const key = databaseKey(database.name, database.catalog)
      return { ...database, id: context.catalog.data.databases[key]?.id ?? 0 }
    })
    .toSorted((a, b) => a.id - b.id)
}

function findDatabase(text: string, context: ShowContext): (Database & { readonly id: number }) | undefined {
  return allDatabases(context).find((database) => database.name === text || String(database.id) === text)
}

function databaseNames(context: ShowContext): ResultTable {
  return {
    columns: ['DbId', 'DbName'],
    rows: allDatabases(context).map((database) => [String(database.id), database.name]),
  }
}

function tablesOf(database: Database): readonly string[] {
  return [...Object.keys(database.tables), ...Object.keys(database.materializedViews), ...Object.keys(database.views)]
}

/** `/dbs`, `/dbs/id`, `/dbs/id/tableId`, `/dbs/id/tableId/partitions`. */
function databases(rest: readonly string[], context: ShowContext): ResultTable | undefined {
  const [databaseId, tableId, ...more] = rest
  if (databaseId === undefined) {
    return {
      columns: ['DbId', 'DbName', 'TableNum', 'Quota', 'LastConsistencyCheckTime', 'ReplicaQuota'],
      rows: allDatabases(context).map((database) => [
        String(database.id),
        database.name,
        String(tablesOf(database).length),
        '8388608.000 TB',
        null,
        '9223372036854775807',
      ]),
    }
  }
  const database = findDatabase(databaseId, context)
  if (database === undefined) return undefined
  const tables = tablesOf(database).map((name) => ({
    name,
    id: entryOf(context.catalog.data, databaseKey(database.name, database.catalog), name)?.id ?? 0,
  }))
  if (tableId === undefined) return tableRows(database, tables, context)
  const table = tables.find(({ id }) => String(id) === tableId)
  if (table === undefined) return undefined
  if (more.length === 0) return { columns: ['Nodes'], rows: [['partitions'], ['temp_partitions'], ['index_schema']] }
  if (more.length > 1 || more[0] !== 'partitions') return undefined
  return showPartitions(
    {
      kind: 'ShowStatement',
      subject: 'PARTITIONS',
      from: { kind: 'QualifiedName', parts: [database.name, table.name] },
    },
    context,
  )
}

function tableRows(
  database: Database,
  tables: readonly { readonly name: string; readonly id: number }[],
  context: ShowContext,
): ResultTable {
  return {
    columns: [
      'TableId',
      'TableName',
      'IndexNum',
      'PartitionColumnName',
      'PartitionNum',
      'State',
      'Type',
      'LastConsistencyCheckTime',
      'ReplicaCount',
      'PartitionType',
      'StoragePath',
    ],
    rows: tables
      .toSorted((a, b) => a.id - b.id)
      .map(({ name, id }) => {
        const shown = partitionCount(database, name, context)
        const kind = typeOf(database, name, context)
        return [
          String(id),
          name,
          String(1 + Object.keys(database.tables[name]?.rollups ?? {}).length),
          null,
          kind === 'VIEW' ? null : String(shown),
          kind === 'VIEW' ? null : 'NORMAL',
          kind,
          null,
          kind === 'VIEW' ? '0' : String(shown),
          database.tables[name]?.partitioning === undefined ? 'UNPARTITIONED' : 'RANGE',
          null,
        ]
      }),
  }
}

function typeOf(database: Database, name: string, context: ShowContext): string {
  if (Object.hasOwn(database.views, name)) return 'VIEW'
  const shared = context.catalog.target.runMode === 'shared_data'
  if (Object.hasOwn(database.materializedViews, name))
    return shared ? 'CLOUD_NATIVE_MATERIALIZED_VIEW' : 'MATERIALIZED_VIEW'
  return shared ? 'CLOUD_NATIVE' : 'OLAP'
}

function partitionCount(database: Database, name: string, context: ShowContext): number {
  if (!Object.hasOwn(database.tables, name)) return 1
  return showPartitions(
    { kind: 'ShowStatement', subject: 'PARTITIONS', from: { kind: 'QualifiedName', parts: [database.name, name] } },
    context,
  ).rows.length
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

function statistic(rest: readonly string[], context: ShowContext): ResultTable | undefined {
  if (rest.length > 0) return undefined
  const rows = allDatabases(context).map((database) => {
    const names = [...Object.keys(database.tables), ...Object.keys(database.materializedViews)]
    const partitions = names.reduce((sum, name) => sum + partitionCount(database, name, context), 0)
    const counts = [names.length, partitions, partitions, partitions, partitions, 0, 0, 0, 0]
    return { id: String(database.id), name: database.name, counts }
  })
  const total = rows.reduce(
    (sums, row) => sums.map((sum, i) => sum + (row.counts[i] ?? 0)),
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
  )
  return {
    columns: [
      'DbId',
      'DbName',
      'TableNum',
      'PartitionNum',
      'IndexNum',
      'TabletNum',
      'ReplicaNum',
      'UnhealthyTabletNum',
      'InconsistentTabletNum',
      'CloningTabletNum',
      'ErrorStateTabletNum',
    ],
    rows: [
      ...rows.map((row) => [row.id, row.name, ...row.counts.map(String)]),
      ['Total', String(rows.length), ...total.map(String)],
    ],
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
