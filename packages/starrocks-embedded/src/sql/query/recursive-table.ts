import { visit } from 'starrocks-kit/language'
import type { CommonTableExpression, QueryBody } from 'starrocks-kit/language'
import type { RecursiveTable } from 'starrocks-kit/schema'
import { analyzingError } from '../analyzing-error.ts'
import { castTo } from '../cast.ts'
import { quoteDuckIdentifier } from '../duck-text.ts'
import { translateQuery } from '../expression/bind.ts'
import type { NameScope } from '../name-scope.ts'
import type { QueryContext, VisibleCte } from '../translation.ts'
import { toDataType } from '../types/sql-type.ts'
import { renamed } from './derived.ts'

/** Whether a query names a common table. */
export function readsTable(body: QueryBody, table: string): boolean {
  let found = false
  visit(body, {
    TableReference: ({ name: { parts } }) => {
      if (parts.length === 1 && parts[0]?.toLowerCase() === table.toLowerCase()) found = true
    },
  })
  return found
}

/**
 * A common table that reads itself, round by round: a round reads the rows of the one before it, and UNION takes equal rows together within a round only. When the last
 * round that is allowed brings rows, the query fails, or ends with them.
 *
 * Source: RecursiveCTEExecutor.
 */
export function translateRecursiveTable(
  cte: CommonTableExpression,
  { anchor, rest, distinct }: RecursiveTable,
  context: QueryContext,
  parent: NameScope | undefined,
): { readonly visible: VisibleCte; readonly texts: readonly string[] } {
  const { translation } = context
  const setting = (name: string): unknown => translation.session.variable(name)
  if (setting('enable_recursive_cte') !== true)
    throw analyzingError(`Recursive CTE '${cte.name}' needs SET enable_recursive_cte = true`)
  const start = translateQuery({ kind: 'Query', body: anchor }, context, parent)
  const columns = renamed(start.columns, cte.columns, cte.name)
  const inner: VisibleCte = { duckName: translation.newName(), columns }
  const rounds = quoteDuckIdentifier(inner.duckName)
  const inside = new Map([...context.ctes, [cte.name, inner] as const])
  const next = translateQuery({ kind: 'Query', body: rest }, { ...context, ctes: inside }, parent)
  if (next.columns.length !== columns.length) throw analyzingError('Operands have unequal number of columns')
  const names = columns.map((_, index) => `_${index + 1}`)
  const values = next.columns.map(({ type }, index) => {
    const name = `_${index + 1}`
    const wanted = columns[index]?.type ?? type
    return `${castTo({ sql: `r.${name}`, type }, toDataType(wanted)).sql} AS ${name}`
  })
  const depth = Number(setting('recursive_cte_max_depth') ?? 5)
  const select = distinct ? 'SELECT DISTINCT' : 'SELECT'
  const list = names.join(', ')
  const failing =
    setting('recursive_cte_throw_limit_exception') === false
      ? ''
      : ` WHERE CASE WHEN round >= ${depth - 1} THEN error('sr:Recursive query aborted after: ${depth} iterations.') ELSE true END`
  const duckName = translation.newName()
  return {
    visible: { duckName, columns },
    texts: [
      `${rounds} (${list}, round) AS (${select} ${list}, 0 FROM (${start.sql}) UNION ALL SELECT * FROM (` +
        `${select} ${values.join(', ')}, (SELECT max(round) FROM ${rounds}) + 1 AS round FROM (${next.sql}) AS r) WHERE round < ${depth})`,
      `${quoteDuckIdentifier(duckName)} AS (SELECT ${list} FROM ${rounds}${failing})`,
    ],
  }
}
