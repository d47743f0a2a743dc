import type { Query } from 'starrocks-kit/language'
import type { Resolved, Scope } from './scope.ts'
import { bindExpression } from './expression/expression.ts'
import { translateQuery } from './query/query.ts'
import type { QueryContext, TranslatedQuery, Translation } from './translation.ts'

/** What a translation asks of its user. */
export interface TranslationServices {
  readonly session: Scope
  relationOf(resolved: Extract<Resolved, { kind: 'table' | 'materialized-view' }>): string
  parseQuery(text: string): Query
}

/** The context of one statement. */
export function newContext(services: TranslationServices): QueryContext {
  let count = 0
  const translation: Translation = {
    ...services,
    rules: { expression: bindExpression, query: translateQuery },
    newName() {
      count += 1
      return `x${count}`
    },
  }
  return { translation, ctes: new Map(), views: [] }
}

/** A whole query for DuckDB. */
export function translateStatementQuery(query: Query, services: TranslationServices): TranslatedQuery {
  return translateQuery(query, newContext(services))
}
