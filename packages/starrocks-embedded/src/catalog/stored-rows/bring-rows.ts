import type { Statement } from 'starrocks-kit/language'
import type { Table } from 'starrocks-kit/schema'
import type { CatalogData } from '../data/catalog-data.ts'
import { rowsOf, tablesById } from '../data/entries.ts'
import type { RowStore } from './row-store.ts'
import { columnRenames } from '../follow-statement/statement-facts.ts'

/** The catalog that stored rows were prepared for, and the rows that nothing needs once it is durable. */
export interface BroughtRows {
  readonly data: CatalogData
  readonly obsolete: readonly number[]
}

/**
 * Prepares stored rows for what a statement changed. Rows of another shape are written beside the old ones, under a new id: until the catalog is
 * durable the old ones stay, so that a crash in between loses nothing.
 */
export async function bringRows(
  rows: RowStore | undefined,
  before: CatalogData,
  next: CatalogData,
  statement: Statement,
): Promise<BroughtRows> {
  if (rows === undefined || before.schema === next.schema) return { data: next, obsolete: [] }
  const old = tablesById(before)
  let data = next
  for (const [id, table] of tablesById(next)) {
    const from = old.get(id)
    if (from === undefined) await rows.createTable(id, table)
    else if (from !== table && shape(from) !== shape(table)) {
      const into = JSON.stringify(from.columns) === JSON.stringify(table.columns) ? id : data.nextId
      await rows.alterTable(id, from, table, columnRenames(statement), into)
      if (into !== id) data = moved(data, id, into)
    }
  }
  const known = new Set(idsOf(data))
  return { data, obsolete: idsOf(before).filter((id) => !known.has(id)) }
}

function idsOf(data: CatalogData): readonly number[] {
  const live = Object.values(data.objects).flatMap((entries) => Object.values(entries).map(rowsOf))
  const dropped = Object.values(data.recycledDatabases).flatMap(({ objects }) => Object.values(objects).map(rowsOf))
  return [...live, ...dropped, ...Object.values(data.recycled).map(({ entry }) => rowsOf(entry))]
}

function moved(data: CatalogData, from: number, to: number): CatalogData {
  const objects = Object.fromEntries(
    Object.entries(data.objects).map(([key, entries]) => {
      const found = Object.entries(entries).find(([, entry]) => rowsOf(entry) === from)
      return found === undefined ? [key, entries] : [key, { ...entries, [found[0]]: { ...found[1], rows: to } }]
    }),
  )
  return { ...data, objects, nextId: Math.max(data.nextId, to + 1) }
}

/** What of a table its stored rows depend on. */
function shape(table: Table): string {
  return JSON.stringify([table.columns, table.key, table.partitioning])
}
