import { parseExpression, parseQuery, printExpression, printQuery } from '../language/index.ts'
import type { Expression, Query } from '../language/index.ts'
import type { SqlText } from './types/sql-text.ts'

/** Texts kept parsed: a schema is read many times over with the same texts. Pure caches: they change speed only. */
const CACHE_SIZE = 2000
const expressions = new Map<string, Expression>()
const queries = new Map<string, Query>()

function memoised<T>(cache: Map<string, T>, text: string, parse: (text: string) => T): T {
  const known = cache.get(text)
  if (known !== undefined) return known
  const parsed = parse(text)
  if (cache.size >= CACHE_SIZE) {
    for (const key of cache.keys()) {
      cache.delete(key)
      break
    }
  }
  cache.set(text, parsed)
  return parsed
}

/** @throws {SqlSyntaxError} when the text is not an expression */
export function expressionOf(sql: SqlText): Expression {
  return memoised(expressions, sql.text, parseExpression)
}

/** @throws {SqlSyntaxError} when the text is not a query */
export function queryOf(sql: SqlText): Query {
  return memoised(queries, sql.text, parseQuery)
}

/**
 * The canonical print of an expression: `canonicalExpression("DATE_TRUNC(  'day',dt)")`.
 *
 * @throws {SqlSyntaxError}
 */
export function canonicalExpression(text: string, origin: SqlText['origin'] = 'user'): SqlText {
  return { text: printExpression(memoised(expressions, text, parseExpression)), origin }
}

/**
 * The canonical print of a query.
 *
 * @throws {SqlSyntaxError}
 */
export function canonicalQuery(text: string, origin: SqlText['origin'] = 'user'): SqlText {
  return { text: printQuery(memoised(queries, text, parseQuery)), origin }
}
