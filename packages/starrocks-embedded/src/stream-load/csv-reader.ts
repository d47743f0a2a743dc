import { isUtf8 } from 'node:buffer'
import { TOLD_ROWS } from '../engine/load-rows.ts'
import type { StagedRow } from '../engine/staged-rows.ts'
import { readRecord } from './csv-record.ts'
import { LoadError } from './load-error.ts'
import type { CsvOptions } from './load-options.ts'
import type { RowReader } from './row-reader.ts'

/** The longest row that is read, in bytes. */
const LONGEST_ROW = 64 * 1024 * 1024

/** Reads CSV rows of `width` fields. */
export class CsvReader implements RowReader {
  readonly #options: CsvOptions
  readonly #width: number
  readonly errors: string[] = []
  filtered = 0
  #pending: readonly Buffer[] = []
  #pendingSize = 0
  /** Bytes that must be there before it is worth looking for the end of the row again. */
  #wanted = 0
  #toSkip: number

  constructor(options: CsvOptions, width: number) {
    this.#options = options
    this.#width = width
    this.#toSkip = options.skipHeader
  }

  push(bytes: Buffer): readonly StagedRow[] {
    this.#pending = [...this.#pending, bytes]
    this.#pendingSize += bytes.length
    return this.#pendingSize < this.#wanted ? [] : this.#read(false)
  }

  end(): readonly StagedRow[] {
    const rows = this.#read(true)
    if (this.#toSkip > 0) {
      const { skipHeader } = this.#options
      throw new LoadError(
        `The parameter 'skip_header' is set to ${skipHeader}, but there are only ${skipHeader - this.#toSkip} rows in the csv file`,
      )
    }
    return rows
  }

  #read(last: boolean): readonly StagedRow[] {
    const buffer = Buffer.concat(this.#pending)
    const rows: StagedRow[] = []
    let start = 0
    while (start < buffer.length) {
      const record = readRecord(buffer, start, this.#options, last)
      if (record === undefined) break
      if (this.#toSkip > 0) this.#toSkip -= 1
      else if (record.fields.length > 0) {
        const row = this.#row(buffer.subarray(start, record.end), record.fields)
        if (row !== undefined) rows.push(row)
      }
      start = record.next
    }
    const rest = buffer.subarray(start)
    if (rest.length > LONGEST_ROW) throw new LoadError(`CSV line length exceed limit ${LONGEST_ROW}`)
    this.#pending = rest.length === 0 ? [] : [rest]
    this.#pendingSize = rest.length
    this.#wanted = start === 0 ? rest.length * 2 : 0
    return rows
  }

  #row(raw: Buffer, fields: readonly Buffer[]): StagedRow | undefined {
    if (fields.length !== this.#width) {
      const { columnSeparator, rowDelimiter } = this.#options
      return this.#leaveOut(
        raw,
        `Target column count: ${this.#width} doesn't match source value column count: ${fields.length}. Column separator: ${shown(columnSeparator)}, Row delimiter: ${shown(rowDelimiter)}`,
      )
    }
    if (!isUtf8(raw)) return this.#leaveOut(raw, 'Invalid UTF-8 row')
    return {
      raw: raw.toString(),
      values: fields.map((field) => {
        const text = field.toString()
        return text === '\\N' ? null : text
      }),
    }
  }

  #leaveOut(raw: Buffer, reason: string): undefined {
    this.filtered += 1
    if (this.errors.length < TOLD_ROWS) this.errors.push(`Error: ${reason}. Row: ${raw.toString()}`)
  }
}

/** A delimiter as the error log writes it: printable characters as they are, others in hexadecimal. */
function shown(delimiter: Buffer): string {
  const text = [...delimiter].map((byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : (ESCAPES[byte] ?? `0x${byte.toString(16)}`),
  )
  return `'${text.join('')}'`
}

const ESCAPES: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n' }
