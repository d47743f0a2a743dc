import type { AstNode } from '../../ast/ast-node.ts'
import type { Expression, LogicalExpression } from '../../ast/expression.ts'
import type { Layout } from '../layout.ts'
import { clauseLines, wrapped } from './rule.ts'
import type { Rules } from './rule.ts'

type ExpressionKind =
  | 'LogicalExpression'
  | 'ArithmeticExpression'
  | 'ComparisonExpression'
  | 'LikeExpression'
  | 'BetweenExpression'
  | 'CaseExpression'
  | 'WhenClause'
  | 'WindowSpecification'
  | 'MapType'
  | 'StructType'
  | 'ScalarType'
  | 'AggStateType'

export const EXPRESSION_RULES: Rules<ExpressionKind> = {
  LogicalExpression: logical,
  ArithmeticExpression: (node, layout) => {
    const group = layout.groupOf(node, 'fill')
    for (const { word, depth, first } of layout.parts(node)) {
      if (depth === 0 && word !== undefined && word !== '(' && word !== ')') layout.breakBefore(first, group, 1)
    }
  },
  ComparisonExpression: (node, layout) => beforeOperator(node, node.left, node.right, layout),
  LikeExpression: (node, layout) => beforeOperator(node, node.operand, node.pattern, layout),
  BetweenExpression: (node, layout) => wrapped(node, layout, new Set(['AND'])),
  CaseExpression: (node, layout) => {
    const group = clauseLines(node, layout, new Set(['WhenClause', 'ELSE']), 1, 'fit')
    layout.breakBefore(layout.lastOf(node), group, 0)
  },
  WhenClause: (node, layout) => wrapped(node, layout, new Set(['THEN']), 'fit'),
  WindowSpecification: (node, layout) => {
    const group = clauseLines(node, layout, new Set(['ORDER', 'WindowFrame']), 0, 'fit')
    for (const { word, depth, first } of layout.parts(node)) {
      if (depth === 0 && word === ',') layout.breakBefore(first + 1, group, 1)
    }
  },
  MapType: (node, layout) => layout.keepTogether(layout.firstOf(node.value)),
  StructType: (node, layout) => {
    const group = layout.groupOf(node, 'fit')
    for (const field of node.fields) layout.breakBefore(layout.firstOf(field), group, 1)
    layout.breakBefore(layout.lastOf(node), group, 0)
  },
  ScalarType: (node, layout) => layout.freeze(node),
  AggStateType: (node, layout) => layout.freeze(node),
}

function logical(node: LogicalExpression, layout: Layout, ancestors: readonly AstNode[]): void {
  const group = layout.groupOf(node, 'fit')
  const aligned = layout.fillsBrackets(node) || ancestors.at(-1)?.kind === 'Join'
  for (const { word, depth, first } of layout.parts(node)) {
    if (depth === 0 && word === node.operator) layout.breakBefore(first, group, aligned ? 0 : 1)
  }
}

/** Kinds that have no place for a line end inside. */
const UNBREAKABLE: ReadonlySet<string> = new Set<Expression['kind']>([
  'NullLiteral',
  'BooleanLiteral',
  'NumberLiteral',
  'StringLiteral',
  'DateLiteral',
  'BinaryLiteral',
  'ColumnReference',
  'UserVariable',
  'SystemVariable',
  'Parameter',
  'IntervalExpression',
])

/** Kinds that end in a word or bracket of their own when they are broken. */
const CLOSED: ReadonlySet<string> = new Set<Expression['kind']>(['CaseExpression', 'SubqueryExpression'])

/** An operator may begin a line when nothing behind it can be broken. */
function beforeOperator(node: AstNode, left: Expression, right: Expression, layout: Layout): void {
  if (!UNBREAKABLE.has(right.kind) || CLOSED.has(left.kind)) return
  const group = layout.groupOf(node, 'fit')
  layout.weak.add(group)
  const parts = layout.parts(node)
  const at = parts.findIndex((part) => part.node === left)
  const operator = parts.slice(at + 1).find(({ word, depth }) => depth === 0 && word !== undefined && word !== ')')
  if (operator !== undefined) layout.breakBefore(operator.first, group, 1)
}
