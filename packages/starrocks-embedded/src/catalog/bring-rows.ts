import type { Statement } from 'starrocks-kit/language'
import type { Table } from 'starrocks-kit/schema'
import type { CatalogData } from './catalog-data.ts'
import { tablesById } from './entries.ts'
import type { RowStore } from './row-store.ts'
import { columnRenames } from './statement-facts.ts'

/** Lets stored rows follow what a statement changed: tables made, dropped, or of another shape. */
export async function bringRows(
  rows: RowStore | undefined,
  before: CatalogData,
  next: CatalogData,
  statement: Statement,
): Promise<void> {
  if (rows === undefined || before.schema === next.schema) return
  const old = tablesById(before)
  for (const [id, table] of tablesById(next)) {
    const from = old.get(id)
    if (from === undefined) await rows.createTable(id, table)
    else if (from !== table && shape(from) !== shape(table))
      await rows.alterTable(id, from, table, columnRenames(statement))
  }
  const known = new Set(idsOf(next))
  for (const id of idsOf(before)) if (!known.has(id)) await rows.dropTable(id)
}

function idsOf(data: CatalogData): readonly number[] {
  return Object.values(data.objects).flatMap((entries) => Object.values(entries).map((entry) => entry.id))
}

/** What of a table its stored rows depend on. */
function shape(table: Table): string {
  return JSON.stringify([table.columns, table.key, table.partitioning])
}
