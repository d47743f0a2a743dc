import { DEFAULT_CATALOG, findDatabase } from 'starrocks-kit/schema'
import type { QualifiedName } from 'starrocks-kit/language'
import type { Database, ObjectName } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog-error.ts'
import { SYSTEM_DATABASES } from '../information-schema/database-name.ts'
import { isMetadataDatabase } from '../information-schema/system-tables.ts'
import type { ShowContext } from './show-context.ts'

/** The database that a SHOW statement is about: the one it names, else the current one. */
export function shownDatabase(
  name: QualifiedName | undefined,
  context: ShowContext,
): { readonly name: string; readonly database: Database | undefined } {
  const [database = context.currentDatabase, catalog = context.currentCatalog] = name?.parts.toReversed() ?? []
  if (database === undefined) throw analyzingError('No database selected', 1046)
  checkCatalog(catalog)
  const found = findDatabase(context.catalog.schema, { database, catalog })
  if (found === undefined && !SYSTEM_DATABASES.includes(database.toLowerCase())) {
    throw analyzingError(`Unknown database '${database}'`, 5501)
  }
  return { name: found?.name ?? database.toLowerCase(), database: found }
}

/** Refuses catalogs that do not exist: there are no external ones. */
export function checkCatalog(catalog: string): void {
  if (catalog !== DEFAULT_CATALOG) throw analyzingError(`Unknown catalog '${catalog}'`, 5078)
}

/** The object that a SHOW statement names; its database may stand apart. */
export function shownObject(
  name: QualifiedName,
  database: QualifiedName | undefined,
  context: ShowContext,
): ObjectName {
  const parts = database === undefined ? name.parts : [...database.parts, ...name.parts.slice(-1)]
  const [object = '', owner = context.currentDatabase, catalog = context.currentCatalog] = parts.toReversed()
  if (owner === undefined) throw analyzingError('No database selected', 1046)
  checkCatalog(catalog)
  if (!context.catalog.hasDatabase(owner) && !isMetadataDatabase(owner)) {
    throw analyzingError(`Unknown database '${owner}'`, 5501)
  }
  return { database: owner, name: object }
}
