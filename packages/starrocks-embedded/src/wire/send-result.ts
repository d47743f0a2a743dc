import { setImmediate as nextTurn } from 'node:timers/promises'
import { binaryRowEncoder } from './binary-row.ts'
import { BufferWriter } from './buffer-writer.ts'
import { encodeColumn } from './column-definition.ts'
import type { Row, RowsResult, StatementResult } from './handler.ts'
import type { PacketChannel } from './packet-channel.ts'
import { encodeEof, encodeOk } from './response.ts'
import { encodeTextRow } from './text-row.ts'

/** Which of the two row formats: text for COM_QUERY, binary for prepared statements. */
type RowFormat = 'text' | 'binary'

export interface SendOptions {
  readonly format: RowFormat
  /** Status flags for the packet that ends the result. */
  readonly status: number
  readonly signal: AbortSignal
}

/**
 * Sends one result; the last packets may still wait for a `flush`. Throws what the rows throw, the reason of the aborted signal, and
 * `ConnectionLostError`: an ERR packet may follow at any of these points.
 */
export const sendResult = async (
  channel: PacketChannel,
  result: StatementResult,
  options: SendOptions,
): Promise<void> => {
  if (result.kind === 'ok') {
    channel.write(encodeOk(result, options.status))
    return
  }
  if (result.columns.length === 0) throw new RangeError('A result set needs at least one column')
  channel.write(new BufferWriter().lenenc(result.columns.length).finish())
  for (const column of result.columns) channel.write(encodeColumn(column))
  channel.write(encodeEof())
  await sendRows(channel, result, options)
  channel.write(encodeEof(options.status))
}

const sendRows = async (channel: PacketChannel, result: RowsResult, { format, signal }: SendOptions): Promise<void> => {
  const encode = format === 'text' ? encodeTextRow : binaryRowEncoder(result.columns)
  const width = result.columns.length
  const send = (row: Row): boolean => {
    if (row.length !== width) throw new RangeError(`A row has ${row.length} values for ${width} columns`)
    return channel.write(encode(row))
  }
  const makeRoom = async (): Promise<void> => {
    await channel.flush()
    // A client that reads fast never makes us wait: other clients get their turn here.
    await nextTurn()
    signal.throwIfAborted()
  }
  const { rows } = result
  if (Symbol.asyncIterator in rows) {
    for await (const row of rows) if (!send(row)) await makeRoom()
  } else {
    for (const row of rows) if (!send(row)) await makeRoom()
  }
}
