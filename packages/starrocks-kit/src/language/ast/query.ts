import type { BracketHint, PartitionSelection, Property, QualifiedName } from './common.ts'
import type {
  ComparisonOperator,
  Expression,
  FunctionCall,
  LiteralExpression,
  NumberLiteral,
  Parameter,
  SortItem,
  UserVariable,
} from './expression.ts'
import type { NodeBase } from './node.ts'

/** A query with everything that may surround it: WITH before, ORDER BY and LIMIT behind. */
export interface Query extends NodeBase {
  readonly kind: 'Query'
  readonly with?: readonly CommonTableExpression[]
  /** WITH RECURSIVE: a common table that is a union may read itself, but in the first operand (4.1). */
  readonly recursive?: true
  readonly body: QueryBody
  readonly orderBy?: readonly SortItem[]
  readonly limit?: LimitElement
}

/**
 * A nested `Query` is one in parentheses that has its own WITH, ORDER BY or LIMIT. Other parentheses leave no trace, but in trees with positions, where
 * each pair of them is a `Query`.
 */
export type QueryBody = Select | SetOperation | Query

export interface CommonTableExpression extends NodeBase {
  readonly kind: 'CommonTableExpression'
  readonly name: string
  readonly columns?: readonly string[]
  readonly query: Query
}

export type SetOperator = 'UNION' | 'UNION ALL' | 'EXCEPT' | 'EXCEPT ALL' | 'INTERSECT' | 'INTERSECT ALL'

/**
 * A left-associative chain of set operations of one precedence: INTERSECT binds tighter than UNION and EXCEPT (MINUS).
 * `operators[i]` stands between `operands[i]` and `operands[i + 1]`.
 */
export interface SetOperation extends NodeBase {
  readonly kind: 'SetOperation'
  readonly operators: readonly SetOperator[]
  readonly operands: readonly QueryBody[]
}

export interface Select extends NodeBase {
  readonly kind: 'Select'
  /** Texts of the optimizer hints after SELECT, without their comment marks. */
  readonly hints?: readonly string[]
  readonly distinct?: true
  readonly items: readonly SelectItem[]
  /** Relations joined by commas; absent also for FROM DUAL. */
  readonly from?: readonly Relation[]
  readonly pivot?: PivotClause
  readonly where?: Expression
  readonly groupBy?: GroupingElement
  readonly having?: Expression
  readonly qualify?: QualifyClause
}

export interface SelectExpression extends NodeBase {
  readonly kind: 'SelectExpression'
  readonly expression: Expression
  readonly alias?: string
}

/** `*`, `t.*`, `* EXCEPT (a, b)`. */
export interface SelectStar extends NodeBase {
  readonly kind: 'SelectStar'
  readonly qualifier?: QualifiedName
  readonly exclude?: readonly string[]
}

export type SelectItem = SelectExpression | SelectStar

/** `GROUP BY a, b`, `GROUP BY ROLLUP (a, b)`, `GROUP BY CUBE (a, b)`. */
export interface GroupingExpressions extends NodeBase {
  readonly kind: 'GroupingExpressions'
  readonly type?: 'ROLLUP' | 'CUBE'
  readonly expressions: readonly Expression[]
}

export interface GroupingSets extends NodeBase {
  readonly kind: 'GroupingSets'
  readonly sets: readonly GroupingSet[]
}

export interface GroupingSet extends NodeBase {
  readonly kind: 'GroupingSet'
  readonly expressions: readonly Expression[]
}

export type GroupingElement = GroupingExpressions | GroupingSets

/** `QUALIFY row_number() OVER (...) <= 10`. */
export interface QualifyClause extends NodeBase {
  readonly kind: 'QualifyClause'
  readonly expression: Expression
  readonly operator: ComparisonOperator
  readonly limit: NumberLiteral
}

export interface LimitElement extends NodeBase {
  readonly kind: 'LimitElement'
  readonly limit: NumberLiteral | Parameter | UserVariable
  readonly offset?: NumberLiteral | Parameter | UserVariable
}

/** What every relation may carry. */
interface RelationBase extends NodeBase {
  readonly lateral?: true
}

/** A table, view or CTE by name. */
export interface TableReference extends RelationBase {
  readonly kind: 'TableReference'
  readonly name: QualifiedName
  readonly period?: QueryPeriod
  readonly partitions?: PartitionSelection
  readonly tablets?: readonly string[]
  readonly replicas?: readonly string[]
  readonly sample?: SampleClause
  readonly alias?: string
  readonly hint?: BracketHint
  readonly before?: string
}

/** Time travel: `FOR VERSION AS OF ...`, `FOR SYSTEM_TIME BETWEEN ... AND ...`. */
export interface QueryPeriod extends NodeBase {
  readonly kind: 'QueryPeriod'
  readonly period: 'SYSTEM_TIME' | 'TIMESTAMP' | 'VERSION'
  readonly type: 'AS OF' | 'BETWEEN' | 'FROM' | 'ALL'
  readonly start?: Expression
  readonly end?: Expression
}

export interface SampleClause extends NodeBase {
  readonly kind: 'SampleClause'
  readonly properties?: readonly Property[]
}

export interface SubqueryRelation extends RelationBase {
  readonly kind: 'SubqueryRelation'
  readonly assertRows?: true
  readonly query: Query
  readonly alias?: string
  readonly columns?: readonly string[]
}

/** `(VALUES (1, 'a'), (2, 'b')) AS t(x, y)`. */
export interface ValuesRelation extends RelationBase {
  readonly kind: 'ValuesRelation'
  readonly rows: readonly ValuesRow[]
  readonly alias?: string
  readonly columns?: readonly string[]
}

export interface ValuesRow extends NodeBase {
  readonly kind: 'ValuesRow'
  readonly values: readonly (Expression | DefaultValue)[]
}

/** The word DEFAULT in place of a value. */
export interface DefaultValue extends NodeBase {
  readonly kind: 'DefaultValue'
}

/** `unnest(a) AS t(x)`, or with `table` the form `TABLE(f(a => 1))`. */
export interface TableFunction extends RelationBase {
  readonly kind: 'TableFunction'
  readonly table?: true
  readonly name: QualifiedName
  readonly arguments: readonly (Expression | NamedArgument)[]
  readonly alias?: string
  readonly columns?: readonly string[]
}

/** `name => expression`. */
export interface NamedArgument extends NodeBase {
  readonly kind: 'NamedArgument'
  readonly name: string
  readonly value: Expression
}

/** `FILES("path" = "...", "format" = "...")`. */
export interface FileTableFunction extends RelationBase {
  readonly kind: 'FileTableFunction'
  readonly properties: readonly Property[]
  readonly alias?: string
  readonly columns?: readonly string[]
}

/** `first JOIN a ON ... LEFT JOIN b ON ...`: joins apply from left to right. */
export interface JoinRelation extends RelationBase {
  readonly kind: 'JoinRelation'
  readonly first: Relation
  readonly joins: readonly Join[]
}

export type JoinType =
  | 'INNER'
  | 'CROSS'
  | 'LEFT'
  | 'RIGHT'
  | 'FULL'
  | 'LEFT SEMI'
  | 'RIGHT SEMI'
  | 'LEFT ANTI'
  | 'RIGHT ANTI'
  | 'NULL AWARE LEFT ANTI'
  | 'ASOF INNER'
  | 'ASOF LEFT'

export interface Join extends NodeBase {
  readonly kind: 'Join'
  readonly type: JoinType
  readonly hint?: BracketHint
  readonly relation: Relation
  readonly on?: Expression
  readonly using?: readonly string[]
}

/** Several relations in parentheses: `(a, b)`. */
export interface RelationGroup extends RelationBase {
  readonly kind: 'RelationGroup'
  readonly relations: readonly Relation[]
}

export type Relation =
  | TableReference
  | SubqueryRelation
  | ValuesRelation
  | TableFunction
  | FileTableFunction
  | JoinRelation
  | RelationGroup

/** `PIVOT (sum(x) AS s FOR (a, b) IN ((1, 2) AS ab))`. */
export interface PivotClause extends NodeBase {
  readonly kind: 'PivotClause'
  readonly aggregations: readonly PivotAggregation[]
  readonly columns: readonly string[]
  readonly values: readonly PivotValue[]
}

export interface PivotAggregation extends NodeBase {
  readonly kind: 'PivotAggregation'
  readonly call: FunctionCall
  readonly alias?: string
}

export interface PivotValue extends NodeBase {
  readonly kind: 'PivotValue'
  readonly values: readonly LiteralExpression[]
  readonly alias?: string
}

export type QueryNode =
  | Relation
  | QueryBody
  | SelectItem
  | GroupingElement
  | CommonTableExpression
  | GroupingSet
  | QualifyClause
  | LimitElement
  | QueryPeriod
  | SampleClause
  | ValuesRow
  | DefaultValue
  | NamedArgument
  | Join
  | PivotClause
  | PivotAggregation
  | PivotValue
