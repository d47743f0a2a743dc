import type { DataType, PartitionBound } from 'starrocks-kit/schema'

/** Orders two tuples of bounds, column by column; MAXVALUE is greater than any value. */
export function compareBounds(
  a: readonly PartitionBound[],
  b: readonly PartitionBound[],
  types: readonly (DataType | undefined)[],
): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = compareBound(a[i], b[i], types[i])
    if (order !== 0) return order
  }
  return 0
}

function compareBound(
  a: PartitionBound | undefined,
  b: PartitionBound | undefined,
  type: DataType | undefined,
): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1
  if (a.kind === 'maxvalue' || b.kind === 'maxvalue') return a.kind === b.kind ? 0 : a.kind === 'maxvalue' ? 1 : -1
  if (type?.kind === 'simple' && type.name.endsWith('int') && isInteger(a.value) && isInteger(b.value)) {
    const [left, right] = [BigInt(a.value), BigInt(b.value)]
    return left < right ? -1 : left > right ? 1 : 0
  }
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text)
}
