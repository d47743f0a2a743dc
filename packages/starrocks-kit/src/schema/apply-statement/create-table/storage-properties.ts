import { isSimple } from '../../data-type/rules.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { sameColumn } from '../columns.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

const COMPRESSIONS: ReadonlySet<string> = new Set(['LZ4', 'LZ4_FRAME', 'ZSTD', 'ZLIB', 'SNAPPY', 'NO_COMPRESSION'])
const NO_COOLDOWN = 'Primary key table does not support storage medium cool down currently.'

/** `1 day`, `2 hours 30 minutes` (TimeUtils.parseHumanReadablePeriodOrDuration). */
export function isDuration(text: string): boolean {
  return /^\s*(?:-?\d+\s+(?:second|minute|hour|day|week|month|year)s?(?:\s+|$))+$/i.test(text)
}

/** Where rows are kept, and when they move to slower disks. */
export function checkStorage(table: Table, key: TableKey, scope: ApplyScope): void {
  const value = (property: string): string | undefined => table.properties[property]
  // In shared-data mode data is not moved between disks: nobody looks at these (recorded).
  if (scope.capabilities.runMode === 'shared_data') {
    const cools = value('storage_cooldown_time') ?? value('storage_cooldown_ttl')
    if (cools !== undefined && key.type === 'PRIMARY') refuse(NO_COOLDOWN)
    const ttl = value('storage_cooldown_ttl')
    if (ttl !== undefined && !isDuration(ttl)) refuse('Cannot parse text to Duration')
  } else {
    checkCooldown(table, key, scope)
    checkMedium(value('storage_medium'))
  }
}

/** A name, ZSTD also with a level (PropertyAnalyzer.analyzeCompressionLevel). */
export function checkCompression(value: string | undefined): void {
  if (value === undefined) return
  const level = /^zstd\((\d+)\)$/i.exec(value.replaceAll(' ', ''))?.[1]
  if (level !== undefined) {
    if (Number(level) < 1 || Number(level) > 22) refuse('Invalid level for zstd compression type')
    return
  }
  if (!COMPRESSIONS.has(value.toUpperCase())) refuse(`unknown compression type: ${value}`)
}

export function checkCrontab(value: string, fail: (message: string) => never): void {
  if (value.split(';').some((range) => range.trim().split(/\s+/).length !== 5)) {
    fail('Invalid crontab format. It must have 5 fields.')
  }
  for (const range of value.split(';')) {
    const fields = range.trim().split(/\s+/)
    const valid = fields.every((field, i) => isCronField(field, CRON_RANGES[i] ?? [0, 0]))
    if (fields[0] !== '*') fail("Invalid crontab format. The minute field must be '*'.")
    if (!valid) {
      fail(
        'Invalid crontab format. You can check through https://www.freeformatter.com/cron-expression-generator-quartz.html',
      )
    }
  }
}

/** Minute, hour, day of the month, month, day of the week. */
const CRON_RANGES: readonly (readonly [from: number, to: number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [1, 7],
]

function isCronField(field: string, [from, to]: readonly [number, number]): boolean {
  return field.split(',').every((part) => {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/\d+)?$/.exec(part)
    if (match === null) return false
    return [match[1], match[2]].every((text) => text === undefined || (Number(text) >= from && Number(text) <= to))
  })
}

function checkCooldown(table: Table, key: TableKey, scope: ApplyScope): void {
  const { properties } = table
  const time = properties['storage_cooldown_time']
  const ttl = properties['storage_cooldown_ttl']
  if (time === undefined && ttl === undefined) return
  if (time !== undefined && Number.isNaN(Date.parse(time.replace(' ', 'T')))) {
    if (scope.capabilities.wording === '4.1') refuse(`Invalid datetime string: ${time}`)
    refuseAnalyzing(`date literal [${time}] is invalid`)
  }
  if (properties['storage_medium'] === undefined) {
    refuseAnalyzing('Invalid data property. storage medium property is not found')
  }
  if (properties['storage_medium'].toUpperCase() === 'HDD') {
    refuseAnalyzing(
      `Can not assign cooldown ${time !== undefined ? 'timestamp to HDD' : 'ttl to table with HDD'} storage medium`,
    )
  }
  if (key.type === 'PRIMARY') refuse(NO_COOLDOWN)
  if (table.partitioning?.kind === 'list') {
    refuse('List partition table does not support storage medium cool down currently.')
  }
  const columns = table.partitioning?.kind === 'range' ? table.partitioning.columns : []
  if (columns.length > 1) {
    refuse('Multi-column range partition table does not support storage medium cool down currently.')
  }
  const column = table.columns.find((candidate) => sameColumn(candidate.name, columns[0] ?? ''))
  if (column !== undefined && !isSimple(column.type, 'date', 'datetime')) {
    refuse('Only support partition is date type for storage medium cool down currently.')
  }
}

function checkMedium(value: string | undefined): void {
  if (value !== undefined && !['HDD', 'SSD'].includes(value.toUpperCase())) {
    refuseAnalyzing(`Invalid storage medium: ${value}`)
  }
}
