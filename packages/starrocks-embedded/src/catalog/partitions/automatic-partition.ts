import type { RangeExpression, RangePartition, Table } from 'starrocks-kit/schema'
import { hashCode } from '../show-create/hash-map-order.ts'

/** How many digits of a moment name a partition: `p2024`, `p202401`, `p20240131`, `p2024013110`, `p202401311005`. */
const NAME_DIGITS: Readonly<Record<string, number>> = { year: 4, month: 6, day: 8, hour: 10, minute: 12 }

/** The partition of a value of a range expression; NULL lies in the first year (AnalyzerUtils.getAddPartitionClauseForRangePartition). */
export function rangeOfValue(range: RangeExpression, value: string | null, table: Table): RangePartition | undefined {
  const unit = range.unit ?? 'day'
  const begin = value ?? '0000-01-01'
  const moment = new Date(`${begin.slice(0, 10)}T${begin.slice(11, 19) || '00:00:00'}Z`)
  if (Number.isNaN(moment.getTime())) return undefined
  const type = table.columns.find(({ name }) => name.toLowerCase() === range.column.toLowerCase())?.type
  const isDate = type?.kind === 'simple' && type.name === 'date'
  const bound = (at: Date): RangePartition['lower'] => [
    {
      kind: 'value',
      value: at
        .toISOString()
        .slice(0, isDate ? 10 : 19)
        .replace('T', ' '),
    },
  ]
  const digits = moment.toISOString().replaceAll(/\D/g, '')
  return {
    kind: 'range',
    name: `p${digits.slice(0, NAME_DIGITS[unit] ?? 8)}`,
    lower: bound(moment),
    upper: bound(later(moment, unit, range.count)),
  }
}

function later(moment: Date, unit: string, count: number): Date {
  const next = new Date(moment)
  switch (unit) {
    case 'year':
      next.setUTCFullYear(moment.getUTCFullYear() + count)
      break
    case 'month':
      next.setUTCMonth(moment.getUTCMonth() + count)
      break
    case 'day':
      next.setUTCDate(moment.getUTCDate() + count)
      break
    case 'hour':
      next.setUTCHours(moment.getUTCHours() + count)
      break
    default:
      next.setUTCMinutes(moment.getUTCMinutes() + count)
  }
  return next
}

/** `FeConstants.MAX_LIST_PARTITION_NAME_LENGTH`. */
const LONGEST_NAME = 50

/** The name of a list partition after its values: `p2024_Berlin` (AnalyzerUtils.getFormatPartitionValue). */
export function listPartitionName(values: readonly (string | null)[]): string {
  const name = `p${values.map((value) => nameOf(value ?? 'NULL')).join('_')}`
  if (name.length <= LONGEST_NAME) return name
  return `${name.slice(0, LONGEST_NAME)}_${(hashCode(name) >>> 0).toString(16)}`
}

/** Letters and digits stay, what times are written with goes, all else is its number in hexadecimal digits. */
function nameOf(value: string): string {
  const sign = value.startsWith('-') ? '_' : ''
  return (
    sign +
    Array.from({ length: value.length }, (_, i) => {
      const character = value[i] ?? ''
      if (/[A-Za-z0-9]/.test(character)) return character
      return '-: '.includes(character) ? '' : (value.codePointAt(i) ?? 0).toString(16)
    }).join('')
  )
}
