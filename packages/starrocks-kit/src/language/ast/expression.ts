import type { BracketHint } from './common.ts'
import type { ArrayType, DataType, MapType } from './data-type.ts'
import type { NodeBase } from './node.ts'
import type { Query } from './query.ts'

export interface NullLiteral extends NodeBase {
  readonly kind: 'NullLiteral'
}

export interface BooleanLiteral extends NodeBase {
  readonly kind: 'BooleanLiteral'
  readonly value: boolean
}

/** A number as it was written: `42`, `1.50`, `1e10`. Its type (integer, decimal, double) follows from the spelling. */
export interface NumberLiteral extends NodeBase {
  readonly kind: 'NumberLiteral'
  readonly text: string
}

/** A string; `value` is unescaped. */
export interface StringLiteral extends NodeBase {
  readonly kind: 'StringLiteral'
  readonly value: string
}

/** `DATE '2024-01-01'`, `DATETIME '...'`. */
export interface DateLiteral extends NodeBase {
  readonly kind: 'DateLiteral'
  readonly type: 'DATE' | 'DATETIME'
  readonly value: string
}

/** `x'AB01'`: the digits as written. */
export interface BinaryLiteral extends NodeBase {
  readonly kind: 'BinaryLiteral'
  readonly digits: string
}

/** The bare words FLOOR and CEIL, third argument of `time_slice`. */
export interface UnitBoundary extends NodeBase {
  readonly kind: 'UnitBoundary'
  readonly boundary: 'FLOOR' | 'CEIL'
}

/** `?` of a prepared statement. */
export interface Parameter extends NodeBase {
  readonly kind: 'Parameter'
}

export type TimeUnit =
  | 'YEAR'
  | 'QUARTER'
  | 'MONTH'
  | 'WEEK'
  | 'DAY'
  | 'HOUR'
  | 'MINUTE'
  | 'SECOND'
  | 'MILLISECOND'
  | 'MICROSECOND'

/** `INTERVAL 1 DAY`. */
export interface IntervalExpression extends NodeBase {
  readonly kind: 'IntervalExpression'
  readonly value: Expression
  readonly unit: TimeUnit
}

export type LiteralExpression =
  | NullLiteral
  | BooleanLiteral
  | NumberLiteral
  | StringLiteral
  | DateLiteral
  | BinaryLiteral
  | UnitBoundary
  | Parameter
  | IntervalExpression

/** A column, possibly qualified (`t.c`, `db.t.c`) or with struct fields behind it: the analyzer tells which part is which. */
export interface ColumnReference extends NodeBase {
  readonly kind: 'ColumnReference'
  readonly parts: readonly string[]
}

/** `@name`. */
export interface UserVariable extends NodeBase {
  readonly kind: 'UserVariable'
  readonly name: string
}

export type VariableScope = 'GLOBAL' | 'LOCAL' | 'SESSION' | 'VERBOSE'

/** `@@name`, `@@global.name`. */
export interface SystemVariable extends NodeBase {
  readonly kind: 'SystemVariable'
  readonly scope?: VariableScope
  readonly name: string
}

/** AND or OR over two or more operands, left to right. `&&` and `||` are the same operators. */
export interface LogicalExpression extends NodeBase {
  readonly kind: 'LogicalExpression'
  readonly operator: 'AND' | 'OR'
  readonly operands: readonly Expression[]
}

export interface NotExpression extends NodeBase {
  readonly kind: 'NotExpression'
  readonly operand: Expression
}

export type ArithmeticOperator =
  | '^'
  | '*'
  | '/'
  | '%'
  | 'DIV'
  | 'MOD'
  | '+'
  | '-'
  | '&'
  | '|'
  | 'BITSHIFTLEFT'
  | 'BITSHIFTRIGHT'
  | 'BITSHIFTRIGHTLOGICAL'

/**
 * A left-associative chain of operators of one precedence: `a + b - c` has operands a, b, c and operators +, -.
 * `operators[i]` stands between `operands[i]` and `operands[i + 1]`.
 */
export interface ArithmeticExpression extends NodeBase {
  readonly kind: 'ArithmeticExpression'
  readonly operators: readonly ArithmeticOperator[]
  readonly operands: readonly Expression[]
}

/** A prefix operator; `!` binds tighter than NOT. */
export interface UnaryExpression extends NodeBase {
  readonly kind: 'UnaryExpression'
  readonly operator: '-' | '+' | '~' | '!'
  readonly operand: Expression
}

/** The prefix word BINARY, accepted for MySQL's sake and without effect. */
export interface BinaryPrefixExpression extends NodeBase {
  readonly kind: 'BinaryPrefixExpression'
  readonly operand: Expression
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '<=>'

export interface ComparisonExpression extends NodeBase {
  readonly kind: 'ComparisonExpression'
  readonly operator: ComparisonOperator
  readonly left: Expression
  readonly right: Expression
}

export interface IsNullExpression extends NodeBase {
  readonly kind: 'IsNullExpression'
  readonly operand: Expression
  readonly negated?: true
}

export interface InListExpression extends NodeBase {
  readonly kind: 'InListExpression'
  readonly operand: Expression
  readonly values: readonly Expression[]
  readonly negated?: true
}

/** `a IN (SELECT ...)`, and with several operands `(a, b) IN (SELECT ...)`. */
export interface InSubqueryExpression extends NodeBase {
  readonly kind: 'InSubqueryExpression'
  readonly operands: readonly Expression[]
  readonly query: Query
  readonly negated?: true
}

export interface BetweenExpression extends NodeBase {
  readonly kind: 'BetweenExpression'
  readonly operand: Expression
  readonly lower: Expression
  readonly upper: Expression
  readonly negated?: true
}

/** LIKE, or REGEXP (RLIKE is the same operator). */
export interface LikeExpression extends NodeBase {
  readonly kind: 'LikeExpression'
  readonly operator: 'LIKE' | 'REGEXP'
  readonly operand: Expression
  readonly pattern: Expression
  readonly negated?: true
}

/** `column MATCH 'word'`: search in an inverted index. */
export interface MatchExpression extends NodeBase {
  readonly kind: 'MatchExpression'
  readonly operator: 'MATCH' | 'MATCH_ANY' | 'MATCH_ALL'
  readonly left: Expression
  readonly right: Expression
  readonly negated?: true
}

export interface ExistsExpression extends NodeBase {
  readonly kind: 'ExistsExpression'
  readonly query: Query
}

export interface SubqueryExpression extends NodeBase {
  readonly kind: 'SubqueryExpression'
  readonly query: Query
}

/** `CAST(a AS type)`; `CONVERT(a, type)` is the same node. */
export interface CastExpression extends NodeBase {
  readonly kind: 'CastExpression'
  readonly operand: Expression
  readonly type: DataType
}

export interface CaseExpression extends NodeBase {
  readonly kind: 'CaseExpression'
  readonly operand?: Expression
  readonly branches: readonly WhenClause[]
  readonly otherwise?: Expression
}

export interface WhenClause extends NodeBase {
  readonly kind: 'WhenClause'
  readonly condition: Expression
  readonly result: Expression
}

/** `[1, 2]`, `ARRAY<INT>[1, 2]`. */
export interface ArrayExpression extends NodeBase {
  readonly kind: 'ArrayExpression'
  readonly type?: ArrayType
  readonly elements: readonly Expression[]
}

/** `MAP{k: v}`, `MAP<INT, STRING>{1: 'a'}`. */
export interface MapExpression extends NodeBase {
  readonly kind: 'MapExpression'
  readonly type?: MapType
  readonly entries: readonly MapEntry[]
}

export interface MapEntry extends NodeBase {
  readonly kind: 'MapEntry'
  readonly key: Expression
  readonly value: Expression
}

/** `base[index]`. */
export interface SubscriptExpression extends NodeBase {
  readonly kind: 'SubscriptExpression'
  readonly base: Expression
  readonly index: Expression
}

/** `base[start:end]`. */
export interface SliceExpression extends NodeBase {
  readonly kind: 'SliceExpression'
  readonly base: Expression
  readonly start?: number
  readonly end?: number
}

/** `base.field.field` where base is not a plain name. */
export interface FieldAccess extends NodeBase {
  readonly kind: 'FieldAccess'
  readonly base: Expression
  readonly fields: readonly string[]
}

/** `json -> 'path'`. */
export interface JsonArrowExpression extends NodeBase {
  readonly kind: 'JsonArrowExpression'
  readonly base: Expression
  readonly path: string
}

/** `expression COLLATE name`: parsed and without effect in StarRocks. */
export interface CollateExpression extends NodeBase {
  readonly kind: 'CollateExpression'
  readonly operand: Expression
  readonly collation: string
}

/** `x -> x + 1`, `(k, v) -> (k, v + 1)`: `body` has one expression, or those of a tuple. */
export interface LambdaExpression extends NodeBase {
  readonly kind: 'LambdaExpression'
  readonly parameters: readonly string[]
  readonly body: readonly Expression[]
}

/**
 * A call of a function, an aggregate or a window function. Functions that may be written without parentheses (`CURRENT_DATE`) and
 * `||` under PIPES_AS_CONCAT are calls too. `name` keeps the case in which it was written.
 */
export interface FunctionCall extends NodeBase {
  readonly kind: 'FunctionCall'
  readonly name: readonly string[]
  readonly arguments: readonly Expression[]
  /** `count(*)`: then `arguments` is empty. */
  readonly star?: true
  readonly distinct?: true
  readonly hint?: BracketHint
  readonly orderBy?: readonly SortItem[]
  /** SEPARATOR of GROUP_CONCAT. */
  readonly separator?: Expression
  readonly ignoreNulls?: true
  readonly filter?: Expression
  readonly over?: WindowSpecification
}

/** `EXTRACT(unit FROM expression)`. */
export interface ExtractExpression extends NodeBase {
  readonly kind: 'ExtractExpression'
  readonly unit: string
  readonly operand: Expression
}

/** `TIMESTAMPADD(unit, a, b)`, `TIMESTAMPDIFF(unit, a, b)`. */
export interface TimestampArithmetic extends NodeBase {
  readonly kind: 'TimestampArithmetic'
  readonly function: 'TIMESTAMPADD' | 'TIMESTAMPDIFF'
  readonly unit: TimeUnit
  readonly left: Expression
  readonly right: Expression
}

export interface WindowSpecification extends NodeBase {
  readonly kind: 'WindowSpecification'
  readonly hint?: BracketHint
  readonly partitionBy?: readonly Expression[]
  readonly orderBy?: readonly SortItem[]
  readonly frame?: WindowFrame
}

/** `ROWS start`, or `ROWS BETWEEN start AND end`. */
export interface WindowFrame extends NodeBase {
  readonly kind: 'WindowFrame'
  readonly unit: 'ROWS' | 'RANGE'
  readonly start: FrameBound
  readonly end?: FrameBound
}

export interface FrameBound extends NodeBase {
  readonly kind: 'FrameBound'
  readonly type: 'UNBOUNDED PRECEDING' | 'UNBOUNDED FOLLOWING' | 'CURRENT ROW' | 'PRECEDING' | 'FOLLOWING'
  /** The distance: only with PRECEDING and FOLLOWING. */
  readonly offset?: Expression
}

/** An item of ORDER BY; absent order is ASC, absent nulls is the server's default. */
export interface SortItem extends NodeBase {
  readonly kind: 'SortItem'
  readonly expression: Expression
  readonly order?: 'ASC' | 'DESC'
  readonly nulls?: 'FIRST' | 'LAST'
}

export type Expression =
  | LiteralExpression
  | ColumnReference
  | UserVariable
  | SystemVariable
  | LogicalExpression
  | NotExpression
  | ArithmeticExpression
  | UnaryExpression
  | BinaryPrefixExpression
  | ComparisonExpression
  | IsNullExpression
  | InListExpression
  | InSubqueryExpression
  | BetweenExpression
  | LikeExpression
  | MatchExpression
  | ExistsExpression
  | SubqueryExpression
  | CastExpression
  | CaseExpression
  | ArrayExpression
  | MapExpression
  | SubscriptExpression
  | SliceExpression
  | FieldAccess
  | JsonArrowExpression
  | CollateExpression
  | LambdaExpression
  | FunctionCall
  | ExtractExpression
  | TimestampArithmetic

export type ExpressionNode =
  | Expression
  | WhenClause
  | MapEntry
  | WindowSpecification
  | WindowFrame
  | FrameBound
  | SortItem
