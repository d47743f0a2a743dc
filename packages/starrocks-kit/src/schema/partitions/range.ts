import { isSimple } from '../data-type/rules.ts'
import { messageDataType, primitiveTypeName } from '../data-type/print.ts'
import type { DataType } from '../types/data-type.ts'
import type { PartitionBound, RangePartition } from '../types/partitioning.ts'
import { canonicalPartitionValue } from './value.ts'

const MINIMUM: Readonly<Record<string, string>> = {
  tinyint: '-128',
  smallint: '-32768',
  int: '-2147483648',
  bigint: '-9223372036854775808',
  largeint: '-170141183460469231731687303715884105728',
  date: '0000-01-01',
  datetime: '0000-01-01 00:00:00',
}

/** The smallest value of a partition column: the lower bound of the first LESS THAN partition. */
export function minimumBound(type: DataType | undefined): PartitionBound {
  return { kind: 'value', value: (type?.kind === 'simple' ? MINIMUM[type.name] : undefined) ?? '' }
}

/** A bound in the spelling of the server. */
function canonicalBound(bound: PartitionBound, type: DataType): PartitionBound {
  return bound.kind === 'maxvalue' ? bound : { kind: 'value', value: canonicalPartitionValue(bound.value, type) }
}

/** Fills up a tuple that has fewer values than there are partition columns with the smallest ones, as the server does. */
export function fillBounds(bounds: readonly PartitionBound[], types: readonly DataType[]): readonly PartitionBound[] {
  return types.map((type, i) => {
    const bound = bounds[i]
    return bound === undefined ? minimumBound(type) : canonicalBound(bound, type)
  })
}

/** Orders two canonical tuples of bounds. */
export function compareBounds(
  a: readonly PartitionBound[],
  b: readonly PartitionBound[],
  types: readonly DataType[],
): number {
  for (let i = 0; i < types.length; i++) {
    const [left, right, type] = [a[i], b[i], types[i]]
    if (left === undefined || right === undefined || type === undefined) return 0
    if (left.kind === 'maxvalue' || right.kind === 'maxvalue') {
      if (left.kind === right.kind) continue
      return left.kind === 'maxvalue' ? 1 : -1
    }
    const order = compareValues(left.value, right.value, type)
    if (order !== 0) return order
  }
  return 0
}

const INTEGER = /^[+-]?\d+$/

function compareValues(a: string, b: string, type: DataType): number {
  if (!isSimple(type, 'date', 'datetime') && INTEGER.test(a) && INTEGER.test(b)) {
    const difference = BigInt(a.replace('+', '')) - BigInt(b.replace('+', ''))
    return difference < 0n ? -1 : difference > 0n ? 1 : 0
  }
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether two closed-open ranges share a value. */
export function rangesIntersect(a: RangePartition, b: RangePartition, types: readonly DataType[]): boolean {
  return compareBounds(a.lower, b.upper, types) < 0 && compareBounds(b.lower, a.upper, types) < 0
}

/** A range as the server's messages show it: `[types: [DATE]; keys: [2024-01-01]; ..types: [DATE]; keys: [2024-02-01]; )`. */
export function rangeText(partition: RangePartition, types: readonly DataType[]): string {
  return `[${keyText(partition.lower, types)}..${keyText(partition.upper, types)})`
}

function keyText(bounds: readonly PartitionBound[], types: readonly DataType[]): string {
  const names = types.map((type) => primitiveTypeName(type)).join(', ')
  const keys = bounds.map((bound) => (bound.kind === 'maxvalue' ? 'MAXVALUE' : bound.value)).join(', ')
  return `types: [${names}]; keys: [${keys}]; `
}

export function unsupportedRangeColumn(column: { readonly name: string; readonly type: DataType }): string {
  return `Column[${column.name}] type[${primitiveTypeName(column.type)}] cannot be a range partition key.`
}

export function invalidPartitionType(column: { readonly name: string; readonly type: DataType }): string {
  return `Invalid partition column '${column.name}': invalid data type ${messageDataType(column.type)}`
}
