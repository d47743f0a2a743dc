import { parseQuery, quoteIdentifier } from 'starrocks-kit/language'
import { databaseKey, findMaterializedView, ownEntry, synchronousColumns } from 'starrocks-kit/schema'
import type { ObjectName, Table, View } from 'starrocks-kit/schema'
import type { Catalog } from '../catalog/catalog.ts'
import { entryNamed } from '../catalog/data/entries.ts'
import type { Resolved } from '../sql/scope.ts'

/**
 * What `[_SYNC_MV_]` reads: a synchronous materialized view or a rollup (Database.getMaterializedViewIndex). Rows of indexes are not kept: they are
 * computed from those of the table.
 */
export function indexRelation(name: ObjectName, catalog: Catalog): Resolved | undefined {
  const view = findMaterializedView(catalog.schema, name)
  const definition = entryNamed(catalog.data, name)?.definition
  if (view !== undefined && view.refresh === undefined && definition !== undefined) {
    const columns = synchronousColumns(parseQuery(definition.query))
    return { kind: 'view', view: queryAs(name.name, definition.query, columns), database: definition.database }
  }
  for (const table of Object.values(ownEntry(catalog.schema.databases, databaseKey(name.database))?.tables ?? {})) {
    const rollup = ownEntry(table.rollups, name.name)
    if (rollup !== undefined) {
      const query = rollupQuery(table, rollup.columns)
      return { kind: 'view', view: queryAs(name.name, query, rollup.columns), database: name.database }
    }
  }
  return undefined
}

function queryAs(name: string, text: string, columns: readonly string[]): View {
  return {
    kind: 'View',
    name,
    query: { text, origin: 'user' },
    columns: columns.map((column) => ({ name: column })),
  }
}

/** The rollup of a table with aggregated columns has a row for each of its own keys. */
function rollupQuery(table: Table, names: readonly string[]): string {
  const columns = names.map((name) => ({
    name: quoteIdentifier(name),
    aggregation: table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.aggregation,
  }))
  const grouped = table.key?.type === 'AGGREGATE'
  const items = columns.map(({ name, aggregation }) =>
    grouped && aggregation !== undefined ? `${aggregateFunction(aggregation)}(${name})` : name,
  )
  const keys = columns.filter(({ aggregation }) => aggregation === undefined).map(({ name }) => name)
  return `SELECT ${items.join(', ')} FROM ${quoteIdentifier(table.name)}${grouped ? ` GROUP BY ${keys.join(', ')}` : ''}`
}

/** A value that replaces others stands in a rollup beside all keys: there is one row of it. */
function aggregateFunction(aggregation: string): string {
  return aggregation.startsWith('REPLACE') ? 'any_value' : aggregation
}
