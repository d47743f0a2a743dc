import type { Expression, IntervalExpression, LiteralExpression, NumberLiteral } from './expression.ts'
import type { NodeBase } from './node.ts'

/** A dotted name, outermost part first (`catalog.database.table`); parts are unquoted text. */
export interface QualifiedName extends NodeBase {
  readonly kind: 'QualifiedName'
  readonly parts: readonly string[]
}

/** One `"key" = "value"` of a PROPERTIES list, in source order; both are unescaped text. */
export interface Property extends NodeBase {
  readonly kind: 'Property'
  readonly key: string
  readonly value: string
}

/** `[TEMPORARY] PARTITION(S) (p1, p2)`: partitions of a table chosen by name. */
export interface PartitionNames extends NodeBase {
  readonly kind: 'PartitionNames'
  readonly temporary?: true
  readonly names: readonly string[]
}

/** `PARTITION (k1 = 'a', k2 = 'b')`: a partition chosen by the values of its columns. */
export interface KeyPartitions extends NodeBase {
  readonly kind: 'KeyPartitions'
  readonly keys: readonly KeyPartition[]
}

export interface KeyPartition extends NodeBase {
  readonly kind: 'KeyPartition'
  readonly column: string
  readonly value: LiteralExpression
}

export type PartitionSelection = PartitionNames | KeyPartitions

/** `[hint, hint]` after JOIN, COUNT(DISTINCT or a table; with `column`, the skew form `[skew|t.c(1, 2)]`. */
export interface BracketHint extends NodeBase {
  readonly kind: 'BracketHint'
  readonly names: readonly string[]
  readonly skew?: SkewHint
}

export interface SkewHint extends NodeBase {
  readonly kind: 'SkewHint'
  readonly column: Expression
  readonly values: readonly LiteralExpression[]
}

/** The step of generated partitions: `INTERVAL 1 DAY`, or a bare integer for integer columns. */
export type PartitionStep = IntervalExpression | NumberLiteral

export type CommonNode = PartitionSelection | QualifiedName | Property | KeyPartition | BracketHint | SkewHint
