import { visit } from 'starrocks-kit/language'
import type { QualifiedName, Statement } from 'starrocks-kit/language'
import { DEFAULT_CATALOG } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog/catalog-error.ts'

/** Refuses statements that name objects of another catalog: this server has none. */
export function requireInternalCatalog(statement: Statement): void {
  if ('name' in statement && typeof statement.name === 'object') check(statement.name)
  visit(statement, {
    TableReference(node) {
      check(node.name)
    },
  })
}

function check(name: QualifiedName): void {
  const [catalog] = name.parts
  if (name.parts.length === 3 && catalog !== undefined && catalog !== DEFAULT_CATALOG) {
    throw analyzingError(`Unknown catalog '${catalog}'`, 5078)
  }
}
