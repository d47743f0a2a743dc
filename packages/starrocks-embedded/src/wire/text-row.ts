import { BufferWriter } from './buffer-writer.ts'
import type { Row } from './handler.ts'

const NULL = 0xfb

/** A row of the text protocol: every value a length-encoded string. */
export const encodeTextRow = (row: Row): Buffer => {
  const writer = new BufferWriter()
  for (const value of row) {
    if (value === null) writer.uint(NULL, 1)
    else if (typeof value === 'string') writer.lenencText(value)
    else writer.lenencBytes(value)
  }
  return writer.finish()
}
