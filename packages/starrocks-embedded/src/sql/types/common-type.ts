import type { DataType } from 'starrocks-kit/schema'
import {
  arrayOf,
  BIGINT,
  BOOLEAN,
  DATETIME,
  decimal,
  DOUBLE,
  INT,
  isBoolean,
  isComplex,
  isDateLike,
  isDecimal,
  isFloating,
  isInteger,
  isJson,
  isNull,
  isNumeric,
  isString,
  JSON_TYPE,
  LARGEINT,
  mapOf,
  sameType,
  SMALLINT,
  TINYINT,
  toDataType,
  VARCHAR,
  type SqlType,
} from './sql-type.ts'

const INTEGER_LADDER: readonly DataType[] = [BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, LARGEINT]

/** The rung of a fixed-point type: 0 for BOOLEAN up to 5 for LARGEINT, -1 for everything else. */
export function integerRank(type: SqlType): number {
  return INTEGER_LADDER.findIndex((rung) => sameType(rung, type))
}

/** The type to which two branches of a CASE, two sides of a UNION or two elements of an array are brought; undefined when there is none. */
export function commonType(left: SqlType, right: SqlType): SqlType | undefined {
  if (isNull(left)) return right
  if (isNull(right)) return left
  if (sameType(left, right)) return widerText(left, right)
  if (left.kind === 'array' && right.kind === 'array') {
    const element = commonType(left.element, right.element)
    return element === undefined ? undefined : arrayOf(toDataType(element))
  }
  if (left.kind === 'map' && right.kind === 'map') {
    const key = commonType(left.key, right.key)
    const value = commonType(left.value, right.value)
    return key === undefined || value === undefined ? undefined : mapOf(toDataType(key), toDataType(value))
  }
  if (left.kind === 'struct' && right.kind === 'struct') {
    if (left.fields.length !== right.fields.length) return undefined
    const fields = left.fields.map((field, index) => {
      const type = commonType(field.type, right.fields[index]?.type ?? field.type)
      return type === undefined ? undefined : { name: field.name, type: toDataType(type) }
    })
    return fields.every((field) => field !== undefined) ? { kind: 'struct', fields } : undefined
  }
  // The element type of an empty or all-NULL literal is BOOLEAN: it gives way to whatever stands beside it.
  if (isComplex(left)) return isBoolean(right) ? left : undefined
  if (isComplex(right)) return isBoolean(left) ? right : undefined
  if (isJson(left) || isJson(right)) return JSON_TYPE
  if (isString(left) || isString(right))
    return left.kind === 'varbinary' || right.kind === 'varbinary' ? { kind: 'varbinary' } : VARCHAR
  if (isDecimal(left) || isDecimal(right)) return commonDecimal(left, right)
  const leftRank = integerRank(left)
  const rightRank = integerRank(right)
  if (leftRank >= 0 && rightRank >= 0) return leftRank > rightRank ? left : right
  if (isDateLike(left) && isDateLike(right)) return DATETIME
  if (isFloating(left) && (isFloating(right) || rightRank >= 0)) return DOUBLE
  if (isFloating(right) && leftRank >= 0) return DOUBLE
  return VARCHAR
}

/** The common type of several expressions. */
export function commonTypeOf(types: readonly SqlType[]): SqlType | undefined {
  let result: SqlType | undefined = types[0]
  for (const type of types.slice(1)) result = result === undefined ? undefined : commonType(result, type)
  return result
}

/** Numbers that a DOUBLE may not hold. */
function isExact(type: SqlType): boolean {
  return isInteger(type) || isDecimal(type)
}

/** The type in which `=`, `<>` and `<=>` (`equality`), or `<` and its kin, compare two values; undefined when they cannot be compared. */
export function comparisonType(left: SqlType, right: SqlType, equality: boolean): SqlType | undefined {
  if (isComplex(left) || isComplex(right)) {
    const ordered = left.kind === 'array' || right.kind === 'array'
    return equality || ordered ? commonType(left, right) : undefined
  }
  if (isNull(left)) return right
  if (isNull(right)) return left
  if (sameType(left, right)) return left
  if (equality && ((isString(left) && isExact(right)) || (isString(right) && isExact(left)))) return VARCHAR
  if (isJson(left) || isJson(right)) return JSON_TYPE
  if (isDecimal(left) || isDecimal(right)) return commonDecimal(left, right)
  if ((isDateLike(left) && (isString(right) || isDateLike(right))) || (isDateLike(right) && isString(left)))
    return DATETIME
  const leftRank = integerRank(left)
  const rightRank = integerRank(right)
  if (leftRank > 0 && rightRank > 0) return leftRank > rightRank ? left : right
  if (isBoolean(left) && isNumeric(right)) return right
  if (isBoolean(right) && isNumeric(left)) return left
  if (left.kind === 'varbinary' || right.kind === 'varbinary') return left.kind === 'varbinary' ? left : right
  return DOUBLE
}

/** The type of an IN list or of BETWEEN: like a comparison, but dates on the left keep their type against text. */
export function listComparisonType(types: readonly SqlType[], equality: boolean): SqlType | undefined {
  const [first] = types
  if (first === undefined) return undefined
  if (isDateLike(first) && types.slice(1).every((type) => isString(type) || isNull(type) || sameType(type, first)))
    return first
  let result: SqlType | undefined = first
  for (const type of types.slice(1)) result = result === undefined ? undefined : comparisonType(result, type, equality)
  return result
}

/** Decimal digits that a fixed-point type may need beside a decimal. */
const INTEGER_DIGITS: readonly number[] = [1, 3, 5, 10, 19, 38]

function commonDecimal(left: SqlType, right: SqlType): SqlType {
  const a = asDecimal(left)
  const b = asDecimal(right)
  if (a === undefined || b === undefined) return DOUBLE
  const scale = Math.max(a.scale, b.scale)
  const precision = Math.max(a.precision - a.scale, b.precision - b.scale) + scale
  if (precision <= 38) return decimal(precision, scale)
  return Math.max(a.precision, b.precision) > 38 ? decimal(Math.min(precision, 76), scale) : decimal(38, scale)
}

function asDecimal(type: SqlType): { readonly precision: number; readonly scale: number } | undefined {
  if (isDecimal(type)) return type
  const digits = INTEGER_DIGITS[integerRank(type)]
  return digits === undefined ? undefined : { precision: digits, scale: 0 }
}

function widerText(left: SqlType, right: SqlType): SqlType {
  if ((left.kind !== 'char' && left.kind !== 'varchar') || (right.kind !== 'char' && right.kind !== 'varchar'))
    return left
  if (left.kind === 'char' && right.kind === 'char' && left.length === right.length) return left
  return { kind: 'varchar', length: Math.max(left.length, right.length) }
}
