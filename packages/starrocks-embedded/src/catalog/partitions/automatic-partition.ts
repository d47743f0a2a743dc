import { parseExpression } from 'starrocks-kit/language'
import type { RangePartition, Table } from 'starrocks-kit/schema'
import { partitionColumns } from './concrete-partition.ts'
import { hashCode } from '../show-create/hash-map-order.ts'

const TRUNCATION_UNITS: ReadonlySet<string> = new Set(['year', 'month', 'day', 'hour', 'minute'])
const SLICE_UNITS: ReadonlySet<string> = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE'])

/** The unit of a range expression and how many of them a partition spans; undefined for expressions that give lists. */
function stepOf(text: string): { readonly unit: string; readonly count: number } | undefined {
  const expression = parseExpression(text)
  if (expression.kind !== 'FunctionCall') return undefined
  const [first, second] = expression.arguments
  switch (expression.name.join('.').toLowerCase()) {
    case 'date_trunc':
      return first?.kind === 'StringLiteral' &&
        TRUNCATION_UNITS.has(first.value.toLowerCase()) &&
        second?.kind === 'ColumnReference'
        ? { unit: first.value.toLowerCase(), count: 1 }
        : undefined
    case 'time_slice':
      return first?.kind === 'ColumnReference' &&
        second?.kind === 'IntervalExpression' &&
        SLICE_UNITS.has(second.unit) &&
        second.value.kind === 'NumberLiteral'
        ? { unit: second.unit.toLowerCase(), count: Number(second.value.text) }
        : undefined
    default:
      return undefined
  }
}

/** Whether a partition expression gives ranges: `date_trunc` or `time_slice` of a column, in calendar units. Then it needs no hidden column. */
export function isRangeExpression(text: string): boolean {
  return stepOf(text) !== undefined
}

/** How many digits of a moment name a partition: `p2024`, `p202401`, `p20240131`, `p2024013110`, `p202401311005`. */
const NAME_DIGITS: Readonly<Record<string, number>> = { year: 4, month: 6, day: 8, hour: 10, minute: 12 }

/** The partition of a value of a range expression; NULL lies in the first year (AnalyzerUtils.getAddPartitionClauseForRangePartition). */
export function automaticRange(text: string, value: string | null, table: Table): RangePartition | undefined {
  const step = stepOf(text)
  if (step === undefined) return undefined
  const begin = value ?? '0000-01-01'
  const moment = new Date(`${begin.slice(0, 10)}T${begin.slice(11, 19) || '00:00:00'}Z`)
  if (Number.isNaN(moment.getTime())) return undefined
  const [column] = partitionColumns(table)
  const type = table.columns.find((candidate) => candidate.name === column)?.type
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
    name: `p${digits.slice(0, NAME_DIGITS[step.unit] ?? 8)}`,
    lower: bound(moment),
    upper: bound(later(moment, step.unit, step.count)),
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
