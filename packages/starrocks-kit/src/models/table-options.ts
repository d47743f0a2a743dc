import type { HashClause, RandomClause } from './distribution.ts'
import type { KeyClause } from './key.ts'
import type { PartitionColumn, PartitioningClause } from './partitioning.ts'
import type { TableProperties } from './properties.ts'
import type { RollupClause } from './rollup.ts'
import type { IndexClause } from './secondary-index.ts'
import type { SortColumn } from './sort-key.ts'
import type { SqlFragment } from './sql.ts'
import type { Override } from './unmanaged.ts'

/** A clause as StarRocks text: parsed and checked when the model is evaluated. */
export type ClauseText = string | SqlFragment

/** Where an object lives, and what it was called. */
export interface ObjectOptions {
  /** Absent for the default database, which the connection names. */
  readonly database?: string
  /** Absent for the default catalog. */
  readonly catalog?: string
  /** The name before a rename: the next revision renames the object rather than dropping one and creating another. */
  readonly renamedFrom?: string
}

/**
 * Everything of a table but its columns. Each clause is typed or StarRocks text; `Key` are the properties that declare its columns,
 * so that a clause cannot name another.
 */
export interface TableOptions<Key extends string = string> extends ObjectOptions {
  readonly comment?: string | Override
  /** `primaryKey(t.id)` or `'PRIMARY KEY(id)'`. Not needed when columns say `primaryKey()`. */
  readonly key?: KeyClause<Key> | ClauseText
  /** `range(t.day, [...])`, `list(...)`, `dateTrunc('day', t.at)`, `[t.country, t.day]`, or the text after PARTITION BY. */
  readonly partitionBy?:
    | PartitioningClause<Key>
    | Exclude<PartitionColumn<Key>, string>
    | readonly PartitionColumn<Key>[]
    | ClauseText
    | Override
  /** `hash(t.id).buckets(10)`, `random()`, or the text after DISTRIBUTED BY. */
  readonly distributedBy?: HashClause<Key> | RandomClause | ClauseText | Override
  /** The sort key: `[t.region, t.at]`, or the text after ORDER BY. */
  readonly orderBy?: readonly SortColumn<Key>[] | ClauseText | Override
  /** `[index('i').on(t.city)]`, or texts such as `'INDEX i (city) USING BITMAP'`. */
  readonly indexes?: readonly (IndexClause<Key> | ClauseText)[] | Override
  /** `[rollup('r', [t.city, t.amount])]`, or texts such as `'r (city, amount)'`. */
  readonly rollups?: readonly (RollupClause<Key> | ClauseText)[] | Override
  readonly properties?: TableProperties
  /**
   * Leave to rebuild the table where no ALTER leads to what is declared (another key model, other partitions): the next revision then copies its rows into a
   * new table and exchanges the two. Without it such a change is reported and not made.
   */
  readonly rebuild?: boolean
  /** Declared to be reported: OLAP, the default, is the only engine whose tables are managed. */
  readonly engine?: string
}

/** Options that a view and a materialized view share. */
export interface QueryOptions extends ObjectOptions {
  /**
   * The query: text, a `sql` template that refers to models, or a compiled query of a builder such as Kysely without open parameters.
   */
  readonly query: string | SqlFragment | CompiledQuery
  /** `['id', 'name']`, `{ id: 'comment of id', name: 'comment of name' }`, or `[{ name: 'id', comment: '...' }]`. Absent: those of the query. */
  readonly columns?: ViewColumnsInput
  readonly comment?: string | Override
}

/** A query that another tool compiled: SQL text and the values of its placeholders, of which there must be none. */
export interface CompiledQuery {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** The output columns of a view: names, names with comments, or a mix. */
export type ViewColumnsInput =
  | readonly (string | { readonly name: string; readonly comment?: string })[]
  | Readonly<Record<string, string>>
