import type { DataType, ObjectName, Properties } from 'starrocks-kit/schema'
import type { ConcretePartition } from '../partitions/concrete-partition.ts'

/** An output column of a view or materialized view. The type is absent when it could not be told without running the query. */
export interface OutputColumn {
  readonly name: string
  readonly type?: DataType
  readonly nullable?: boolean
  readonly comment?: string
}

/** What the server remembers of an object beside its place in the schema. */
export interface ObjectEntry {
  /** Immutable: it survives renames and swaps. */
  readonly id: number
  /** The id of its rows, when an ALTER has written them anew; else they have its own. */
  readonly rows?: number
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** The statement that made it, as it was sent. */
  readonly submitted: string
  /** Tables: the wording of expressions, as long as it is the submitted one. */
  readonly expressions?: ExpressionTexts
  /** Views and materialized views: the stored text of the query, and what it returns. */
  readonly definition?: ViewDefinition
  /** Properties that the server gave it when it was created. */
  readonly addedProperties?: Properties
  /** Tables: the partitions that came with rows, in the order in which they came. */
  readonly automaticPartitions?: readonly ConcretePartition[]
  /** Materialized views: absent while active. */
  readonly inactiveReason?: string
}

/** Expressions as they are printed; a RENAME of a column ends the submitted wording. */
export interface ExpressionTexts {
  /** Those of PARTITION BY, without its plain columns. */
  readonly partition: readonly string[]
  /** By generated column. */
  readonly generated: Readonly<Record<string, string>>
}

export interface ViewDefinition {
  /** The query as SHOW CREATE prints it. */
  readonly text: string
  /** The query with full names: `VIEW_DEFINITION` of information_schema.views. */
  readonly inlineText: string
  /** The query with full names where the other texts are as written: what ACTIVE shows of a materialized view. */
  readonly analyzedText?: string
  /** The query as it was sent: what the engine runs. */
  readonly query: string
  /** Tables and views that the query reads. */
  readonly dependencies: readonly ObjectName[]
  /** The database (and catalog) in whose scope the query's names are read. */
  readonly database: string
  readonly columns: readonly OutputColumn[]
}

export interface DatabaseEntry {
  readonly id: number
  readonly createdAt: number
}
