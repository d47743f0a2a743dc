import { DEFAULT_CATALOG, findObject } from 'starrocks-kit/schema'
import type { Target } from 'starrocks-kit/schema'
import type { NamedRelation } from './analyze-query.ts'
import type { AnalyzedColumn } from './relation-scope.ts'
import type { CatalogData } from '../data/catalog-data.ts'
import { entryNamed } from '../data/entries.ts'
import { isMetadataDatabase, systemTable } from '../information-schema/system-tables.ts'
import type { Place } from '../statement-source.ts'
import { columnsWithHidden } from '../partitions/generated-columns.ts'

/** Finds the relations that a query's names stand for in a session's scope: undefined when there is none. */
export function relationResolver(
  data: CatalogData,
  place: Place,
  target: Target,
): (parts: readonly string[]) => NamedRelation | undefined {
  return (parts) => {
    const [name, database = place.database, catalog = place.catalog ?? DEFAULT_CATALOG] = parts.toReversed()
    if (name === undefined || database === undefined) return undefined
    if (isMetadataDatabase(database)) {
      const table = systemTable(database, name, target)
      return table && { catalog, ...table }
    }
    const columns = outputColumns(data, { catalog, database, name })
    return columns === undefined ? undefined : { catalog, database, name, columns }
  }
}

/** The columns of an object as queries see them; undefined when there is no such object. */
function outputColumns(
  data: CatalogData,
  name: { readonly catalog?: string; readonly database: string; readonly name: string },
): readonly AnalyzedColumn[] | undefined {
  const object = findObject(data.schema, name)
  switch (object?.kind) {
    case undefined:
    case 'UnsupportedObject':
      return undefined
    case 'Table':
      return columnsWithHidden(object).map((column, i) => ({
        name: column.name,
        type: column.type,
        nullable: column.nullable,
        ...(i < object.columns.length ? {} : { hidden: true as const }),
        ...(column.comment === undefined ? {} : { comment: column.comment }),
      }))
    case 'View': {
      const columns = entryNamed(data, name)?.definition?.columns ?? []
      return columns.map(({ nullable = true, ...column }) => ({ ...column, nullable: true, originNullable: nullable }))
    }
    case 'MaterializedView':
      return entryNamed(data, name)?.definition?.columns ?? []
  }
}
