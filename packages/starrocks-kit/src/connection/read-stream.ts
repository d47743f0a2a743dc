import type { FieldPacket, Query, QueryError } from 'mysql2'
import type { RowStream } from './connection.ts'
import { isResultHeader } from './result-header.ts'

/** How many rows wait to be read before the socket is paused. */
const ROWS_AHEAD = 256

/** The answer to a query that is under way, from its first packet on. `failure` says what an error of the client means. */
export async function readStream(query: Query, failure: (error: QueryError) => Error): Promise<RowStream> {
  const readable = query.stream({ highWaterMark: ROWS_AHEAD })
  const fields = await new Promise<readonly FieldPacket[] | undefined>((resolve, reject) => {
    readable.once('fields', resolve)
    readable.once('error', (error: QueryError) => reject(failure(error)))
  })
  const rows = readRows(readable, failure)
  if (fields !== undefined)
    return {
      columns: fields.map(({ name, columnType, columnLength }) => ({
        name,
        type: columnType ?? 0,
        length: columnLength ?? 0,
      })),
      affectedRows: 0,
      rows,
    }
  // A statement without rows: its only item is the header.
  let affectedRows = 0
  for await (const header of rows) if (isResultHeader(header)) affectedRows = header.affectedRows
  return { columns: [], affectedRows, rows: NO_ROWS }
}

const NO_ROWS: RowStream['rows'] = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
}

async function* readRows(
  readable: AsyncIterable<readonly (Uint8Array | null)[]>,
  failure: (error: QueryError) => Error,
): AsyncGenerator<readonly (Uint8Array | null)[]> {
  try {
    yield* readable
  } catch (error) {
    throw failure(error as QueryError)
  }
}
