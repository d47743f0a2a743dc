import type { StagedRow } from '../engine/staged-rows.ts'

/** Turns the bytes of a load into rows of fields. */
export interface RowReader {
  /** The rows that are complete with these bytes. Throws `LoadError`. */
  push(bytes: Buffer): readonly StagedRow[]
  /** The rows that were still open: no more bytes come. Throws `LoadError`. */
  end(): readonly StagedRow[]
  /** Rows that are no rows of the load, so far. */
  readonly filtered: number
  /** A line for each of the first of them: why, and the row. */
  readonly errors: readonly string[]
}
