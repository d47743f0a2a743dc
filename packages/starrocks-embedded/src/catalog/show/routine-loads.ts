import { capabilitiesOf, JOB_DEFAULTS, withBothTimes } from 'starrocks-kit/schema'
import type { QualifiedName, ShowCreateStatement, ShowLoadJobsStatement } from 'starrocks-kit/language'
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

function placeOf({ load }: RoutineLoadEntry): { readonly database: string; readonly name: string } {
  const [database = '', name = ''] = load.name.split('.')
  return { database, name }
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

/** All that a job has, said or not, by the names of properties. */
function whole({ load, timezone }: RoutineLoadEntry): Properties {
  const given = withBothTimes(load.properties ?? {})
  return { ...JOB_DEFAULTS, timezone, ...given, format: (given['format'] ?? 'csv').toLowerCase() }
}

/** RoutineLoadJob.jobPropertiesToJsonString. */
function jobProperties(entry: RoutineLoadEntry, target: Target): string {
  const { load } = entry
  const { plainLoadSeparators: plain, routineLoadBrokers: recent } = capabilitiesOf(target)
  const all = whole(entry)
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
    maxFilterRatio: floating(all['max_filter_ratio'] ?? ''),
    maxBatchIntervalS: all['max_batch_interval'] ?? '',
    maxBatchRows: all['max_batch_rows'] ?? '',
    currentTaskConcurrentNum: String(taskNumber(load, all)),
    desireTaskConcurrentNum: all['desired_concurrent_number'] ?? '',
    taskConsumeSecond: all['task_consume_second'] ?? '',
    taskTimeoutSecond: all['task_timeout_second'] ?? '',
    log_rejected_record_num: all['log_rejected_record_num'] ?? '',
    partial_update: boolean(all['partial_update']),
    partial_update_mode: 'null',
    timezone: all['timezone'] ?? '',
    strict_mode: boolean(all['strict_mode']),
    ...(recent ? { pause_on_fatal_parse_error: boolean(all['pause_on_fatal_parse_error']) } : {}),
    ...(load.properties?.['merge_condition'] === undefined
      ? {}
      : { merge_condition: load.properties['merge_condition'] }),
    format: all['format'] ?? '',
    jsonpaths: isCsv ? '' : (all['jsonpaths'] ?? ''),
    ...(all['format'] === 'avro'
      ? {}
      : {
          json_root: isCsv ? '' : (all['json_root'] ?? ''),
          strip_outer_array: isCsv ? 'false' : boolean(all['strip_outer_array']),
        }),
    ...(isCsv && plain
      ? { trim_space: boolean(all['trim_space']), enclose: signCode(all['enclose']), escape: signCode(all['escape']) }
      : {}),
    ...(load.properties?.['warehouse'] === undefined ? {} : { warehouse: load.properties['warehouse'] }),
  })
}

/** ImportColumnDesc.toString. */
function shownColumn(column: string): string {
  const [, name, expression] = /^(`[^`]*`|[^\s=]+)\s*=\s*([^]*)$/u.exec(column) ?? []
  const bare = (name ?? column).replaceAll('`', '')
  return expression === undefined ? bare : `${bare}=${serverExpression(expression, 'quoted')}`
}

/** KafkaRoutineLoadJob.calculateCurrentConcurrentTaskNum, with which a load begins. */
function taskNumber(load: RoutineLoad, all: Properties): number {
  const partitions = load.sourceProperties['kafka_partitions']?.split(',').length ?? Number.POSITIVE_INFINITY
  if (load.source !== 'KAFKA') return 0
  return Math.min(partitions, Number(all['desired_concurrent_number']), BACKENDS.length, 5)
}

/** As Java prints a double: `1.0`. */
function floating(text: string): string {
  const value = Number(text)
  return Number.isInteger(value) ? value.toFixed(1) : String(value)
}

function boolean(text: string | undefined): string {
  return String(text?.toLowerCase() === 'true')
}

/** The number of the first sign. */
function signCode(text: string | undefined): string {
  return String(text?.codePointAt(0) ?? 0)
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

/** Properties of the consumer. Values of secrets are not kept: they are masked, whichever of them a frontend would mask. */
function custom({ load, group }: RoutineLoadEntry): Readonly<Record<string, string>> {
  const shown = Object.entries({
    ...load.sourceProperties,
    ...Object.fromEntries(Object.keys(load.secrets ?? {}).map((key) => [key, '******'])),
  }).flatMap(([key, value]) => (key.startsWith('property.') ? [[key.slice('property.'.length), value] as const] : []))
  return {
    ...(load.source === 'KAFKA' ? { 'group.id': group } : {}),
    ...Object.fromEntries(shown),
  }
}

function customProperties(entry: RoutineLoadEntry): string {
  return json(custom(entry))
}

/** The partitions that were chosen, and where each begins. */
function beginning({ sourceProperties: given }: RoutineLoad): readonly (readonly [string, string])[] {
  const offsets = given['kafka_offsets']?.split(',') ?? []
  const fallback = given['property.kafka_default_offsets'] ?? 'OFFSET_END'
  return (given['kafka_partitions']?.split(',') ?? [])
    .map((partition, index) => [partition.trim(), (offsets[index] ?? fallback).trim().toUpperCase()] as const)
    .toSorted(([a], [b]) => Number(a) - Number(b))
}

/** KafkaProgress.toJsonString: where the load begins, as it never gets any further here. */
function progress(load: RoutineLoad): string {
  const entries = beginning(load).map(([partition, offset]) => {
    const shown = offset === '0' ? 'OFFSET_ZERO' : /^\d+$/u.test(offset) ? String(Number(offset) - 1) : offset
    return [partition, shown] as const
  })
  return JSON.stringify(Object.fromEntries(entries))
}

/** SHOW CREATE ROUTINE LOAD (ShowExecutor.visitShowCreateRoutineLoadStatement), with the commas where a frontend has them. */
export function showCreateRoutineLoad(statement: ShowCreateStatement, context: ShowContext): ResultTable {
  const [name = '', owner] = statement.name.parts.toReversed()
  const from = owner === undefined ? undefined : { kind: 'QualifiedName' as const, parts: [owner] }
  const { name: database } = shownDatabase(from, context)
  const { data, target } = context.catalog
  const entry = Object.values(data.routineLoads).find(
    (one) => !isEnded(one) && placeOf(one).database === database && placeOf(one).name === name,
  )
  const columns = ['Job', 'Create Job']
  if (entry === undefined) return { columns, rows: [] }
  const { load } = entry
  if (load.source === 'PULSAR') throw analyzingError('not support pulsar datasource')
  const separator = load.columnsTerminatedBy
  const text = [
    `CREATE ROUTINE LOAD ${database}.${name} on ${load.table}`,
    separator === undefined ? '' : `\n COLUMNS TERMINATED BY '${JSON.stringify(separator).slice(1, -1)}'`,
    load.columns === undefined ? '' : `,\nCOLUMNS (${load.columns.map(shownColumn).join(', ')})`,
    load.partitions === undefined ? '' : `,\nPARTITIONS (${load.partitions.join(', ')})`,
    load.where === undefined ? '' : `,\nWHERE ${serverExpression(load.where, 'quoted')}`,
    `\nPROPERTIES\n(\n${lines(createProperties(entry, target))}\n)\nFROM ${load.source}\n(\n${lines(createSource(entry))}\n);`,
  ].join('')
  return { columns, rows: [[name, text]] }
}

/** Values stand as they are, quotes and all. */
function lines(properties: readonly (readonly [string, string])[]): string {
  return properties.map(([key, value]) => `"${key}"="${value}"`).join(',\n')
}

function createProperties(entry: RoutineLoadEntry, target: Target): readonly (readonly [string, string])[] {
  const all = whole(entry)
  const { routineLoadBrokers: recent, plainLoadSeparators: plain } = capabilitiesOf(target)
  const condition = entry.load.properties?.['merge_condition']
  const value = (key: string): readonly [string, string] => [key, all[key] ?? '']
  const flag = (key: string): readonly [string, string] => [key, boolean(all[key])]
  return [
    value('desired_concurrent_number'),
    value('max_error_number'),
    ['max_filter_ratio', floating(all['max_filter_ratio'] ?? '')],
    value('max_batch_interval'),
    value('max_batch_rows'),
    value('task_consume_second'),
    value('task_timeout_second'),
    value('format'),
    value('jsonpaths'),
    flag('strip_outer_array'),
    value('json_root'),
    flag('strict_mode'),
    ...(recent ? [flag('pause_on_fatal_parse_error')] : []),
    value('timezone'),
    flag('partial_update'),
    ...(condition === undefined ? [] : [['merge_condition', condition] as const]),
    flag('trim_space'),
    ['enclose', signCode(all['enclose'])],
    ['escape', signCode(all['escape'])],
    value('log_rejected_record_num'),
    ...(plain && target.runMode === 'shared_data' ? [value('warehouse')] : []),
  ]
}

function createSource(entry: RoutineLoadEntry): readonly (readonly [string, string])[] {
  const { sourceProperties: given } = entry.load
  const text = (key: string): string => (given[key] ?? '').replaceAll(' ', '')
  const chosen = beginning(entry.load)
  const { 'group.id': group, ...others } = custom(entry)
  const shown = group === undefined || group === entry.group ? others : { ...others, 'group.id': group }
  const registry = given['confluent.schema.registry.url']
  return [
    ['kafka_broker_list', text('kafka_broker_list')],
    ['kafka_topic', text('kafka_topic')],
    ['kafka_partitions', chosen.map(([partition]) => partition).join(',')],
    ...(chosen.length === 0 ? [] : [['kafka_offsets', chosen.map(([, offset]) => offset).join(',')] as const]),
    ...(registry === undefined ? [] : [['confluent.schema.registry.url', registry] as const]),
    ...hashMapOrder(Object.keys(shown)).map((key) => [`property.${key}`, shown[key] ?? ''] as const),
  ]
}
