import { readBinaryDate, readBinaryDatetime, readBinaryTime } from './binary-temporal.ts'
import type { BufferReader } from './buffer-reader.ts'
import { MYSQL_TYPE } from './column-type.ts'
import { ServerError } from './server-error.ts'

/** A value for a placeholder: its type as the client declared it, and the text of its literal, without quotes. */
export type StatementParameter =
  | { readonly type: 'null' }
  | {
      readonly type:
        | 'tinyint'
        | 'smallint'
        | 'int'
        | 'bigint'
        | 'largeint'
        | 'float'
        | 'double'
        | 'decimal'
        | 'varchar'
        | 'date'
        | 'datetime'
        | 'time'
      readonly text: string
    }
  | { readonly type: 'varbinary'; readonly bytes: Uint8Array }

/** What one COM_STMT_EXECUTE binds. `types` is kept for the next one: a client sends the types only when they change. */
export interface BoundParameters {
  readonly types: readonly number[]
  readonly values: readonly StatementParameter[]
}

type ReadParameter = (reader: BufferReader, unsigned: boolean) => StatementParameter

const readText: ReadParameter = (reader) => ({ type: 'varchar', text: reader.lenencText() })
const readBytes: ReadParameter = (reader) => ({ type: 'varbinary', bytes: reader.lenencBytes() })
const readDecimal: ReadParameter = (reader) => ({ type: 'decimal', text: reader.lenencText() })
const readDatetime: ReadParameter = (reader) => ({ type: 'datetime', text: readBinaryDatetime(reader) })
/** An unsigned value needs the next larger type to be sure of its place. */
const readInt: ReadParameter = (reader, unsigned) =>
  unsigned ? { type: 'bigint', text: String(reader.uint(4)) } : { type: 'int', text: String(reader.int(4)) }
const readSmallint: ReadParameter = (reader, unsigned) =>
  unsigned ? { type: 'int', text: String(reader.uint(2)) } : { type: 'smallint', text: String(reader.int(2)) }

const READERS: ReadonlyMap<number, ReadParameter> = new Map<number, ReadParameter>([
  [MYSQL_TYPE.null, () => ({ type: 'null' })],
  [
    MYSQL_TYPE.tiny,
    (reader, unsigned) =>
      unsigned ? { type: 'smallint', text: String(reader.uint(1)) } : { type: 'tinyint', text: String(reader.int(1)) },
  ],
  [MYSQL_TYPE.short, readSmallint],
  [MYSQL_TYPE.year, readSmallint],
  [MYSQL_TYPE.long, readInt],
  [MYSQL_TYPE.int24, readInt],
  [
    MYSQL_TYPE.longLong,
    (reader, unsigned) =>
      unsigned ? { type: 'largeint', text: String(reader.uint64()) } : { type: 'bigint', text: String(reader.int64()) },
  ],
  [MYSQL_TYPE.float, (reader) => ({ type: 'float', text: String(reader.float()) })],
  [MYSQL_TYPE.double, (reader) => ({ type: 'double', text: String(reader.double()) })],
  [MYSQL_TYPE.decimal, readDecimal],
  [MYSQL_TYPE.newDecimal, readDecimal],
  [MYSQL_TYPE.date, (reader) => ({ type: 'date', text: readBinaryDate(reader) })],
  [MYSQL_TYPE.datetime, readDatetime],
  [MYSQL_TYPE.timestamp, readDatetime],
  [MYSQL_TYPE.timestamp2, readDatetime],
  [MYSQL_TYPE.time, (reader) => ({ type: 'time', text: readBinaryTime(reader) })],
  [MYSQL_TYPE.varchar, readText],
  [MYSQL_TYPE.varString, readText],
  [MYSQL_TYPE.string, readText],
  [MYSQL_TYPE.json, readText],
  [MYSQL_TYPE.tinyBlob, readBytes],
  [MYSQL_TYPE.mediumBlob, readBytes],
  [MYSQL_TYPE.longBlob, readBytes],
  [MYSQL_TYPE.blob, readBytes],
])

const UNSIGNED = 0x8000

/**
 * Reads the values that follow the header of COM_STMT_EXECUTE. `known` are the types of the statement's last execution.
 * Throws `MalformedPacketError`, and `ServerError` for a type that cannot be bound.
 */
export const readParameters = (reader: BufferReader, count: number, known: readonly number[]): BoundParameters => {
  if (count === 0) return { types: [], values: [] }
  const nulls = reader.bytes((count + 7) >> 3)
  const types = reader.uint(1) === 0 ? known : Array.from({ length: count }, () => reader.uint(2))
  const values = Array.from({ length: count }, (_, index): StatementParameter => {
    if (((nulls[index >> 3] ?? 0) & (1 << (index & 7))) !== 0) return { type: 'null' }
    const type = types[index]
    const read = type === undefined ? undefined : READERS.get(type & ~UNSIGNED)
    if (type === undefined || read === undefined) throw new ServerError(`unknown mysql type code ${type ?? 0}`)
    return read(reader, (type & UNSIGNED) !== 0)
  })
  return { types, values }
}
