import type { Connection } from '../../connection/index.ts'
import { quoteIdentifier } from '../../language/index.ts'
import {
  capabilitiesOf,
  columnsFromText,
  comparableRoutineLoad,
  JOB_DEFAULTS,
  splitSourceProperties,
} from '../../schema/index.ts'
import type { Properties, RoutineLoad } from '../../schema/index.ts'
import { namedRows } from './reader.ts'
import type { ClusterReader, NamedRow } from './reader.ts'

/** What SHOW ROUTINE LOAD calls properties of the job; others have their own names there. */
const SHOWN_NAMES: Readonly<Record<string, string>> = {
  maxErrorNum: 'max_error_number',
  maxFilterRatio: 'max_filter_ratio',
  maxBatchIntervalS: 'max_batch_interval',
  maxBatchRows: 'max_batch_rows',
  desireTaskConcurrentNum: 'desired_concurrent_number',
  taskConsumeSecond: 'task_consume_second',
  taskTimeoutSecond: 'task_timeout_second',
}

const SOURCE_NAMES: Readonly<Record<string, string>> = {
  brokerList: 'kafka_broker_list',
  topic: 'kafka_topic',
  'confluent.schema.registry.url': 'confluent.schema.registry.url',
}
const PULSAR_NAMES: Readonly<Record<string, string>> = {
  serviceUrl: 'pulsar_service_url',
  topic: 'pulsar_topic',
  subscription: 'pulsar_subscription',
}

/** A group that the server makes up where none is said (KafkaRoutineLoadJob.setDefaultKafkaGroupID). */
const OWN_GROUP = /_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** SHOW ROUTINE LOAD of each database: those that have not ended. How far they are is no part of the schema. */
export const readRoutineLoads: ClusterReader<RoutineLoad> = async (connection, { databases, target }) => {
  const { plainLoadSeparators: plain } = capabilitiesOf(target)
  const loads: RoutineLoad[] = []
  const [zone] = (await connection.query('SELECT @@time_zone')).rows[0] ?? []
  for (const database of databases)
    for (const row of await namedRows(connection, `SHOW ROUTINE LOAD FROM ${quoteIdentifier(database)}`)) {
      const created = await createText(connection, database, row)
      const shown = record(row('JobProperties'))
      const whole = plain || shown['dataFormat'] === 'json' ? shown : { ...shown, ...valuesIn(created, CSV) }
      const load = loadOf(database, row, whole, { zone: zone ?? '', plain })
      loads.push(comparableRoutineLoad(withBeginning(load, created)))
    }
  return loads
}

/** How CSV is read, which SHOW ROUTINE LOAD leaves out up to 3.2 and SHOW CREATE does not. */
const CSV = ['trim_space', 'enclose', 'escape', 'log_rejected_record_num'] as const

/** What SHOW CREATE ROUTINE LOAD prints, which no parser reads: values stand in it as they are. Of other sources than Kafka it shows nothing. */
async function createText(connection: Connection, database: string, row: NamedRow): Promise<string> {
  if (row('DataSourceType') !== 'KAFKA') return ''
  const { rows } = await connection.query(
    `SHOW CREATE ROUTINE LOAD ${quoteIdentifier(database)}.${quoteIdentifier(row('Name'))}`,
  )
  return rows[0]?.[1] ?? ''
}

/** The values of these properties, each on a line of its own. */
function valuesIn(text: string, keys: readonly string[]): Properties {
  return Object.fromEntries(
    [...text.matchAll(/^"([^"\n]+)"="([^"\n]*)"/gmu)].flatMap(([, key = '', value = '']) =>
      keys.includes(key) ? [[key, value] as const] : [],
    ),
  )
}

/** Partitions that were chosen have offsets beside them; without them the server prints those that it has found. */
function withBeginning(load: RoutineLoad, created: string): RoutineLoad {
  const beginning = valuesIn(created, ['kafka_partitions', 'kafka_offsets'])
  if (beginning['kafka_offsets'] === undefined) return load
  return { ...load, sourceProperties: { ...load.sourceProperties, ...beginning } }
}

function loadOf(
  database: string,
  row: NamedRow,
  shown: Properties,
  { zone, plain }: { readonly zone: string; readonly plain: boolean },
): RoutineLoad {
  const source = row('DataSourceType')
  const names = source === 'KAFKA' ? SOURCE_NAMES : PULSAR_NAMES
  const consumer = Object.entries(record(row('CustomProperties')))
    .filter(([key, value]) => key !== 'group.id' || !OWN_GROUP.test(value))
    .map(([key, value]) => [`property.${key}`, value] as const)
  const given = Object.entries(record(row('DataSourceProperties'))).flatMap(([key, value]) => {
    const name = names[key]
    return name === undefined ? [] : [[name, value] as const]
  })
  const { properties: sourceProperties, secrets } = splitSourceProperties(Object.fromEntries([...given, ...consumer]))
  const properties = Object.entries(shown).flatMap(([key, value]): readonly (readonly [string, string])[] => {
    const name = SHOWN_NAMES[key] ?? key
    // The others are clauses, follow from these, or tell how the job is doing.
    const isSaid = name === 'timezone' ? value !== zone : Object.hasOwn(JOB_DEFAULTS, name)
    if (!isSaid) return []
    // The number of the sign; 0 for none.
    if (key === 'enclose' || key === 'escape')
      return value === '0' ? [] : [[key, String.fromCodePoint(Number(value) & 0xff)]]
    return [[name, value]]
  })
  const said = (key: string): string | undefined => (shown[key] === '*' ? undefined : shown[key])
  const [columns, where, partitions] = [said('columnToColumnExpr'), said('whereExpr'), said('partitions')]
  const columnSeparator = separator(shown['columnSeparator'], plain)
  const rowDelimiter = separator(shown['rowDelimiter'], plain)
  return {
    kind: 'RoutineLoad',
    name: `${database}.${row('Name')}`,
    table: row('TableName'),
    ...(columnSeparator === undefined ? {} : { columnsTerminatedBy: columnSeparator }),
    ...(rowDelimiter === undefined ? {} : { rowsTerminatedBy: rowDelimiter }),
    ...(columns === undefined ? {} : { columns: columnsFromText(columns) }),
    ...(where === undefined ? {} : { where }),
    ...(partitions === undefined ? {} : { partitions: partitions.split(',') }),
    source,
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    sourceProperties,
    ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
  }
}

/** Up to 3.2 in quotes where it was said, and a tab for lines where it was not. */
function separator(shown: string | undefined, plain: boolean): string | undefined {
  if (plain || shown === undefined) return shown
  return /^'[^]*'$/u.test(shown) ? shown.slice(1, -1) : undefined
}

function record(json: string): Properties {
  return json === '' ? {} : (JSON.parse(json) as Properties)
}
