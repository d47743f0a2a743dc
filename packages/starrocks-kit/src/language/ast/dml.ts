import type { PartitionSelection, Property, QualifiedName } from './common.ts'
import type { Expression } from './expression.ts'
import type { NodeBase } from './node.ts'
import type { CommonTableExpression, DefaultValue, Query, Relation, ValuesRow } from './query.ts'

/** EXPLAIN (or DESC) before a statement. */
export interface ExplainDesc extends NodeBase {
  readonly kind: 'ExplainDesc'
  readonly level?: 'LOGICAL' | 'ANALYZE' | 'VERBOSE' | 'COSTS' | 'SCHEDULER'
}

/** `TRACE TIMES optimizer` before a query. */
export interface OptimizerTrace extends NodeBase {
  readonly kind: 'OptimizerTrace'
  readonly mode: 'ALL' | 'LOGS' | 'TIMES' | 'VALUES' | 'REASON'
  readonly module?: string
}

/** A query as a statement. */
export interface QueryStatement extends NodeBase {
  readonly kind: 'QueryStatement'
  readonly explain?: ExplainDesc
  readonly trace?: OptimizerTrace
  readonly query: Query
  readonly outfile?: Outfile
}

/** `INTO OUTFILE 'path' FORMAT AS csv PROPERTIES (...)`. */
export interface Outfile extends NodeBase {
  readonly kind: 'Outfile'
  readonly path: string
  readonly format?: string
  readonly properties?: readonly Property[]
}

export interface InsertStatement extends NodeBase {
  readonly kind: 'InsertStatement'
  readonly explain?: ExplainDesc
  readonly hints?: readonly string[]
  readonly overwrite?: true
  readonly target: InsertTarget
  readonly label?: string
  readonly columns?: readonly string[]
  readonly byName?: true
  readonly properties?: readonly Property[]
  readonly source: Query | InsertValues
}

export interface InsertTable extends NodeBase {
  readonly kind: 'InsertTable'
  readonly name: QualifiedName
  readonly branch?: string
  readonly partitions?: PartitionSelection
}

/** `INSERT INTO FILES (...)`. */
export interface InsertFiles extends NodeBase {
  readonly kind: 'InsertFiles'
  readonly properties: readonly Property[]
}

/** `INSERT INTO BLACKHOLE()`. */
export interface InsertBlackhole extends NodeBase {
  readonly kind: 'InsertBlackhole'
}

export type InsertTarget = InsertTable | InsertFiles | InsertBlackhole

export interface InsertValues extends NodeBase {
  readonly kind: 'InsertValues'
  readonly rows: readonly ValuesRow[]
}

export interface UpdateStatement extends NodeBase {
  readonly kind: 'UpdateStatement'
  readonly explain?: ExplainDesc
  readonly hints?: readonly string[]
  readonly with?: readonly CommonTableExpression[]
  readonly recursive?: true
  readonly table: QualifiedName
  readonly assignments: readonly Assignment[]
  readonly from?: readonly Relation[]
  readonly where?: Expression
}

export interface Assignment extends NodeBase {
  readonly kind: 'Assignment'
  readonly column: string
  readonly value: Expression | DefaultValue
}

export interface DeleteStatement extends NodeBase {
  readonly kind: 'DeleteStatement'
  readonly explain?: ExplainDesc
  readonly hints?: readonly string[]
  readonly with?: readonly CommonTableExpression[]
  readonly recursive?: true
  readonly table: QualifiedName
  readonly partitions?: PartitionSelection
  readonly using?: readonly Relation[]
  readonly where?: Expression
}

export type DmlStatement = QueryStatement | InsertStatement | UpdateStatement | DeleteStatement

export type DmlNode = DmlStatement | InsertTarget | ExplainDesc | OptimizerTrace | Outfile | InsertValues | Assignment
