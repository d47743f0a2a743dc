import { BufferWriter } from './buffer-writer.ts'
import type { Column } from './column.ts'
import { mysqlTypeOf } from './column-type.ts'
import type { MysqlTypeName } from './column-type.ts'
import type { Row } from './handler.ts'
import { writeBinaryDate, writeBinaryDatetime, writeBinaryTime } from './binary-temporal.ts'

/** The two lowest bits of the NULL bitmap are not used. */
const BITMAP_OFFSET = 2

type WriteText = (writer: BufferWriter, text: string) => void

const writeNumberText: WriteText = (writer, text) => {
  writer.lenencText(text)
}

/** Types whose values have a binary form of their own; all others are sent as length-encoded strings. */
const BINARY_FORMS: Readonly<Partial<Record<MysqlTypeName, WriteText>>> = {
  tiny: (writer, text) => writer.int(parseInteger(text), 1),
  short: (writer, text) => writer.int(parseInteger(text), 2),
  long: (writer, text) => writer.int(parseInteger(text), 4),
  longLong: (writer, text) => writer.int64(BigInt(text)),
  float: (writer, text) => writer.float(parseFloating(text)),
  double: (writer, text) => writer.double(parseFloating(text)),
  newDecimal: writeNumberText,
  date: writeBinaryDate,
  datetime: writeBinaryDatetime,
  time: writeBinaryTime,
}

/**
 * Makes the encoder for rows of these columns in the binary protocol, the one of prepared statements. Values come as the text that
 * the text protocol would carry; text that is no value of its column's type throws `RangeError`.
 */
export const binaryRowEncoder = (columns: readonly Column[]): ((row: Row) => Buffer) => {
  const forms = columns.map((column) => BINARY_FORMS[mysqlTypeOf(column.type).name])
  const bitmapLength = (columns.length + BITMAP_OFFSET + 7) >> 3
  return (row) => {
    const writer = new BufferWriter().zeros(1 + bitmapLength)
    for (const [index, value] of row.entries()) {
      if (value === null) {
        const bit = index + BITMAP_OFFSET
        writer.setBit(1 + (bit >> 3), bit & 7)
        continue
      }
      const form = forms[index]
      if (form !== undefined) form(writer, asText(value))
      else if (typeof value === 'string') writer.lenencText(value)
      else writer.lenencBytes(value)
    }
    return writer.finish()
  }
}

const asText = (value: string | Uint8Array): string =>
  typeof value === 'string' ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8')

const parseInteger = (text: string): number => {
  const value = Number(text)
  if (text === '' || !Number.isInteger(value)) throw new RangeError(`'${text}' is not an integer`)
  return value
}

const parseFloating = (text: string): number => {
  switch (text.toLowerCase()) {
    case 'nan':
      return Number.NaN
    case 'inf':
    case 'infinity':
      return Number.POSITIVE_INFINITY
    case '-inf':
    case '-infinity':
      return Number.NEGATIVE_INFINITY
    default: {
      const value = Number(text)
      if (text === '' || Number.isNaN(value)) throw new RangeError(`'${text}' is not a number`)
      return value
    }
  }
}
