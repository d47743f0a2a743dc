import type { BatchPartition, DataType, Properties, RangePartition } from 'starrocks-kit/schema'
import { normalizeDate } from './bound.ts'

/** More partitions than this are never made of one batch (the frontend's `max_partitions_in_one_batch`). */
const MOST_PARTITIONS = 4096
const MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const

/**
 * The partitions of `START ("a") END ("b") EVERY (...)`: each is named by `p` (or `dynamic_partition.prefix`) and its start in the digits of the
 * step; the last one ends at `b` even when a step goes beyond it.
 */
export function expandBatch(
  batch: BatchPartition,
  type: DataType | undefined,
  properties: Properties,
): readonly RangePartition[] {
  const prefix = properties['dynamic_partition.prefix'] ?? 'p'
  const unit = batch.every.unit?.toLowerCase()
  return unit === undefined ? integerRanges(batch, prefix) : dateRanges(batch, unit, type, prefix)
}

function integerRanges(batch: BatchPartition, prefix: string): readonly RangePartition[] {
  const result: RangePartition[] = []
  const step = BigInt(batch.every.count)
  const end = BigInt(batch.end)
  if (step <= 0n) return result
  for (let start = BigInt(batch.start); start < end && result.length < MOST_PARTITIONS; start += step) {
    const next = start + step < end ? start + step : end
    result.push(range(`${prefix}${start}`, String(start), String(next)))
  }
  return result
}

function dateRanges(
  batch: BatchPartition,
  unit: string,
  type: DataType | undefined,
  prefix: string,
): readonly RangePartition[] {
  const kind = type?.kind === 'simple' && type.name === 'datetime' ? 'datetime' : 'date'
  const last = parse(batch.end)
  const result: RangePartition[] = []
  let start = parse(batch.start)
  const origin = start
  for (let i = 1; start < last && result.length < MOST_PARTITIONS; i++) {
    const following = advance(origin, unit, batch.every.count * i)
    if (!(following > start)) break
    const next = following < last ? following : last
    result.push(range(`${prefix}${nameOf(start, unit)}`, print(start, kind), print(next, kind)))
    start = next
  }
  return result
}

function range(name: string, lower: string, upper: string): RangePartition {
  return {
    kind: 'range',
    name,
    lower: [{ kind: 'value', value: lower }],
    upper: [{ kind: 'value', value: upper }],
  }
}

/** Milliseconds on a calendar without zones. */
function parse(text: string): number {
  return Date.parse(`${normalizeDate(text, 'datetime').replace(' ', 'T')}Z`)
}

function print(time: number, kind: 'date' | 'datetime'): string {
  const text = new Date(time).toISOString().slice(0, 19).replace('T', ' ')
  return kind === 'date' ? text.slice(0, 10) : text
}

function advance(time: number, unit: string, count: number): number {
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
    case 'day':
    case 'week':
      return time + MS[unit] * count
    case 'month':
      return addMonths(time, count)
    case 'quarter':
      return addMonths(time, 3 * count)
    case 'year':
      return addMonths(time, 12 * count)
    default:
      return Number.NaN
  }
}

/** A day beyond the end of the month becomes its last day. */
function addMonths(time: number, count: number): number {
  const date = new Date(time)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + count)
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, length))
  return date.getTime()
}

function nameOf(time: number, unit: string): string {
  const digits = new Date(time).toISOString().replaceAll(/\D/g, '')
  switch (unit) {
    case 'year':
      return digits.slice(0, 4)
    case 'month':
    case 'quarter':
      return digits.slice(0, 6)
    case 'week':
      return weekOf(time)
    case 'hour':
      return digits.slice(0, 10)
    case 'minute':
      return digits.slice(0, 12)
    case 'second':
      return digits.slice(0, 14)
    default:
      return digits.slice(0, 8)
  }
}

/** `2024_01`: weeks begin on Monday, and the first one is the week with the year's first Thursday. */
function weekOf(time: number): string {
  const date = new Date(time)
  const thursday = new Date(time + (3 - ((date.getUTCDay() + 6) % 7)) * MS.day)
  const firstDay = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const week = 1 + Math.floor((thursday.getTime() - firstDay) / MS.week)
  return `${date.getUTCFullYear()}_${String(week).padStart(2, '0')}`
}
