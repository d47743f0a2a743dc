import type {
  BinaryLiteral,
  BooleanLiteral,
  DateLiteral,
  NullLiteral,
  NumberLiteral,
  Parameter,
  StringLiteral,
  UnitBoundary,
} from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import type { Bound } from '../bound.ts'
import { quoteDuckString } from '../duck-text.ts'
import type { SqlValue } from '../scope.ts'
import { duckType } from '../types/duck-type.ts'
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DATETIME,
  decimal,
  DOUBLE,
  INT,
  LARGEINT,
  NULL_TYPE,
  SMALLINT,
  TINYINT,
  VARBINARY,
  VARCHAR,
} from '../types/sql-type.ts'

export type BoundLiteral =
  | NullLiteral
  | BooleanLiteral
  | NumberLiteral
  | StringLiteral
  | DateLiteral
  | BinaryLiteral
  | UnitBoundary
  | Parameter

/** A literal. Numbers have the narrowest type that holds them, decimals as many digits as were written. */
export function bindLiteral(literal: BoundLiteral): Bound {
  switch (literal.kind) {
    case 'NullLiteral':
      return { sql: 'NULL', type: NULL_TYPE, constant: { value: null } }
    case 'BooleanLiteral':
      return { sql: literal.value ? 'TRUE' : 'FALSE', type: BOOLEAN, constant: { value: literal.value } }
    case 'NumberLiteral':
      return bindNumber(literal.text)
    case 'StringLiteral':
      return bindValue(literal.value)
    case 'DateLiteral':
      return literal.type === 'DATE'
        ? { sql: `CAST(${quoteDuckString(literal.value)} AS DATE)`, type: DATE }
        : { sql: `CAST(${quoteDuckString(literal.value)} AS TIMESTAMP)`, type: DATETIME }
    case 'BinaryLiteral':
      return { sql: `unhex('${literal.digits}')`, type: VARBINARY }
    case 'UnitBoundary':
      return bindValue(literal.boundary)
    case 'Parameter':
      throw analyzingError('a parameter has no value outside of a prepared statement')
  }
}

const INTEGER_LIMITS = [
  { bits: 7n, type: TINYINT },
  { bits: 15n, type: SMALLINT },
  { bits: 31n, type: INT },
  { bits: 63n, type: BIGINT },
  { bits: 127n, type: LARGEINT },
] as const

/** A number by its spelling; a leading minus is part of it. */
export function bindNumber(text: string): Bound {
  if (/^-?\d+$/.test(text)) {
    const value = BigInt(text)
    for (const { bits, type } of INTEGER_LIMITS) {
      if (value >= -(1n << bits) && value < 1n << bits) {
        return {
          sql: `CAST(${value} AS ${duckType(type)})`,
          type,
          constant: { value: Number.isSafeInteger(Number(value)) ? Number(value) : value },
        }
      }
    }
    const digits = text.replace('-', '').replace(/^0+/, '').length
    if (digits <= 76) return { sql: `CAST('${text}' AS BIGNUM)`, type: decimal(digits, 0) }
    throw analyzingError(`Numeric overflow ${text}`)
  }
  const plain = /^(-?)(\d*)\.(\d*)$/.exec(text)
  if (plain !== null) {
    const [, sign = '', written = '', fraction = ''] = plain
    const whole = written.replace(/^0+/, '')
    const precision = Math.max(whole.length + fraction.length, 1)
    if (precision <= 38) {
      const type = decimal(precision, fraction.length)
      return {
        sql: `CAST('${sign}${whole || '0'}.${fraction || '0'}' AS ${duckType(type)})`,
        type,
        constant: { value: Number(text) },
      }
    }
    if (precision <= 76) {
      const digits = `${sign}${whole}${fraction}`
      return {
        sql: `CAST('${digits}' AS BIGNUM)`,
        type: decimal(precision, fraction.length),
        constant: { value: Number(text) },
      }
    }
  }
  return { sql: `CAST('${text}' AS DOUBLE)`, type: DOUBLE, constant: { value: Number(text) } }
}

/** A constant that the session holds. */
export function bindValue(value: SqlValue): Bound {
  if (value === null) return { sql: 'NULL', type: NULL_TYPE, constant: { value } }
  if (typeof value === 'boolean') return { sql: value ? 'TRUE' : 'FALSE', type: BOOLEAN, constant: { value } }
  if (typeof value === 'bigint') return bindNumber(value.toString())
  if (typeof value === 'number') {
    return Number.isInteger(value) && Number.isSafeInteger(value)
      ? bindNumber(value.toString())
      : { sql: `CAST('${value}' AS DOUBLE)`, type: DOUBLE, constant: { value } }
  }
  return { sql: quoteDuckString(value), type: VARCHAR, constant: { value } }
}
