import type { BufferReader } from './buffer-reader.ts'
import type { BufferWriter } from './buffer-writer.ts'

const DATE = /^(\d{1,4})-(\d{1,2})-(\d{1,2})$/
const DATETIME = /^(\d{1,4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,6}))?$/
const TIME = /^(-)?(\d+):(\d{1,2}):(\d{1,2})(?:\.(\d{1,6}))?$/

const HOURS_A_DAY = 24

const match = (pattern: RegExp, text: string, what: string): readonly (string | undefined)[] => {
  const found = pattern.exec(text)
  if (found === null) throw new RangeError(`'${text}' is not a ${what}`)
  return found
}

const number = (digits: string | undefined): number => Number(digits ?? 0)
const microseconds = (fraction: string | undefined): number => Number((fraction ?? '').padEnd(6, '0'))
const pad = (value: number, width: number): string => String(value).padStart(width, '0')

/** `2024-01-31`, in four bytes after their length. */
export const writeBinaryDate = (writer: BufferWriter, text: string): void => {
  const [, year, month, day] = match(DATE, text, 'date')
  writer.uint(4, 1).uint(number(year), 2).uint(number(month), 1).uint(number(day), 1)
}

/** `2024-01-31 12:00:00[.000001]`: the microseconds are sent only when there are some, the time always (as StarRocks does). */
export const writeBinaryDatetime = (writer: BufferWriter, text: string): void => {
  const [, year, month, day, hour, minute, second, fraction] = match(DATETIME, text, 'datetime')
  const micros = microseconds(fraction)
  writer
    .uint(micros === 0 ? 7 : 11, 1)
    .uint(number(year), 2)
    .uint(number(month), 1)
    .uint(number(day), 1)
    .uint(number(hour), 1)
    .uint(number(minute), 1)
    .uint(number(second), 1)
  if (micros !== 0) writer.uint(micros, 4)
}

/**
 * `[-]838:59:59[.000001]`. StarRocks sends text here, which its column type does not allow and clients misread: this is the form of
 * the protocol.
 */
export const writeBinaryTime = (writer: BufferWriter, text: string): void => {
  const [, sign, hours, minute, second, fraction] = match(TIME, text, 'time')
  const micros = microseconds(fraction)
  const hour = number(hours)
  writer
    .uint(micros === 0 ? 8 : 12, 1)
    .uint(sign === undefined ? 0 : 1, 1)
    .uint(Math.floor(hour / HOURS_A_DAY), 4)
    .uint(hour % HOURS_A_DAY, 1)
    .uint(number(minute), 1)
    .uint(number(second), 1)
  if (micros !== 0) writer.uint(micros, 4)
}

/** Reads the date of a DATE, DATETIME or TIMESTAMP value as `YYYY-MM-DD`; what is left out is zero. */
export const readBinaryDate = (reader: BufferReader): string => readTemporal(reader).date

/** Reads a DATETIME or TIMESTAMP value as `YYYY-MM-DD HH:MM:SS[.ffffff]`. */
export const readBinaryDatetime = (reader: BufferReader): string => {
  const { date, time } = readTemporal(reader)
  return `${date} ${time}`
}

/** Reads a TIME value as `[-]HH:MM:SS[.ffffff]`, days added to the hours. */
export const readBinaryTime = (reader: BufferReader): string => {
  const length = reader.uint(1)
  if (length === 0) return '00:00:00'
  const sign = reader.uint(1) === 0 ? '' : '-'
  const hours = reader.uint(4) * HOURS_A_DAY + reader.uint(1)
  return `${sign}${pad(hours, 2)}:${readMinutes(reader, length > 8)}`
}

const readTemporal = (reader: BufferReader): { readonly date: string; readonly time: string } => {
  const length = reader.uint(1)
  if (length === 0) return { date: '0000-00-00', time: '00:00:00' }
  const date = `${pad(reader.uint(2), 4)}-${pad(reader.uint(1), 2)}-${pad(reader.uint(1), 2)}`
  if (length <= 4) return { date, time: '00:00:00' }
  return { date, time: `${pad(reader.uint(1), 2)}:${readMinutes(reader, length > 7)}` }
}

const readMinutes = (reader: BufferReader, withMicroseconds: boolean): string => {
  const text = `${pad(reader.uint(1), 2)}:${pad(reader.uint(1), 2)}`
  const micros = withMicroseconds ? reader.uint(4) : 0
  return micros === 0 ? text : `${text}.${pad(micros, 6)}`
}
