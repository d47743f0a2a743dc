import { capabilitiesOf } from 'starrocks-kit/schema'
import type { QualifiedName, ShowLoadJobsStatement } from 'starrocks-kit/language'
import type { Properties, RoutineLoad, Target } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog-error.ts'
import { BACKENDS } from '../data/cluster-facts.ts'
import { isEnded, routineLoadNamed } from '../data/load-objects.ts'
import type { RoutineLoadEntry } from '../data/load-objects.ts'
import type { Cell, ResultTable } from '../result/result-table.ts'
import { timeText } from '../result/time-text.ts'
import { serverExpression } from '../show-create/expression.ts'
import { hashMapOrder } from '../show-create/hash-map-order.ts'
import type { ShowContext } from './show-context.ts'
import { shownDatabase } from './show-names.ts'
import { narrow } from './show-result.ts'
import {
  beginningOf,
  booleanText,
  consumerProperties,
  doubleText,
  jobPropertiesOf,
  placeOf,
  shownColumn,
  signCode,
} from './routine-load-facts.ts'

const COLUMNS = [
  'Id',
  'Name',
  'CreateTime',
  'PauseTime',
  'EndTime',
  'DbName',
  'TableName',
  'State',
  'DataSourceType',
  'CurrentTaskNum',
  'JobProperties',
  'DataSourceProperties',
  'CustomProperties',
  'Statistic',
  'Progress',
  'TimestampProgress',
  'ReasonOfStateChanged',
  'ErrorLogUrls',
  'TrackingSQL',
  'OtherMsg',
  'Warehouse',
  'LatestSourcePosition',
  'OffsetLag',
]

/** SHOW [ALL] ROUTINE LOAD: loads that last, and with ALL those that ended (ShowRoutineLoadStmt). */
export function showRoutineLoads(statement: ShowLoadJobsStatement, context: ShowContext): ResultTable {
  const [name, owner] = statement.name?.parts.toReversed() ?? []
  const from = owner === undefined ? statement.database : { kind: 'QualifiedName' as const, parts: [owner] }
  const { target, data } = context.catalog
  const database = databaseOfLoads(from, context)
  const entries = Object.values(data.routineLoads).filter(
    (entry) =>
      placeOf(entry).database === database &&
      (name === undefined || placeOf(entry).name === name) &&
      (statement.all === true || !isEnded(entry)),
  )
  const all = { columns: COLUMNS, rows: entries.map((entry) => rowOf(entry, target)) }
  const result = narrow(all, statement, { context: context.evaluation })
  if (name !== undefined && result.rows.length === 0)
    throw analyzingError(
      `There is no running job named ${name} in db ${database}. Include history? ${statement.all === true}, you can try \`show all routine load job for job_name\` if you want to list stopped and cancelled jobs`,
    )
  const warehouse = capabilitiesOf(target).plainLoadSeparators && target.runMode === 'shared_data'
  return warehouse ? result : withoutColumn(result, 'Warehouse')
}

/** RoutineLoadMgr.getJob looks for the database itself. */
function databaseOfLoads(written: QualifiedName | undefined, context: ShowContext): string {
  const name = written?.parts.at(-1) ?? context.currentDatabase
  if (name !== undefined && !context.catalog.hasDatabase(name))
    throw analyzingError(`failed to find database by dbFullName ${name}`)
  return shownDatabase(written, context).name
}

/** SHOW ROUTINE LOAD TASK: no load runs here, so none has tasks; but it has to be there (ShowRoutineLoadTaskStmt). */
export function checkTasksOf(statement: ShowLoadJobsStatement, context: ShowContext): void {
  const database = databaseOfLoads(statement.database, context)
  const { where } = statement
  const name =
    where?.kind === 'ComparisonExpression' && where.right.kind === 'StringLiteral' ? where.right.value : undefined
  if (name === undefined || routineLoadNamed(context.catalog.data, `${database}.${name}`) !== undefined) return
  throw analyzingError(`The job named ${name}does not exists or job state is stopped or cancelled`)
}

function withoutColumn({ columns, rows }: ResultTable, name: string): ResultTable {
  const place = columns.indexOf(name)
  const rest = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => index !== place)
  return { columns: rest(columns), rows: rows.map(rest) }
}

/** One load by the names of the columns. */
export function routineLoadRow(entry: RoutineLoadEntry, target: Target): (column: string) => Cell {
  const row = rowOf(entry, target)
  return (column) => row[COLUMNS.indexOf(column)] ?? null
}

/** One load with every column that any version has. */
function rowOf(entry: RoutineLoadEntry, target: Target): readonly Cell[] {
  const { load } = entry
  const { database, name } = placeOf(entry)
  const isKafka = load.source === 'KAFKA'
  return [
    String(entry.id),
    name,
    timeText(entry.createdAt),
    entry.pausedAt === undefined ? null : timeText(entry.pausedAt),
    entry.endedAt === undefined ? null : timeText(entry.endedAt),
    database,
    load.table,
    entry.state,
    load.source,
    '0',
    jobProperties(entry, target),
    sourceProperties(load),
    customProperties(entry),
    STATISTIC,
    progress(load),
    '{}',
    entry.reason ?? '',
    '',
    '',
    '',
    load.properties?.['warehouse'] ?? 'default_warehouse',
    isKafka ? '{}' : '',
    isKafka ? '{}' : '',
  ]
}

/** As gson prints a HashMap. */
function json(values: Readonly<Record<string, string | number>>): string {
  return JSON.stringify(Object.fromEntries(hashMapOrder(Object.keys(values)).map((key) => [key, values[key]])))
}

const STATISTIC = json({
  totalRows: 0,
  loadedRows: 0,
  errorRows: 0,
  unselectedRows: 0,
  receivedBytes: 0,
  taskExecuteTimeMs: 1,
  receivedBytesRate: 0,
  loadRowsRate: 0,
  committedTaskNum: 0,
  abortedTaskNum: 0,
})

/** RoutineLoadJob.jobPropertiesToJsonString. */
function jobProperties(entry: RoutineLoadEntry, target: Target): string {
  const { load } = entry
  const { plainLoadSeparators: plain, routineLoadBrokers: recent } = capabilitiesOf(target)
  const all = jobPropertiesOf(entry)
  const quoted = (text: string | undefined, missing: string): string =>
    text === undefined ? missing : plain ? text : `'${text}'`
  const isCsv = all['format'] === 'csv'
  return json({
    partitions: load.partitions?.join(',') ?? '*',
    columnToColumnExpr: load.columns?.map(shownColumn).join(',') ?? '*',
    whereExpr: load.where === undefined ? '*' : serverExpression(load.where, 'quoted'),
    ...(all['format'] === 'json'
      ? { dataFormat: 'json' }
      : {
          columnSeparator: quoted(load.columnsTerminatedBy, '\t'),
          rowDelimiter: quoted(load.rowsTerminatedBy, plain ? '\n' : '\t'),
        }),
    maxErrorNum: all['max_error_number'] ?? '',
    maxFilterRatio: doubleText(all['max_filter_ratio'] ?? ''),
    maxBatchIntervalS: all['max_batch_interval'] ?? '',
    maxBatchRows: all['max_batch_rows'] ?? '',
    currentTaskConcurrentNum: String(taskNumber(load, all)),
    desireTaskConcurrentNum: all['desired_concurrent_number'] ?? '',
    taskConsumeSecond: all['task_consume_second'] ?? '',
    taskTimeoutSecond: all['task_timeout_second'] ?? '',
    log_rejected_record_num: all['log_rejected_record_num'] ?? '',
    partial_update: booleanText(all['partial_update']),
    partial_update_mode: 'null',
    timezone: all['timezone'] ?? '',
    strict_mode: booleanText(all['strict_mode']),
    ...(recent ? { pause_on_fatal_parse_error: booleanText(all['pause_on_fatal_parse_error']) } : {}),
    ...(load.properties?.['merge_condition'] === undefined
      ? {}
      : { merge_condition: load.properties['merge_condition'] }),
    format: all['format'] ?? '',
    jsonpaths: isCsv ? '' : (all['jsonpaths'] ?? ''),
    ...(all['format'] === 'avro'
      ? {}
      : {
          json_root: isCsv ? '' : (all['json_root'] ?? ''),
          strip_outer_array: isCsv ? 'false' : booleanText(all['strip_outer_array']),
        }),
    ...(isCsv && plain
      ? {
          trim_space: booleanText(all['trim_space']),
          enclose: signCode(all['enclose']),
          escape: signCode(all['escape']),
        }
      : {}),
    ...(load.properties?.['warehouse'] === undefined ? {} : { warehouse: load.properties['warehouse'] }),
  })
}

/** KafkaRoutineLoadJob.calculateCurrentConcurrentTaskNum, with which a load begins. */
function taskNumber(load: RoutineLoad, all: Properties): number {
  const partitions = load.sourceProperties['kafka_partitions']?.split(',').length ?? Number.POSITIVE_INFINITY
  if (load.source !== 'KAFKA') return 0
  return Math.min(partitions, Number(all['desired_concurrent_number']), BACKENDS.length, 5)
}

/** KafkaRoutineLoadJob.dataSourcePropertiesJsonToString; partitions are known only once a topic was read. */
function sourceProperties({ source, sourceProperties: given }: RoutineLoad): string {
  const text = (key: string): string => (given[key] ?? '').replaceAll(' ', '')
  const registry = given['confluent.schema.registry.url']
  return source === 'KAFKA'
    ? json({
        brokerList: text('kafka_broker_list'),
        topic: text('kafka_topic'),
        ...(registry === undefined ? {} : { 'confluent.schema.registry.url': registry }),
        currentKafkaPartitions: '',
      })
    : json({
        serviceUrl: text('pulsar_service_url'),
        topic: text('pulsar_topic'),
        subscription: text('pulsar_subscription'),
        currentPulsarPartitions: '',
      })
}

function customProperties(entry: RoutineLoadEntry): string {
  return json(consumerProperties(entry))
}

/** KafkaProgress.toJsonString: where the load begins, as it never gets any further here. */
function progress(load: RoutineLoad): string {
  const entries = beginningOf(load).map(([partition, offset]) => {
    const shown = offset === '0' ? 'OFFSET_ZERO' : /^\d+$/u.test(offset) ? String(Number(offset) - 1) : offset
    return [partition, shown] as const
  })
  return JSON.stringify(Object.fromEntries(entries))
}
