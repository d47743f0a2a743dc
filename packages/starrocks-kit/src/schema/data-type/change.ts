import type { DataType, SimpleTypeName } from '../types/data-type.ts'

/** What each simple type may become by MODIFY COLUMN; the same type is always allowed (recorded for every pair). */
const WIDENINGS: Readonly<Partial<Record<SimpleTypeName, readonly (SimpleTypeName | 'varchar')[]>>> = {
  tinyint: ['smallint', 'int', 'bigint', 'largeint', 'double', 'varchar'],
  smallint: ['int', 'bigint', 'largeint', 'double', 'varchar'],
  int: ['bigint', 'largeint', 'double', 'date', 'varchar'],
  bigint: ['largeint', 'double', 'varchar'],
  largeint: ['varchar'],
  float: ['double', 'varchar'],
  double: ['varchar'],
  json: ['varchar'],
  date: ['datetime'],
  datetime: ['date'],
}

const FROM_VARCHAR: readonly SimpleTypeName[] = [
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'largeint',
  'float',
  'double',
  'date',
  'json',
]

/** Characters that a decimal may need as text: digits, point, and one each for sign, leading zero and overflow. */
function decimalTextLength(precision: number, scale: number): number {
  return precision + (scale > 0 ? 1 : 0) + 3
}

/**
 * Whether MODIFY COLUMN may change the type at all. Lengths of strings are judged apart: shortening has a message of its own.
 *
 * Source: the type-change matrix of StarRocks, checked against a recorded answer for each pair of types.
 */
export function isTypeChangeAllowed(from: DataType, to: DataType): boolean {
  if (from.kind === 'decimal' && !from.legacy) {
    if (to.kind === 'varchar') return decimalTextLength(from.precision, from.scale) <= to.length
    if (to.kind !== 'decimal' || to.legacy) return false
    return to.scale >= from.scale && to.precision - to.scale >= from.precision - from.scale
  }
  if (to.kind === 'decimal' && !to.legacy) {
    if (from.kind === 'decimal') return to.precision === 27 && to.scale === 9
    return from.kind === 'varchar'
  }
  switch (from.kind) {
    case 'simple':
      if (to.kind === 'simple') return from.name === to.name || (WIDENINGS[from.name]?.includes(to.name) ?? false)
      return to.kind === 'varchar' && (WIDENINGS[from.name]?.includes('varchar') ?? false)
    case 'decimal':
      return to.kind === 'varchar' || to.kind === 'decimal'
    case 'char':
      return to.kind === 'char' || to.kind === 'varchar'
    case 'varchar':
      return to.kind === 'varchar' || (to.kind === 'simple' && FROM_VARCHAR.includes(to.name))
    case 'varbinary':
      return to.kind === 'varbinary'
    default:
      return false
  }
}

/** Whether both are the same type: aliases are resolved already, so equal types have equal structure. */
export function sameDataType(a: DataType, b: DataType): boolean {
  if (a.kind !== b.kind) return false
  switch (a.kind) {
    case 'simple':
      return b.kind === 'simple' && a.name === b.name
    case 'decimal':
      return (
        b.kind === 'decimal' &&
        a.precision === b.precision &&
        a.scale === b.scale &&
        (a.legacy ?? false) === (b.legacy ?? false)
      )
    case 'char':
    case 'varchar':
      return (b.kind === 'char' || b.kind === 'varchar') && a.length === b.length
    case 'varbinary':
      return b.kind === 'varbinary' && a.length === b.length
    case 'array':
      return b.kind === 'array' && sameDataType(a.element, b.element)
    case 'map':
      return b.kind === 'map' && sameDataType(a.key, b.key) && sameDataType(a.value, b.value)
    case 'struct':
      return (
        b.kind === 'struct' &&
        a.fields.length === b.fields.length &&
        a.fields.every((field, i) => {
          const other = b.fields[i]
          return (
            other !== undefined &&
            field.name.toLowerCase() === other.name.toLowerCase() &&
            sameDataType(field.type, other.type)
          )
        })
      )
    case 'aggregate-state':
      return (
        b.kind === 'aggregate-state' &&
        a.function.toLowerCase() === b.function.toLowerCase() &&
        a.arguments.length === b.arguments.length &&
        a.arguments.every((argument, i) => {
          const other = b.arguments[i]
          return other !== undefined && sameDataType(argument, other)
        })
      )
  }
}
