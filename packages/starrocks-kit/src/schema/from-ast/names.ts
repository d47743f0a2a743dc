import type { QualifiedName } from '../../language/index.ts'
import { DEFAULT_CATALOG } from '../types/names.ts'
import type { ObjectName } from '../types/names.ts'

/** Where names without a database or catalog are looked up: those of the session. */
export interface NameContext {
  readonly currentDatabase?: string
  readonly currentCatalog?: string
}

/**
 * The full name of a table, view or materialized view: `t`, `db.t` or `catalog.db.t`.
 * The result is undefined when there is no database to complete it with.
 */
export function objectNameFromAst(name: QualifiedName, context: NameContext): ObjectName | undefined {
  return objectNameFromParts(name.parts, context)
}

export function objectNameFromParts(parts: readonly string[], context: NameContext): ObjectName | undefined {
  const name = parts.at(-1)
  const database = parts.at(-2) ?? context.currentDatabase
  if (name === undefined || database === undefined) return undefined
  const catalog = parts.at(-3) ?? context.currentCatalog
  return { ...(catalog !== undefined && catalog !== DEFAULT_CATALOG ? { catalog } : {}), database, name }
}

/** The name of a database: `db` or `catalog.db`. */
export function databaseNameFromAst(
  name: QualifiedName,
  context: NameContext,
): Pick<ObjectName, 'database' | 'catalog'> {
  const catalog = name.parts.at(-2) ?? context.currentCatalog
  return {
    ...(catalog !== undefined && catalog !== DEFAULT_CATALOG ? { catalog } : {}),
    database: name.parts.at(-1) ?? '',
  }
}
