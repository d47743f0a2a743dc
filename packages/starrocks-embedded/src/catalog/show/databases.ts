import type { CatalogData } from '../data/catalog-data.ts'
import type { ResultTable } from '../result/result-table.ts'
import { SYSTEM_DATABASES } from '../information-schema/database-name.ts'
import { checkCatalog } from './show-names.ts'
import type { ShowContext } from './show-context.ts'
import type { QualifiedName } from 'starrocks-kit/language'

/** SHOW DATABASES: system databases among the others, by name. */
export function showDatabases(from: QualifiedName | undefined, context: ShowContext): ResultTable {
  checkCatalog(from?.parts[0] ?? context.currentCatalog)
  const names = [
    ...Object.values(context.catalog.schema.databases).map((database) => database.name),
    ...SYSTEM_DATABASES,
  ]
  return { columns: ['Database'], rows: names.toSorted().map((name) => [name]) }
}

/** SHOW CATALOGS: the external ones by name, then the internal one. */
export function showCatalogs(data: CatalogData): ResultTable {
  return {
    columns: ['Catalog', 'Type', 'Comment'],
    rows: [
      ...Object.values(data.externalCatalogs)
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, comment, properties }) => [name, capitalized(properties['type'] ?? ''), comment ?? null]),
      ['default_catalog', 'Internal', "An internal catalog contains this cluster's self-managed tables."],
    ],
  }
}

function capitalized(type: string): string {
  return type.slice(0, 1).toUpperCase() + type.slice(1)
}
