import type { Table } from 'starrocks-kit/schema'
import { quoteDuckIdentifier } from '../sql/duck-text.ts'
import type { RowColumn } from '../sql/scope.ts'
import type { Run } from './run.ts'
import { columnText, createText, sequenceName, type StoredColumn, storedName } from './table-shape.ts'

/** An object that has rows, as the catalog knows it. */
export type Known = Table | { readonly kind: 'materialized-view'; readonly columns: readonly RowColumn[] }

/** Which objects have a DuckDB table. */
export class StoredTables {
  readonly #made = new Set<number>()

  has(id: number): boolean {
    return this.#made.has(id)
  }

  add(id: number): void {
    this.#made.add(id)
  }

  forget(id: number): void {
    this.#made.delete(id)
  }

  /** Compares what is stored with what the catalog knows: drops what it does not, and brings columns in line after a crash. */
  async adopt(known: ReadonlyMap<number, Known> | undefined, run: Run): Promise<void> {
    const { chunks } = await run(
      "SELECT table_name FROM duckdb_tables() WHERE database_name = 'store' AND starts_with(table_name, 't_')",
    )
    this.#made.clear()
    for (const chunk of chunks) {
      for (const [name] of chunk.getRows()) {
        const id = Number(String(name).slice(2))
        const object = known?.get(id)
        if (known !== undefined && object === undefined) {
          await run(`DROP TABLE ${storedName(id)}`)
          await run(`DROP SEQUENCE IF EXISTS ${sequenceName(id)}`)
          continue
        }
        this.#made.add(id)
        if (object !== undefined) await align(id, object.columns, run)
      }
    }
  }

  /** Makes the tables that a statement reads or writes and that have no rows yet. */
  async make(needed: ReadonlyMap<number, readonly StoredColumn[]>, run: Run): Promise<void> {
    for (const [id, columns] of needed) {
      if (this.#made.has(id)) continue
      await run(createText(id, columns))
      this.#made.add(id)
    }
  }
}

/** Adds the columns that a stored table lacks and drops those that the catalog no longer has. */
async function align(id: number, columns: readonly StoredColumn[], run: Run): Promise<void> {
  const { chunks } = await run(
    `SELECT column_name FROM duckdb_columns() WHERE database_name = 'store' AND table_name = 't_${id}'`,
  )
  const stored = chunks.flatMap((chunk) => chunk.getRows().map(([name]) => String(name)))
  const present = new Set(stored.map((name) => name.toLowerCase()))
  const wanted = new Set(columns.map((column) => column.name.toLowerCase()))
  const missing = columns.filter((column) => !present.has(column.name.toLowerCase()))
  for (const column of missing) await run(`ALTER TABLE ${storedName(id)} ADD COLUMN ${columnText(column)}`)
  for (const name of stored)
    if (!wanted.has(name.toLowerCase()))
      await run(`ALTER TABLE ${storedName(id)} DROP COLUMN ${quoteDuckIdentifier(name)}`)
}
