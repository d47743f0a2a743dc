import { messageDataType } from '../data-type/print.ts'
import type { DataType } from '../types/data-type.ts'
import type { BatchPartition, RangePartition } from '../types/partitioning.ts'
import type { Properties } from '../types/properties.ts'
import { isInteger, isSimple } from '../data-type/rules.ts'

/** FE config `max_partitions_in_one_batch`. */
const MAX_PARTITIONS = 4096

export type BatchResult =
  | { readonly partitions: readonly RangePartition[] }
  /** Why the server would not expand the batch, in its words. */
  | { readonly problem: string }

export interface BatchOptions {
  /** Partitions are made by the data too: then a batch must go in steps of one. */
  readonly automatic?: boolean
  /** Table properties: `dynamic_partition.prefix` and the starts of week and month matter. */
  readonly properties?: Properties
  readonly temporary?: boolean
  /** The range has to begin and end with whole units also where partitions do not come with the data, as up to 3.2. */
  readonly wholeUnits?: boolean
}

/**
 * The partitions that `START ... END ... EVERY ...` stands for, named as the server names them: `p20240101`, `p202401`, `p2024_05`, `p7`.
 *
 * Source: MultiRangePartitionDesc of StarRocks; checked against recorded SHOW CREATE output.
 */
export function expandBatch(batch: BatchPartition, type: DataType, options: BatchOptions = {}): BatchResult {
  if (isSimple(type, 'date', 'datetime')) return expandDates(batch, type, options)
  if (isInteger(type)) return expandIntegers(batch, options)
  return { problem: `Unsupported batch partition build type:${messageDataType(type)}.` }
}

function expandIntegers(batch: BatchPartition, options: BatchOptions): BatchResult {
  if (batch.every.unit !== undefined) {
    return { problem: 'Batch build partition EVERY is date type but START or END does not type match.' }
  }
  if (!/^-?\d+$/.test(batch.start) || !/^-?\d+$/.test(batch.end)) {
    return { problem: 'Batch build partition EVERY is number type but START or END does not type match.' }
  }
  const end = BigInt(batch.end)
  let current = BigInt(batch.start)
  if (current >= end) return { problem: 'Batch build partition start value should less then end value.' }
  const step = BigInt(batch.every.count)
  const prefix = options.temporary ? 'tp' : 'p'
  const partitions: RangePartition[] = []
  if (step <= 0n) return { problem: `Invalid step ${step} for batch build partition.` }
  while (current < end) {
    const upper = current + step
    partitions.push(range(`${prefix}${current}`, String(current), String(upper)))
    current = upper
    if (partitions.length > MAX_PARTITIONS) return tooMany()
  }
  return { partitions }
}

function expandDates(batch: BatchPartition, type: DataType, options: BatchOptions): BatchResult {
  const start = parseDateTime(batch.start)
  const end = parseDateTime(batch.end)
  if (start === undefined || end === undefined) {
    return { problem: 'Batch build partition EVERY is date type but START or END does not type match.' }
  }
  if (start >= end) return { problem: 'Batch build partition start date should less than end date.' }
  const { count, unit } = batch.every
  if (unit === undefined) return { problem: 'Unknown timeunit for batch build partition.' }
  if (options.automatic && count !== 1) {
    return {
      problem: 'Automatically create partition tables and create partitions in advance only supports an interval of 1',
    }
  }
  const properties = options.properties ?? {}
  const firstDayOfWeek = Number(properties['dynamic_partition.start_day_of_week'] ?? 1)
  const firstDayOfMonth = Number(properties['dynamic_partition.start_day_of_month'] ?? 1)
  const print = isSimple(type, 'datetime') ? dateTimeText : dateText
  if (options.automatic || options.wholeUnits) {
    const problem = partialUnits(start, end, batch, { week: firstDayOfWeek, month: firstDayOfMonth }, print)
    if (problem !== undefined) return { problem }
  }
  const prefix = properties['dynamic_partition.prefix'] ?? (options.temporary ? 'tp' : 'p')
  const partitions: RangePartition[] = []
  let current = start
  while (current < end) {
    const step = nextStep(current, unit, count, firstDayOfWeek, firstDayOfMonth)
    if (step === undefined) return { problem: `Batch build partition does not support time interval type: ${unit}` }
    const upper = unit.toUpperCase() !== 'DAY' && step.next > end ? end : step.next
    partitions.push(range(`${prefix}${step.name}`, print(current), print(upper)))
    current = upper
    if (partitions.length > MAX_PARTITIONS) return tooMany()
  }
  return { partitions }
}

function weekStart(time: number, firstDayOfWeek: number): number {
  const date = new Date(time)
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay()
  return midnight - ((weekday - firstDayOfWeek + 7) % 7) * DAY
}

/** What is wrong with a range that does not begin and end with whole units (PartitionDescAnalyzer.checkManualAddPartitionDateAligned). */
function partialUnits(
  start: number,
  end: number,
  batch: BatchPartition,
  firstDay: { readonly week: number; readonly month: number },
  print: (time: number) => string,
): string | undefined {
  const unit = (batch.every.unit ?? '').toUpperCase()
  const whole = (time: number, units = 0): number => {
    const date = new Date(time)
    const timeOfDay = time % DAY
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
    switch (unit) {
      case 'HOUR':
        return Math.floor(time / HOUR + units) * HOUR
      case 'DAY':
        return time - timeOfDay + units * DAY
      case 'WEEK':
        return weekStart(time, firstDay.week) + timeOfDay + units * 7 * DAY
      case 'MONTH':
        return Date.UTC(year, month + units, firstDay.month) + timeOfDay
      case 'YEAR':
        return Date.UTC(year + units, 0, 1) + timeOfDay
      default:
        return time
    }
  }
  const first = whole(start)
  const last = whole(end, whole(end) === first ? batch.every.count : 0)
  if (first === start && last === end) return undefined
  const note =
    unit === 'WEEK'
      ? `with start day of week ${firstDay.week}`
      : unit === 'MONTH'
        ? `with start day of month ${firstDay.month}`
        : ''
  return (
    `Batch build partition range [${print(start)},${print(end)}) should be a standard unit of time (${unit}) ${note}. ` +
    `suggest range [${print(first)},${print(last)})If you want to create partial partitions in batch, you can turn off this check by setting the FE config enable_create_partial_partition_in_batch=true`
  )
}

function tooMany(): BatchResult {
  return { problem: `The number of batch partitions should not exceed:${MAX_PARTITIONS}` }
}

function range(name: string, lower: string, upper: string): RangePartition {
  return { kind: 'range', name, lower: [{ kind: 'value', value: lower }], upper: [{ kind: 'value', value: upper }] }
}

/** The name of the partition that starts here, and where the next one starts; times are milliseconds of UTC. */
function nextStep(
  time: number,
  unit: string,
  count: number,
  firstDayOfWeek: number,
  firstDayOfMonth: number,
): { readonly name: string; readonly next: number } | undefined {
  const date = new Date(time)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  const midnight = Date.UTC(year, month, day)
  switch (unit.toUpperCase()) {
    case 'HOUR':
      return { name: digits(time, 13), next: Math.floor(time / HOUR) * HOUR + count * HOUR }
    case 'DAY':
      return { name: digits(time, 10), next: midnight + count * DAY }
    case 'WEEK': {
      const monday = weekStart(midnight, firstDayOfWeek)
      return { name: weekName(monday), next: monday + count * 7 * DAY }
    }
    case 'MONTH':
      return { name: digits(time, 7), next: Date.UTC(year, month + count, firstDayOfMonth) }
    case 'YEAR':
      return { name: String(year), next: Date.UTC(year + count, 0, 1) }
    default:
      return undefined
  }
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The first characters of `2024-01-31T05:...` without their separators. */
function digits(time: number, length: number): string {
  return new Date(time).toISOString().slice(0, length).replace(/[-T]/g, '')
}

/** Weeks count from the one that holds the first of January and start on Sunday, as in the server's Java. */
function weekName(time: number): string {
  const date = new Date(time)
  const year = date.getUTCFullYear()
  const firstOfYear = Date.UTC(year, 0, 1)
  const sunday = time - date.getUTCDay() * DAY
  const inNextYear = sunday + 6 * DAY >= Date.UTC(year + 1, 0, 1)
  const week = inNextYear
    ? 53
    : Math.floor((Math.round((time - firstOfYear) / DAY) + new Date(firstOfYear).getUTCDay()) / 7) + 1
  return `${year}_${String(week).padStart(2, '0')}`
}

const DATE_TIME = /^(\d{4}|\d{2})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6}))?)?)?$/
const COMPACT_DATE_TIME = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/

/**
 * Reads `2024-01-01`, `20240101`, `24-1-1`, `2024-01-01 05:00:00.5` and the like as milliseconds of UTC; undefined when it is no date.
 *
 * Source: DateUtils.parseStrictDateTime; years of two digits are those from 1970 to 2069.
 */
export function parseDateTime(text: string): number | undefined {
  const match = DATE_TIME.exec(text) ?? COMPACT_DATE_TIME.exec(text)
  if (match === null) return undefined
  const part = (i: number): number => Number(match[i] ?? 0)
  const year = match[1]?.length === 2 ? part(1) + (part(1) < 70 ? 2000 : 1900) : part(1)
  if (part(4) > 23 || part(5) > 59 || part(6) > 59) return undefined
  // Date.UTC reads years below 100 as 19xx: set the year apart.
  const date = new Date(0)
  date.setUTCFullYear(year, part(2) - 1, part(3))
  date.setUTCHours(part(4), part(5), part(6), 0)
  if (date.getUTCMonth() !== part(2) - 1 || date.getUTCDate() !== part(3)) return undefined
  return date.getTime() + Number((match[7] ?? '').padEnd(6, '0')) / 1000
}

export function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** Fractions of a second are printed where there are some. */
export function dateTimeText(time: number): string {
  const whole = Math.floor(time / 1000) * 1000
  const microseconds = Math.round((time - whole) * 1000)
  const text = new Date(whole).toISOString().slice(0, 19).replace('T', ' ')
  return microseconds === 0 ? text : `${text}.${String(microseconds).padStart(6, '0')}`
}
