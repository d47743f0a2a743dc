import type { Expression, Query } from 'starrocks-kit/language'
import type { Bound } from './bound.ts'
import type { NameScope } from './name-scope.ts'
import type { Resolved, Scope } from './scope.ts'
import type { SqlType } from './types/sql-type.ts'

/** A column of a translated relation: it is called `_1`, `_2` ... in DuckDB, whatever StarRocks calls it. */
export interface OutputColumn {
  readonly name: string
  readonly type: SqlType
  /** The relation that the column was taken from unchanged, so that ORDER BY can still qualify it. */
  readonly qualifier?: { readonly database?: string; readonly name: string }
}

/** A query as DuckDB text whose columns are `_1`, `_2`, ... */
export interface TranslatedQuery {
  readonly sql: string
  readonly columns: readonly OutputColumn[]
}

/** A common table expression that is visible by name. */
export interface VisibleCte {
  readonly duckName: string
  readonly columns: readonly OutputColumn[]
}

/** What one statement's translation carries along. */
export interface Translation {
  readonly session: Scope
  /** A relation or lambda name that is new in this statement. */
  newName(): string
  /** The DuckDB relation that holds the rows of a table or materialized view. */
  relationOf(resolved: Extract<Resolved, { kind: 'table' | 'materialized-view' }>): string
  parseQuery(text: string): Query
  readonly rules: Rules
}

/** Where a query stands: the translation, and the CTEs that it sees. */
export interface QueryContext {
  readonly translation: Translation
  readonly ctes: ReadonlyMap<string, VisibleCte>
  /** Views that are being expanded, outermost first: a view may not hold itself. */
  readonly views: readonly string[]
}

/** Where an expression stands: what its names mean and what it may hold. */
export interface Environment {
  readonly context: QueryContext
  readonly names: NameScope
  /** Names that win over columns: parameters of a lambda. */
  readonly preferred?: ReadonlyMap<string, Bound>
  /** Aliases of the SELECT list in ORDER BY: they win over columns, but not in arguments of aggregate functions. */
  readonly outputs?: ReadonlyMap<string, Bound>
  /** Names that are tried after columns: aliases of the SELECT list in GROUP BY and HAVING. */
  readonly fallback?: ReadonlyMap<string, Bound>
  /** The clause that takes no aggregate functions, for the message. */
  readonly forbidAggregates?: 'WHERE' | 'JOIN' | 'GROUP BY'
  /** Functions of users whose expressions are being expanded, outermost first. */
  readonly expanding?: readonly string[]
  /** The arguments of GROUPING() that GROUP BY has. */
  readonly groupings?: readonly Bound[]
}

/** The rules that the parts of an expression or a query call again: handed in, so that no file imports its caller. */
interface Rules {
  readonly expression: (expression: Expression, environment: Environment) => Bound
  readonly query: (query: Query, context: QueryContext, parent?: NameScope) => TranslatedQuery
}
