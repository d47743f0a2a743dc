import type { DataType, SimpleTypeName } from '../schema/types/data-type.ts'
import { parseDataTypeText } from '../schema/clauses.ts'
import { ColumnBuilder } from './column.ts'
import { ClauseSyntaxError } from './errors/clause-syntax-error.ts'

/** A column as its type function gives it, before any method refines it. */
export type TypedColumn<Value> = ColumnBuilder<Value, never>

/** `BOOLEAN`. */
export const boolean = (): TypedColumn<boolean> => simple('boolean')
/** `TINYINT`: 8 bits, signed. */
export const tinyint = (): TypedColumn<number> => simple('tinyint')
/** `SMALLINT`: 16 bits, signed. */
export const smallint = (): TypedColumn<number> => simple('smallint')
/** `INT`: 32 bits, signed. */
export const int = (): TypedColumn<number> => simple('int')
/** `BIGINT`: 64 bits, signed; a JavaScript `bigint`, because a number cannot hold it. */
export const bigint = (): TypedColumn<bigint> => simple('bigint')
/** `LARGEINT`: 128 bits, signed. */
export const largeint = (): TypedColumn<bigint> => simple('largeint')
/** `FLOAT`: 4 bytes. */
export const float = (): TypedColumn<number> => simple('float')
/** `DOUBLE`: 8 bytes. */
export const double = (): TypedColumn<number> => simple('double')
/** `DATE`, read as text such as `2024-05-31`. */
export const date = (): TypedColumn<string> => simple('date')
/** `DATETIME`, read as text such as `2024-05-31 12:00:00.000001`: it has no time zone. */
export const datetime = (): TypedColumn<string> => simple('datetime')
/** `JSON`; name the shape when it is known: `json<{ tags: string[] }>()`. */
export const json = <Value = unknown>(): TypedColumn<Value> => simple('json')
/** `VARIANT` (4.1 and later; not in OLAP tables yet). */
export const variant = (): TypedColumn<unknown> => simple('variant')
/** `HLL`: a HyperLogLog sketch, merged by HLL_UNION. Its values cannot be read directly. */
export const hll = (): TypedColumn<unknown> => simple('hll')
/** `BITMAP`: a set of integers, merged by BITMAP_UNION. Its values cannot be read directly. */
export const bitmap = (): TypedColumn<unknown> => simple('bitmap')
/** `PERCENTILE`: a percentile sketch, merged by PERCENTILE_UNION. Its values cannot be read directly. */
export const percentile = (): TypedColumn<unknown> => simple('percentile')

/** `DECIMAL(precision, scale)`: up to 38 digits (76 from 4.0 on); text, because a number cannot hold it. */
export const decimal = (precision = 10, scale = 0): TypedColumn<string> => ofType({ kind: 'decimal', precision, scale })
/** `DECIMALV2(precision, scale)`: the older decimal type, up to 27 digits and 9 after the point. */
export const decimalV2 = (precision = 9, scale = 0): TypedColumn<string> =>
  ofType({ kind: 'decimal', precision, scale, legacy: true })

/** `CHAR(length)`: length in bytes, at most 255. */
export const char = (length: number): TypedColumn<string> => ofType({ kind: 'char', length })
/** `VARCHAR(length)`: length in bytes, at most 1048576. */
export const varchar = (length: number): TypedColumn<string> => ofType({ kind: 'varchar', length })
/** `STRING`: another name of `VARCHAR(65533)`. */
export const string = (): TypedColumn<string> => ofType({ kind: 'varchar', length: STRING_LENGTH })
/** `VARBINARY` or `VARBINARY(length)`: bytes. */
export const varbinary = (length?: number): TypedColumn<Uint8Array> =>
  ofType(length === undefined ? { kind: 'varbinary' } : { kind: 'varbinary', length })

/**
 * A type given as StarRocks text, for what the other functions cannot say. It is parsed when the table is evaluated.
 *
 * @example columnType<string>('DECIMAL(38, 10)')
 */
export function columnType<Value = unknown>(text: string): TypedColumn<Value> {
  return new ColumnBuilder<Value, never>({
    type: ({ model, column }) => {
      try {
        return parseDataTypeText(text)
      } catch (error) {
        throw new ClauseSyntaxError(model, 'the type', text, error, column)
      }
    },
  })
}

/** What STRING and TEXT stand for (documented and printed by every version). */
const STRING_LENGTH = 65533

function simple<Value>(name: SimpleTypeName): TypedColumn<Value> {
  return ofType({ kind: 'simple', name })
}

function ofType<Value>(type: DataType): TypedColumn<Value> {
  return new ColumnBuilder<Value, never>({ type: () => type })
}
