import { queryOf } from '../sql-text.ts'
import { findMaterializedView, findView } from '../state.ts'
import type { ObjectName } from '../types/names.ts'
import { dependentMaterializedViews } from './dependents.ts'
import type { ApplyScope, StatementEffect } from './result.ts'

/**
 * Materialized views that read one of the columns. Names are compared without resolving which table they belong to, and `*` reads all: rather one
 * view too many is announced than one too few.
 */
export function inactivatedByColumns(
  table: ObjectName,
  columns: readonly string[],
  scope: ApplyScope,
): readonly StatementEffect[] {
  if (columns.length === 0) return []
  const names = new Set(columns.map((name) => name.toLowerCase()))
  return dependentMaterializedViews(table, scope.state)
    .filter((view) => {
      const object = findMaterializedView(scope.state, view) ?? findView(scope.state, view)
      return object !== undefined && mentions(queryOf(object.query), names)
    })
    .map((view) => ({
      kind: 'Inactivates',
      view,
      reason: `base table schema changed for columns: ${columns.join(',')}`,
    }))
}

function mentions(node: unknown, names: ReadonlySet<string>): boolean {
  if (Array.isArray(node)) return node.some((item) => mentions(item, names))
  if (typeof node !== 'object' || node === null) return false
  if ('kind' in node) {
    if (node.kind === 'SelectStar') return true
    // A view in between hides which columns it passes on: its own text is not looked into.
    if (node.kind === 'ColumnReference' && 'parts' in node && Array.isArray(node.parts)) {
      return node.parts.some((part) => names.has(String(part).toLowerCase()))
    }
  }
  return Object.values(node).some((child) => mentions(child, names))
}
