import type { DataType } from '../schema/index.ts'

/** Integers from small to large, with the longest text of each, sign included. */
const INTEGERS: readonly { readonly name: string; readonly length: number }[] = [
  { name: 'tinyint', length: 4 },
  { name: 'smallint', length: 6 },
  { name: 'int', length: 11 },
  { name: 'bigint', length: 20 },
  { name: 'largeint', length: 40 },
]

/** The longest text that a value of the type has; undefined when there is no bound worth the name. */
function textLength(type: DataType): number | undefined {
  if (type.kind === 'decimal') return type.precision + 3
  if (type.kind !== 'simple') return undefined
  if (type.name === 'float' || type.name === 'double') return 24
  return INTEGERS.find(({ name }) => name === type.name)?.length
}

function rank(type: DataType): number {
  return type.kind === 'simple' ? INTEGERS.findIndex(({ name }) => name === type.name) : -1
}

/**
 * Whether a change of the type can lose what is stored: values that do not fit become NULL, are cut, or stop the job. Whether the server makes the change at
 * all is not asked here.
 */
export function isNarrowing(from: DataType, to: DataType): boolean {
  if (to.kind === 'varchar' || to.kind === 'char') {
    if (from.kind === 'varchar' || from.kind === 'char') return from.length > to.length
    const length = textLength(from)
    return length === undefined || length > to.length
  }
  if (from.kind === 'decimal' && to.kind === 'decimal') {
    return to.scale < from.scale || to.precision - to.scale < from.precision - from.scale
  }
  if (from.kind === 'struct' && to.kind === 'struct') {
    return from.fields.some((field) => {
      const other = to.fields.find(({ name }) => name.toLowerCase() === field.name.toLowerCase())
      return other === undefined || isNarrowing(field.type, other.type)
    })
  }
  if (from.kind === 'array' && to.kind === 'array') return isNarrowing(from.element, to.element)
  if (from.kind === 'varbinary' && to.kind === 'varbinary') {
    return to.length !== undefined && (from.length === undefined || from.length > to.length)
  }
  if (from.kind !== 'simple' || to.kind !== 'simple') return JSON.stringify(from) !== JSON.stringify(to)
  if (from.name === to.name) return false
  const before = rank(from)
  const after = rank(to)
  if (before >= 0 && after >= 0) return after < before
  // A double holds every integer of up to 53 bits, and every float.
  if (to.name === 'double') return !(from.name === 'float' || (before >= 0 && before <= 2))
  return !(from.name === 'date' && to.name === 'datetime')
}
