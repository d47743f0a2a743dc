import type { DataType, PartitionBound } from 'starrocks-kit/schema'

const SMALLEST: Readonly<Record<string, string>> = {
  tinyint: '-128',
  smallint: '-32768',
  int: '-2147483648',
  bigint: '-9223372036854775808',
  largeint: '-170141183460469231731687303715884105728',
  date: '0000-01-01',
  datetime: '0000-01-01 00:00:00',
}

/** The least value of a partition column's type: the lower end of the first `LESS THAN` partition. */
export function smallestBound(type: DataType | undefined): PartitionBound {
  return { kind: 'value', value: (type?.kind === 'simple' ? SMALLEST[type.name] : undefined) ?? '' }
}

/** A bound in the spelling in which the server prints it: dates padded, a time given to bare dates of DATETIME columns. */
export function normalizeBound(bound: PartitionBound, type: DataType | undefined): PartitionBound {
  if (bound.kind === 'maxvalue' || type?.kind !== 'simple') return bound
  if (type.name !== 'date' && type.name !== 'datetime') return bound
  return { kind: 'value', value: normalizeDate(bound.value, type.name) }
}

const DATE = /^\s*(\d{1,4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6}))?)?)?)?\s*$/
const COMPACT = /^\s*(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?\s*$/

/** `2024-1-1` is `2024-01-01`; text that is no date stays as it is. */
export function normalizeDate(text: string, type: 'date' | 'datetime'): string {
  const match = DATE.exec(text) ?? COMPACT.exec(text)
  if (match === null) return text
  const [, year, month, day, hour, minute, second, fraction] = match
  const date = `${(year ?? '').padStart(4, '0')}-${pad(month)}-${pad(day)}`
  if (type === 'date') return date
  return `${date} ${pad(hour)}:${pad(minute)}:${pad(second)}${fraction === undefined ? '' : `.${fraction.padEnd(6, '0')}`}`
}

function pad(text: string | undefined): string {
  return (text ?? '0').padStart(2, '0')
}
