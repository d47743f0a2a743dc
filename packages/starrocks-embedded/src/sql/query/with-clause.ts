import type { CommonTableExpression } from 'starrocks-kit/language'
import { quoteDuckIdentifier } from '../duck-text.ts'
import { translateQuery } from '../expression/bind.ts'
import type { NameScope } from '../name-scope.ts'
import type { QueryContext, VisibleCte } from '../translation.ts'
import { renamed } from './derived.ts'

/** The common table expressions before a statement, each seeing those before it. */
export function withClause(
  statement: { readonly with?: readonly CommonTableExpression[] },
  context: QueryContext,
  parent?: NameScope,
): { readonly prefix: string; readonly inner: QueryContext } {
  if (statement.with === undefined || statement.with.length === 0) return { prefix: '', inner: context }
  const ctes = new Map(context.ctes)
  const texts: string[] = []
  for (const cte of statement.with) {
    const translated = translateQuery(cte.query, { ...context, ctes }, parent)
    const duckName = context.translation.newName()
    ctes.set(cte.name, { duckName, columns: renamed(translated.columns, cte.columns, cte.name) } satisfies VisibleCte)
    texts.push(`${quoteDuckIdentifier(duckName)} AS (${translated.sql})`)
  }
  return { prefix: `WITH ${texts.join(', ')} `, inner: { ...context, ctes } }
}
