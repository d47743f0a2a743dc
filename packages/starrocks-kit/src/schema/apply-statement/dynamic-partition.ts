import { isSimple } from '../data-type/rules.ts'
import { automaticRange } from '../partitions/range-expression.ts'
import type { ObjectName } from '../types/names.ts'
import type { Properties } from '../types/properties.ts'
import type { Table } from '../types/table.ts'
import { sameColumn } from './columns.ts'
import { isPartitionName } from './names.ts'
import { refuse, refuseAnalyzing } from './refusal.ts'

const PREFIX = 'dynamic_partition.'
const UNITS: ReadonlySet<string> = new Set(['HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'])
/** Without one of these the others mean nothing to the table. */
const LEADING = ['enable', 'time_unit', 'time_zone', 'prefix', 'start', 'end', 'buckets']
/** FE config `max_dynamic_partition_num`. */
const MOST_PARTITIONS = 500

/** Dynamic partitions of CREATE TABLE (DynamicPartitionUtil.checkAndSetDynamicPartitionProperty). */
export function checkDynamicPartitions(table: Table): void {
  const problem = requirementProblem(table, table.properties)
  if (problem !== undefined) refuse(problem)
  checkHours(table, table.properties)
  checkValues(table.properties)
}

/** Of a table without partitions the server says so before it looks at anything else. */
export function checkCanBeDynamic(table: Table): void {
  if (table.partitioning === undefined && Object.keys(table.properties).some((key) => key.startsWith(PREFIX))) {
    refuse('Only support dynamic partition properties on range partition table')
  }
}

/** A table that is not dynamic has to be given all that it takes to be one. */
export function checkDynamicChange(name: ObjectName, table: Table, properties: Properties): void {
  if (table.properties[`${PREFIX}time_unit`] === undefined) {
    if (requirementProblem(table, properties) !== undefined) {
      refuse(`Table ${name.database}.${name.name} is not a dynamic partition table.`)
    }
    checkHours(table, properties)
  }
  checkValues(properties)
}

function given(properties: Properties, name: string): string | undefined {
  const key = `${PREFIX}${name}`
  return Object.hasOwn(properties, key) ? properties[key] : undefined
}

function requirementProblem(table: Table, properties: Properties): string | undefined {
  const has = (name: string): boolean => (given(properties, name) ?? '') !== ''
  if (!LEADING.some(has)) return undefined
  const { partitioning } = table
  const ranges =
    (partitioning?.kind === 'range' && partitioning.columns.length === 1) ||
    (partitioning?.kind === 'expression' && automaticRange(partitioning, table.columns) !== undefined)
  if (!ranges) return 'Dynamic partition only support single-column range partition'
  if (!has('time_unit')) return 'Must assign dynamic_partition.time_unit properties'
  return has('end') ? undefined : 'Must assign dynamic_partition.end properties'
}

function checkHours(table: Table, properties: Properties): void {
  const [name] = table.partitioning?.kind === 'range' ? table.partitioning.columns : []
  const column = table.columns.find((candidate) => sameColumn(candidate.name, name ?? ''))
  if (given(properties, 'time_unit')?.toUpperCase() !== 'HOUR' || column === undefined) return
  if (isSimple(column.type, 'date')) {
    refuseAnalyzing('Date type partition does not support dynamic partitioning granularity of hour', { running: true })
  }
}

function isInteger(value: string): boolean {
  return /^[+-]?\d{1,10}$/.test(value) && Math.abs(Number(value)) <= 2 ** 31
}

/** Each value by itself, in the server's order (DynamicPartitionUtil.analyzeDynamicPartition). */
function checkValues(properties: Properties): void {
  const check = (name: string, rule: (value: string) => void): void => {
    const value = given(properties, name)
    if (value !== undefined) rule(value)
  }
  check('time_unit', (value) => {
    if (!UNITS.has(value.toUpperCase())) {
      refuse(`Unsupported time unit ${value}. Expect DAY/WEEK/MONTH/YEAR.`, { code: 5065 })
    }
  })
  check('prefix', (value) => {
    if (!isPartitionName(value)) refuse(`Invalid dynamic partition prefix: ${value}.`, { code: 5069 })
  })
  check('buckets', (value) => {
    if (value === '') refuse('Dynamic partition buckets is empty', { code: 5066 })
    if (!isInteger(value)) refuse(`Invalid dynamic partition buckets ${value}`, { code: 5067 })
  })
  check('enable', (value) => {
    if (!/^(?:true|false)$/i.test(value)) {
      refuse(`Invalid dynamic partition enable: ${value}. Expected true or false`, { code: 5068 })
    }
  })
  check('start', (value) => {
    if (!isInteger(value)) refuse(`Invalid dynamic partition start ${value}`, { code: 5066 })
    if (Number(value) >= 0) refuse('Dynamic partition start must less than 0', { code: 5066 })
  })
  check('end', (value) => {
    if (value === '') refuse('Dynamic partition end is empty', { code: 5066 })
    if (!isInteger(value)) refuse(`Invalid dynamic partition end ${value}`, { code: 5066 })
    if (Number(value) <= 0) refuse('Dynamic partition end must greater than 0', { code: 5066 })
  })
  check('history_partition_num', (value) => {
    if (!isInteger(value)) refuse(`Invalid properties: ${PREFIX}history_partition_num`)
    if (Number(value) < 0) refuse('Dynamic history partition num must greater than 0', { code: 5092 })
  })
  const count = Number(given(properties, 'end') ?? 0) + Number(given(properties, 'history_partition_num') ?? 0)
  if (count > MOST_PARTITIONS) refuse(`Too many dynamic partitions: ${count}. Limit: ${MOST_PARTITIONS}`)
  check('start_day_of_month', (value) => checkDay('start_day_of_month', value, 28))
  check('start_day_of_week', (value) => checkDay('start_day_of_week', value, 7))
  check('time_zone', (value) => {
    if (!isTimeZone(value)) refuse(`Unknown or incorrect time zone: '${value}'`, { code: 1298 })
  })
  check('replication_num', (value) => {
    if (value === '') refuse(`Invalid properties: ${PREFIX}replication_num`)
    if (!isInteger(value)) refuse(`Invalid dynamic partition replication num: ${value}.`, { code: 5072 })
    if (Number(value) <= 0) refuse('Dynamic partition replication num must greater than 0', { code: 5071 })
  })
}

function checkDay(name: string, value: string, last: number): void {
  if (!isInteger(value)) refuse(`Invalid properties: ${PREFIX}${name}`)
  if (Number(value) < 1 || Number(value) > last) refuse(`${PREFIX}${name} should between 1 and ${last}`)
}

/** An offset such as +08:00, or a region. */
function isTimeZone(value: string): boolean {
  if (/^[+-]?\d{1,2}:\d{2}$/.test(value) || value === 'CST') return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
