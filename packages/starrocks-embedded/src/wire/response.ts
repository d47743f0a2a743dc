import { BufferWriter } from './buffer-writer.ts'
import type { ServerError } from './server-error.ts'

/** Another result of the same query follows. The one status flag that StarRocks sets. */
export const MORE_RESULTS = 0x8

export interface OkFields {
  readonly affectedRows: number
  readonly lastInsertId?: number | bigint
  readonly warnings?: number
  readonly info?: string
}

const MAX_WARNINGS = 0xffff

export const encodeOk = (fields: OkFields, status = 0): Buffer => {
  const writer = new BufferWriter()
    .uint(0x00, 1)
    .lenenc(fields.affectedRows)
    .lenenc(fields.lastInsertId ?? 0)
    .uint(status, 2)
    .uint(Math.min(fields.warnings ?? 0, MAX_WARNINGS), 2)
  // With its length, as StarRocks and MySQL write it, although the protocol's description says "to the end of the packet".
  if (fields.info !== undefined && fields.info !== '') writer.lenencText(fields.info)
  return writer.finish()
}

export const encodeEof = (status = 0): Buffer => new BufferWriter().uint(0xfe, 1).uint(0, 2).uint(status, 2).finish()

/** `greeted: false` leaves out the SQLSTATE, which a client does not expect before the server's greeting. */
export const encodeError = (error: ServerError, greeted = true): Buffer => {
  const writer = new BufferWriter().uint(0xff, 1).uint(error.errno, 2)
  if (greeted) writer.text(`#${error.sqlState}`)
  // Clients take an error without a message for success: StarRocks sends this text then.
  return writer.text(error.message === '' ? 'Unknown error' : error.message).finish()
}

export const encodePrepared = (statementId: number, columnCount: number, parameterCount: number): Buffer =>
  new BufferWriter()
    .uint(0x00, 1)
    .uint(statementId, 4)
    .uint(columnCount, 2)
    .uint(parameterCount, 2)
    .uint(0, 1)
    .uint(0, 2)
    .finish()
