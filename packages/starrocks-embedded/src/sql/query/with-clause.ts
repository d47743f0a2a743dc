import { recursiveTable } from 'starrocks-kit/schema'
import type { Query } from 'starrocks-kit/language'
import { quoteDuckIdentifier } from '../duck-text.ts'
import { translateQuery } from '../expression/bind.ts'
import type { NameScope } from '../name-scope.ts'
import type { QueryContext, VisibleCte } from '../translation.ts'
import { renamed } from './derived.ts'
import { readsTable, translateRecursiveTable } from './recursive-table.ts'

/** The common table expressions before a statement, each seeing those before it. */
export function withClause(
  statement: Pick<Query, 'with' | 'recursive'>,
  context: QueryContext,
  parent?: NameScope,
): { readonly prefix: string; readonly inner: QueryContext } {
  if (statement.with === undefined || statement.with.length === 0) return { prefix: '', inner: context }
  const ctes = new Map(context.ctes)
  const texts: string[] = []
  for (const cte of statement.with) {
    const before = { ...context, ctes: new Map(ctes) }
    const recursive = recursiveTable(statement, cte)
    if (recursive !== undefined && readsTable(recursive.rest, cte.name)) {
      const table = translateRecursiveTable(cte, recursive, before, parent)
      ctes.set(cte.name, table.visible)
      texts.push(...table.texts)
      continue
    }
    const translated = translateQuery(cte.query, before, parent)
    const duckName = context.translation.newName()
    ctes.set(cte.name, { duckName, columns: renamed(translated.columns, cte.columns, cte.name) } satisfies VisibleCte)
    texts.push(`${quoteDuckIdentifier(duckName)} AS (${translated.sql})`)
  }
  const keyword = statement.recursive === true ? 'WITH RECURSIVE' : 'WITH'
  return { prefix: `${keyword} ${texts.join(', ')} `, inner: { ...context, ctes } }
}
