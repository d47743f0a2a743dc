import type { ResultColumn } from '../connection/index.ts'
import type { DataType } from '../schema/types/data-type.ts'
import { decodeNested } from './decode-nested.ts'

/** Turns the bytes of one value into what JavaScript has for it. */
export type Decoder = (bytes: Uint8Array) => unknown

/** Codes of the MySQL protocol that say more than text (PrimitiveType.toMysqlType). */
const TINY = 1
const NUMBERS: ReadonlySet<number> = new Set([TINY, 2, 3, 4, 5, 9])
const LONG_LONG = 8
const BLOB = 252

const decoder = new TextDecoder()
const text: Decoder = (bytes) => decoder.decode(bytes)
const number: Decoder = (bytes) => Number(decoder.decode(bytes))
const integer: Decoder = (bytes) => BigInt(decoder.decode(bytes))
/** A copy: the packet that the bytes are part of would be kept as long as they are. */
const binary: Decoder = (bytes) => new Uint8Array(bytes)
const truth: Decoder = (bytes) => decoder.decode(bytes) === '1'
const json: Decoder = (bytes) => JSON.parse(decoder.decode(bytes)) as unknown

/** By the declared type, which says what the protocol does not: LARGEINT, JSON and nested values all arrive as text. */
export function decoderOf(column: ResultColumn, declared: DataType | undefined): Decoder {
  return declared === undefined ? byProtocol(column) : byType(declared)
}

function byProtocol({ type, length }: ResultColumn): Decoder {
  // BOOLEAN is a TINYINT of one digit (Type.getMysqlResultSetFieldLength).
  if (type === TINY && length === 1) return truth
  if (NUMBERS.has(type)) return number
  if (type === LONG_LONG) return integer
  return type === BLOB ? binary : text
}

function byType(type: DataType): Decoder {
  switch (type.kind) {
    case 'simple':
      switch (type.name) {
        case 'boolean':
          return truth
        case 'tinyint':
        case 'smallint':
        case 'int':
        case 'float':
        case 'double':
          return number
        case 'bigint':
        case 'largeint':
          return integer
        case 'json':
        case 'variant':
          return json
        default:
          return text
      }
    case 'array':
    case 'map':
    case 'struct':
      return (bytes) => decodeNested(decoder.decode(bytes), type)
    case 'varbinary':
    case 'aggregate-state':
      return binary
    case 'decimal':
    case 'char':
    case 'varchar':
      return text
  }
}
