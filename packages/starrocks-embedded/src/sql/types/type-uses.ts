import { isComplex, isJson, isOpaque, isSimple, type SqlType } from './sql-type.ts'

/** For what values of a type may be used (Type.canJoinOn and its kin), and what the server says where they may not. */

export const NO_JOIN = 'Type (nested) percentile/hll/bitmap/json not support join'
export const NO_GROUP_BY = 'Type (nested) percentile/hll/bitmap/json not support group-by'
export const NO_AGGREGATION =
  'Type (nested) percentile/hll/bitmap/json/struct/map not support this aggregation function'
export const NO_ORDER_BY = 'Type (nested) percentile/hll/bitmap/json/struct/map not support order-by'

function isComparable(type: SqlType): boolean {
  return !isOpaque(type) && !isJson(type) && !isSimple(type, 'variant') && type.kind !== 'varbinary'
}

/** Joins and groups find equal values, also within nested ones. */
export function canGroupBy(type: SqlType): boolean {
  switch (type.kind) {
    case 'array':
      return canGroupBy(type.element)
    case 'map':
      return canGroupBy(type.key) && canGroupBy(type.value)
    case 'struct':
      return type.fields.every((field) => canGroupBy(field.type))
    default:
      return isComparable(type)
  }
}

/** Arrays have an order when their elements have one; maps and structs have none. */
export function canOrderBy(type: SqlType): boolean {
  if (type.kind === 'array') return canOrderBy(type.element)
  return isComparable(type) && !isComplex(type)
}

export function canAggregate(type: SqlType): boolean {
  return isComparable(type) && !isComplex(type)
}
