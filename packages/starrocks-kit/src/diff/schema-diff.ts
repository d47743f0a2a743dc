import type { Operation } from '../operations/index.ts'
import type { AttributeOverride, ObjectName, SqlText, Target } from '../schema/index.ts'
import type { Selection } from './selection-types.ts'

/** Two values of one attribute, the verdict and the rule that gave it: what `--verbose` prints. */
export interface AttributeComparison {
  readonly object: ObjectName
  /** A path: `comment`, `columns.age.type`, `properties.replication_num`. */
  readonly attribute: string
  readonly from: unknown
  readonly to: unknown
  readonly equal: boolean
  /** The rule that decided, as a sentence without its full stop. */
  readonly rule: string
}

/** Two texts of which no rule could say whether they mean the same: reported, and never changed. */
export interface UndecidedComparison {
  readonly object: ObjectName
  readonly attribute: string
  /** What was tried, or why nothing can be done. */
  readonly reason: string
  /** Both sides in the form in which they were compared. */
  readonly from: string
  readonly to: string
}

/** All that leads from one schema to another. */
export interface SchemaDiff {
  /** In an order that a server accepts as far as single objects go; dependencies between objects are the plan's work. */
  readonly operations: readonly Operation[]
  readonly comparisons: readonly AttributeComparison[]
  readonly undecided: readonly UndecidedComparison[]
}

/** A rename is never guessed: a model, an option or a person names it. */
export type Rename =
  | { readonly kind: 'table' | 'materialized-view'; readonly from: ObjectName; readonly to: string }
  | { readonly kind: 'column'; readonly table: ObjectName; readonly from: string; readonly to: string }

/** Two queries are the same for a reason that is not in their texts; `method` says which. */
interface QueryDecision {
  readonly verdict: 'same'
  readonly method: string
}

/** Asked where the texts of two queries cannot decide; undefined where it cannot either. */
export type QueryDecider = (object: ObjectName, from: SqlText, to: SqlText) => QueryDecision | undefined

export interface DiffOptions {
  readonly target: Target
  /** Where the connection leads. It is taken to exist: it is never created or dropped. */
  readonly defaultDatabase: string
  /** Applied before anything is compared; names of columns are those of the table under its new name. */
  readonly renames?: readonly Rename[]
  /**
   * The databases to look at, by `databaseKey`; absent means all that one of the schemas has. With a list, a database that has disappeared loses
   * its objects but is not dropped itself.
   */
  readonly databases?: readonly string[]
  /** What else may decide whether two queries are the same. */
  readonly decideQuery?: QueryDecider
  /** Attributes that do not follow the rule for being left out. */
  readonly overrides?: readonly AttributeOverride[]
  /** Partitions of range and list tables are those that are declared, where any is. Default: others are left alone. */
  readonly managePartitions?: boolean
  /** What takes part in the comparison. Default: everything. */
  readonly selection?: Selection
}
