import type { Capabilities } from '../capabilities.ts'
import type { Properties } from '../types/properties.ts'

/** What a job has where nothing is said (CreateRoutineLoadStmt, RoutineLoadJob, and the settings of a frontend that they take). */
export const JOB_DEFAULTS: Properties = {
  desired_concurrent_number: '5',
  max_error_number: '0',
  max_filter_ratio: '1',
  max_batch_interval: '10',
  max_batch_rows: '200000',
  task_consume_second: '15',
  task_timeout_second: '60',
  format: 'csv',
  jsonpaths: '',
  json_root: '',
  strip_outer_array: 'false',
  strict_mode: 'false',
  pause_on_fatal_parse_error: 'false',
  partial_update: 'false',
  merge_condition: '',
  trim_space: 'false',
  enclose: '',
  escape: '',
  log_rejected_record_num: '0',
  warehouse: 'default_warehouse',
}

/** Where a job begins, which counts when it is made: from then on it knows itself where it is. */
export const STARTING_PLACES: ReadonlySet<string> = new Set([
  'kafka_partitions',
  'kafka_offsets',
  'pulsar_partitions',
  'pulsar_initial_positions',
])

const SWITCHES: ReadonlySet<string> = new Set([
  'strip_outer_array',
  'strict_mode',
  'pause_on_fatal_parse_error',
  'partial_update',
  'trim_space',
])

/** Of the two times of a task the server computes one from the other where one is given. */
export function withBothTimes(properties: Properties): Properties {
  const { task_consume_second: consume, task_timeout_second: timeout } = properties
  if ((consume === undefined) === (timeout === undefined)) return properties
  return {
    ...properties,
    task_consume_second: consume ?? String(Math.trunc(Number(timeout) / 4)),
    task_timeout_second: timeout ?? String(Number(consume) * 4),
  }
}

/** Only what differs from what a job has anyway; `max_batch_size` does nothing. */
export function comparableJobProperties(properties: Properties = {}): Properties {
  const { max_batch_size: _, ...given } = properties
  const said = Object.entries(withBothTimes(given)).map(([key, value]) => [key, comparableValue(key, value)] as const)
  const isDefault = ([key, value]: readonly [string, string]): boolean => JOB_DEFAULTS[key] === value
  // They stand for each other: one that is the default says something where the other is not.
  const bothTimes = said.filter(([key]) => key.startsWith('task_')).every(isDefault)
  return Object.fromEntries(said.filter((entry) => !isDefault(entry) || (entry[0].startsWith('task_') && !bothTimes)))
}

function comparableValue(key: string, value: string): string {
  if (SWITCHES.has(key)) return String(value.toLowerCase() === 'true')
  switch (key) {
    case 'format':
      return value.toLowerCase()
    case 'max_filter_ratio':
      return value.trim() === '' || Number.isNaN(Number(value)) ? value : String(Number(value))
    // Only the first sign counts.
    case 'enclose':
    case 'escape':
      return value.slice(0, 1)
    default:
      return value
  }
}

const ALTERED_PROPERTIES: ReadonlySet<string> = new Set([
  'desired_concurrent_number',
  'max_error_number',
  'max_filter_ratio',
  'max_batch_interval',
  'max_batch_rows',
  'max_batch_size',
  'jsonpaths',
  'json_root',
  'strip_outer_array',
  'task_timeout_second',
  'task_consume_second',
  'strict_mode',
  'timezone',
])

/** Properties of the job that count when it is made, and stay. */
const FIXED_PROPERTIES: ReadonlySet<string> = new Set([
  'format',
  'partial_update',
  'merge_condition',
  'trim_space',
  'enclose',
  'escape',
  'log_rejected_record_num',
])

/** Whether CREATE ROUTINE LOAD of every version takes the property of the job. */
export function isJobProperty(key: string): boolean {
  return ALTERED_PROPERTIES.has(key) || FIXED_PROPERTIES.has(key)
}

type AlterCapabilities = Pick<Capabilities, 'routineLoadBrokers'>

/** What some version takes. */
const ANY_VERSION: AlterCapabilities = { routineLoadBrokers: true }

/** Whether ALTER ROUTINE LOAD takes the property of the job (AlterRoutineLoadStmt): of any version unless its capabilities are given. */
export function isAlterable(key: string, { routineLoadBrokers } = ANY_VERSION): boolean {
  return ALTERED_PROPERTIES.has(key) || (routineLoadBrokers && key === 'pause_on_fatal_parse_error')
}

/** The same of the source's properties (RoutineLoadDataSourceProperties). */
export function isAlterableOfSource(source: string, key: string, { routineLoadBrokers } = ANY_VERSION): boolean {
  if (key.startsWith('property.')) return true
  if (source.toUpperCase() !== 'KAFKA') return key === 'pulsar_partitions' || key === 'pulsar_initial_positions'
  return (
    key === 'kafka_partitions' ||
    key === 'kafka_offsets' ||
    key.startsWith('confluent.') ||
    (routineLoadBrokers && key === 'kafka_broker_list')
  )
}
