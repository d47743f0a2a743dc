import { databaseKey, DEFAULT_CATALOG, findObject, ownEntry } from 'starrocks-kit/schema'
import type { MaterializedView } from 'starrocks-kit/schema'
import { entryOf, rowsOf } from '../catalog/data/entries.ts'
import type { OutputColumn } from '../catalog/data/object-entry.ts'
import { isMetadataDatabase, systemTable } from '../catalog/information-schema/system-tables.ts'
import type { InformationContext } from '../catalog/information-schema/information-context.ts'
import { systemTableRows } from '../catalog/information-schema/rows.ts'
import { analyzingError } from '../catalog/catalog-error.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { CatalogData } from '../catalog/data/catalog-data.ts'
import type { Place } from '../catalog/statement-source.ts'
import { indexRelation } from './index-relation.ts'
import type { Dictionary, RelationName, Resolved, RowColumn } from '../sql/scope.ts'

/** Finds what a name in a query stands for. Throws for unknown databases, and when no database is selected. */
export function resolveRelation(
  name: RelationName,
  place: Place,
  catalog: Catalog,
  information: () => InformationContext,
): Resolved | undefined {
  const database = name.database ?? place.database
  if (database === undefined) throw analyzingError('No database selected', 1046)
  const realm = name.catalog ?? place.catalog ?? DEFAULT_CATALOG
  if (realm !== DEFAULT_CATALOG) throw analyzingError(`Unknown catalog '${realm}'`, 5078)
  if (isMetadataDatabase(database)) {
    const table = systemTable(database, name.name, catalog.target)
    return table && { kind: 'rows', columns: table.columns, rows: systemTableRows(table, information()) }
  }
  if (!catalog.hasDatabase(database)) throw analyzingError(`Unknown database '${database}'`, 5501)
  if (name.index === true) return indexRelation({ database, name: name.name }, catalog)
  const object = findObject(catalog.schema, { database, name: name.name })
  const entry = entryOf(catalog.data, databaseKey(database), name.name)
  if (object === undefined || entry === undefined) return undefined
  switch (object.kind) {
    case 'Table':
      return { kind: 'table', id: rowsOf(entry), table: object }
    case 'View': {
      const columns = entry.definition?.columns
      return {
        kind: 'view',
        view: columns === undefined ? object : { ...object, columns: columns.map((column) => ({ name: column.name })) },
        database: entry.definition?.database ?? database,
      }
    }
    case 'MaterializedView':
      // An index of its table is no table of its own.
      if (object.refresh === undefined) return undefined
      if (isTransparent(object) && entry.definition !== undefined && entry.inactiveReason === undefined) {
        const { query, columns, database: own } = entry.definition
        return {
          kind: 'view',
          view: {
            kind: 'View',
            name: object.name,
            query: { text: query, origin: 'user' },
            columns: columns.map((column) => ({ name: column.name })),
          },
          database: own,
        }
      }
      return { kind: 'materialized-view', id: rowsOf(entry), columns: rowColumns(entry.definition?.columns ?? []) }
    case 'UnsupportedObject':
      return undefined
  }
}

/** Queries of it see rows that are not refreshed yet: they read its query in its place. */
function isTransparent({ properties }: MaterializedView): boolean {
  return /^(?:true|transparent_or_error|transparent_or_default)$/i.test(properties['transparent_mv_rewrite_mode'] ?? '')
}

/** The dictionary of a name as queries see it. */
export function findDictionary(data: CatalogData, name: string): Dictionary | undefined {
  const entry = ownEntry(data.dictionaries, name)
  if (entry === undefined) return undefined
  const { state, rows, columns, keys } = entry
  return { state, rows, keys: columns.slice(0, keys.length), values: columns.slice(keys.length) }
}

/** Output columns as the engine stores them; a type that was never told is text. */
export function rowColumns(columns: readonly OutputColumn[]): readonly RowColumn[] {
  return columns.map((column) => ({ name: column.name, type: column.type ?? { kind: 'varchar', length: 65_533 } }))
}
