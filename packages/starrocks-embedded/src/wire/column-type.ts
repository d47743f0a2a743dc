import type { DataType, SimpleTypeName } from 'starrocks-kit/schema'
import { CHARSET_BINARY, CHARSET_UTF8 } from './handshake.ts'

/** The type of a result column: StarRocks' own types, and the type of a bare NULL. A `varchar` of unknown length has length -1. */
export type ColumnType = DataType | { readonly kind: 'null' }

/** Type codes of the MySQL protocol. */
export const MYSQL_TYPE = {
  decimal: 0,
  tiny: 1,
  short: 2,
  long: 3,
  float: 4,
  double: 5,
  null: 6,
  timestamp: 7,
  longLong: 8,
  int24: 9,
  date: 10,
  time: 11,
  datetime: 12,
  year: 13,
  varchar: 15,
  timestamp2: 17,
  json: 245,
  newDecimal: 246,
  tinyBlob: 249,
  mediumBlob: 250,
  longBlob: 251,
  blob: 252,
  varString: 253,
  string: 254,
} as const

export type MysqlTypeName = keyof typeof MYSQL_TYPE

/** How MySQL's protocol describes a type. */
export interface MysqlType {
  readonly name: MysqlTypeName
  /** Largest display length, in bytes. */
  readonly length: number
  readonly decimals: number
  readonly charset: number
}

const binary = (name: MysqlTypeName, length: number, decimals = 0): MysqlType => ({
  name,
  length,
  decimals,
  charset: CHARSET_BINARY,
})
const text = (name: MysqlTypeName, length: number): MysqlType => ({ name, length, decimals: 0, charset: CHARSET_UTF8 })

const NOT_FIXED = 31
const DEFAULT_LENGTH = 60
const UNKNOWN_CHARACTERS = 64
const UTF8_BYTES = 3
const HLL_LENGTH = 16_385

const SIMPLE: { readonly [K in SimpleTypeName]: MysqlType } = {
  boolean: binary('tiny', 1),
  tinyint: binary('tiny', 4),
  smallint: binary('short', 6),
  int: binary('long', 11),
  bigint: binary('longLong', 20),
  // MySQL has no integer of 128 bits.
  largeint: text('string', 40),
  float: binary('float', 12, NOT_FIXED),
  double: binary('double', 22, NOT_FIXED),
  date: binary('date', 10),
  datetime: binary('datetime', 19),
  time: binary('time', DEFAULT_LENGTH),
  json: text('string', DEFAULT_LENGTH),
  variant: binary('string', DEFAULT_LENGTH),
  hll: text('string', HLL_LENGTH * UTF8_BYTES),
  bitmap: text('string', UNKNOWN_CHARACTERS * UTF8_BYTES),
  percentile: binary('string', DEFAULT_LENGTH),
}

/** Type code, length, decimals and character set that StarRocks sends for a column (Type.getMysqlResultSetField…, PrimitiveType.toMysqlType). */
export const mysqlTypeOf = (type: ColumnType): MysqlType => {
  switch (type.kind) {
    case 'simple':
      return SIMPLE[type.name]
    case 'decimal':
      return binary('newDecimal', decimalLength(type.precision, type.scale), type.scale)
    case 'char':
      return text('string', byteLength(type.length))
    case 'varchar':
      return text('varString', byteLength(type.length))
    case 'varbinary':
      return binary('blob', byteLength(type.length ?? -1))
    case 'array':
    case 'map':
    case 'struct':
      return text('varString', DEFAULT_LENGTH)
    case 'aggregate-state':
      return binary('blob', UNKNOWN_CHARACTERS * UTF8_BYTES)
    case 'null':
      return binary('string', DEFAULT_LENGTH)
  }
}

const byteLength = (characters: number): number => (characters < 0 ? UNKNOWN_CHARACTERS : characters) * UTF8_BYTES

/** Digits, the point if there is a scale, and three more: sign, leading zero, overflow. */
const decimalLength = (precision: number, scale: number): number =>
  precision === 0 ? 0 : precision + (scale > 0 ? 1 : 0) + 3
