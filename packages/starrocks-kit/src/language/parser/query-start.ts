import type { Query } from '../ast/query.ts'
import type { TokenKind } from '../tokens.ts'
import type { Cursor } from './cursor.ts'
import { closingOf, expect } from './cursor.ts'

/** Whether the token opens a query. */
export function startsQuery(kind: TokenKind): boolean {
  return kind === 'SELECT' || kind === 'WITH'
}

/**
 * Whether the `(` at `index` holds a query. Parentheses inside parentheses decide by what follows the inner ones:
 * `((SELECT 1) UNION ...)` is a query, `((SELECT 1) + 1)` an expression.
 */
export function isQueryInParentheses(c: Cursor, index: number): boolean {
  if (c.kinds[index] !== '(') return false
  let innermost = index
  while (c.kinds[innermost + 1] === '(') innermost++
  if (!startsQuery(c.kinds[innermost + 1] ?? 'end')) return false
  for (let open = innermost; open > index; open--) {
    if (!continuesQuery(c.kinds[closingOf(c, open) + 1] ?? 'end')) return false
  }
  return true
}

/** Whether the token may follow a query in parentheses that is itself part of a query. */
function continuesQuery(kind: TokenKind): boolean {
  switch (kind) {
    case ')':
    case 'UNION':
    case 'EXCEPT':
    case 'MINUS':
    case 'INTERSECT':
    case 'ORDER':
    case 'LIMIT':
      return true
    default:
      return false
  }
}

/** subquery: ( query ) */
export function queryInParentheses(c: Cursor): Query {
  expect(c, '(')
  const query = c.rules.query(c)
  expect(c, ')')
  return query
}
