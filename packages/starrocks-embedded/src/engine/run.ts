import type { DuckDBDataChunk } from '@duckdb/node-api'

/** A result as DuckDB hands it over. */
export interface StoreResult {
  readonly chunks: readonly DuckDBDataChunk[]
  readonly changed: number
}

/** Runs one DuckDB statement. */
export type Run = (sql: string) => Promise<StoreResult>
