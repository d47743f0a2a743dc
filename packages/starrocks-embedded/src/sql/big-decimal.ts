import { isBoolean, isDecimal, isFloating, isInteger, isString, type SqlType } from './types/sql-type.ts'
import { duckType } from './types/duck-type.ts'
import type { DataType } from 'starrocks-kit/schema'

/** DECIMAL256: a decimal that DuckDB's own do not hold. It is kept as a whole number (BIGNUM) without its point. */
type Decimal = Extract<DataType, { kind: 'decimal' }>

export function isBig(type: SqlType): type is Decimal & { readonly legacy?: false } {
  return isDecimal(type) && type.legacy !== true && type.precision > 38
}

/** The first number with more digits than the precision allows, without its point. */
export function bigBound({ precision }: Decimal): string {
  return `1${'0'.repeat(precision)}`
}

/**
 * A value of another type as a big decimal; undefined for types that are none. NULL for what 256 bits do not hold: only text is read with the precision
 * in view, and rows are checked for it when they are stored (DecimalDecimalCast, OlapTableSink::_validate_decimal).
 */
export function toBig(sql: string, from: SqlType, to: Decimal): string | undefined {
  if (isBig(from)) {
    if (from.scale === to.scale) return sql
    return within(rescaled(sql, to.scale - from.scale), LIMIT)
  }
  if (from.kind === 'decimal') {
    const whole = `CAST(replace(CAST(${sql} AS VARCHAR), '.', '') AS BIGNUM)`
    return within(rescaled(whole, to.scale - from.scale), LIMIT)
  }
  if (isInteger(from) || isBoolean(from)) {
    const whole = `CAST(CAST(${isBoolean(from) ? `CAST(${sql} AS TINYINT)` : sql} AS VARCHAR) AS BIGNUM)`
    return within(rescaled(whole, to.scale), LIMIT)
  }
  if (isFloating(from)) return within(`CAST(sr_big_of_double(CAST(${sql} AS DOUBLE), ${to.scale}) AS BIGNUM)`, LIMIT)
  if (isString(from)) return within(`CAST(sr_big_parse(${sql}, ${to.scale}) AS BIGNUM)`, bigBound(to))
  return undefined
}

/** A big decimal as a value of another type; undefined for types that are none. */
export function fromBig(sql: string, from: Decimal, to: DataType): string | undefined {
  const text = bigText(sql, from.scale)
  if (isString(to)) return text
  if (isBoolean(to)) return `(${sql} <> CAST('0' AS BIGNUM))`
  if (isInteger(to)) return `TRY_CAST(split_part(${text}, '.', 1) AS ${duckType(to)})`
  if (isFloating(to) || isDecimal(to)) return `TRY_CAST(${text} AS ${duckType(to)})`
  return undefined
}

function bigText(sql: string, scale: number): string {
  return `sr_big_text(CAST(${sql} AS VARCHAR), ${scale})`
}

function rescaled(sql: string, by: number): string {
  if (by === 0) return sql
  return `CAST(sr_big_rescale(CAST(${sql} AS VARCHAR), ${by}) AS BIGNUM)`
}

/** `+`, `-`, `*` and `/` of two big decimals; what outgrows 256 bits is NULL. */
export function operateBig(
  operator: '+' | '-' | '*' | '/',
  left: { readonly sql: string; readonly scale: number },
  right: { readonly sql: string; readonly scale: number },
  scale: number,
): string {
  if (operator === '/') {
    const shift = scale + right.scale - left.scale
    return `CAST(sr_big_divide(CAST(${left.sql} AS VARCHAR), CAST(${right.sql} AS VARCHAR), ${shift}) AS BIGNUM)`
  }
  // DuckDB itself multiplies them as doubles.
  if (operator === '*') {
    const product = `sr_big_multiply(CAST(${left.sql} AS VARCHAR), CAST(${right.sql} AS VARCHAR))`
    return within(`CAST(${product} AS BIGNUM)`, LIMIT)
  }
  const [a, b] = [left, right].map((side) => rescaled(side.sql, scale - side.scale))
  return within(`${a ?? ''} ${operator} ${b ?? ''}`, LIMIT)
}

/** What 256 bits hold. */
const LIMIT = String(2n ** 255n)

/** Both bounds are written out: DuckDB compares what its unary minus gives wrongly. */
function within(sql: string, bound: string): string {
  return `sr_big_fit(${sql}, CAST('-${bound}' AS BIGNUM), CAST('${bound}' AS BIGNUM))`
}
