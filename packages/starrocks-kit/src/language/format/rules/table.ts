import type { AstNode } from '../../ast/ast-node.ts'
import type { Layout } from '../layout.ts'
import { clauseLines, wrapped } from './rule.ts'
import type { Rules } from './rule.ts'

type TableKind =
  | 'CreateTableStatement'
  | 'CreateTableAsSelectStatement'
  | 'CreateTableLikeStatement'
  | 'ColumnDefinition'
  | 'IndexDesc'
  | 'RollupDesc'
  | 'RangePartitionDesc'
  | 'ListPartitionDesc'
  | 'ExpressionPartitionDesc'
  | 'LessThanPartition'
  | 'FixedRangePartition'
  | 'MultiRangePartition'
  | 'ListPartition'
  | 'DefaultCurrentTimestamp'
  | 'Property'

/** The words and children that begin a clause of CREATE TABLE behind the columns. */
export const TABLE_CLAUSES: ReadonlySet<string> = new Set([
  'ENGINE',
  'DEFAULT',
  'KeyDesc',
  'COMMENT',
  'RangePartitionDesc',
  'ListPartitionDesc',
  'ExpressionPartitionDesc',
  'HashDistributionDesc',
  'RandomDistributionDesc',
  'OrderByDesc',
  'ROLLUP',
  'PROPERTIES',
  'BROKER',
])

export const TABLE_RULES: Rules<TableKind> = {
  CreateTableStatement: (node, layout) => {
    const [column] = node.columns
    if (column !== undefined) layout.bracketAround(layout.firstOf(column), 'hard')
    clauseLines(node, layout, TABLE_CLAUSES)
    severalOnLines(node.rollups ?? [], layout)
  },
  CreateTableAsSelectStatement: (node, layout) => {
    queryBehindAs(node, layout, clauseLines(node, layout, TABLE_CLAUSES))
  },
  CreateTableLikeStatement: (node, layout) =>
    void clauseLines(node, layout, new Set([...TABLE_CLAUSES, 'LIKE']), 0, 'fit'),
  ColumnDefinition: (node, layout) => wrapped(node, layout, new Set([...DEFAULTS, 'AUTO_INCREMENT', 'AS', 'COMMENT'])),
  IndexDesc: (node, layout) => {
    wrapped(node, layout, new Set(['USING', 'COMMENT']))
    inline(node.properties, layout)
  },
  RollupDesc: (node, layout) => {
    wrapped(node, layout, new Set(['DUPLICATE', 'FROM', 'PROPERTIES']))
    inline(node.properties, layout)
  },
  RangePartitionDesc: (node, layout) => severalOnLines(node.partitions, layout),
  ListPartitionDesc: (node, layout) => severalOnLines(node.partitions ?? [], layout),
  ExpressionPartitionDesc: (node, layout) => severalOnLines(node.partitions ?? [], layout),
  LessThanPartition: (node, layout) => onOneLine(node, layout),
  FixedRangePartition: (node, layout) => onOneLine(node, layout),
  MultiRangePartition: (node, layout) => layout.freeze(node),
  ListPartition: (node, layout) => inline(node.properties, layout),
  DefaultCurrentTimestamp: (node, layout) => layout.freeze(node),
  // Several properties in one list: one a line, unless the node around them keeps them on its own.
  Property: (node, layout) => {
    const open = layout.opening[layout.firstOf(node)] ?? -1
    if (open < 0 || layout.brackets.has(open)) return
    const last = layout.lastOf(node)
    if (layout.kindAt(last + 1) === ',') layout.brackets.set(open, 'hard')
  },
}

const DEFAULTS = ['DefaultLiteral', 'DefaultNull', 'DefaultCurrentTimestamp', 'DefaultExpression']

/** AS stands behind the name when nothing is between them, else on a line of its own. */
export function queryBehindAs(
  node: { readonly name: AstNode; readonly query: AstNode },
  layout: Layout,
  group: number,
): void {
  const as = layout.firstOf(node.query) - 1
  if (layout.lastOf(node.name) !== as - 1) layout.breakBefore(as, group, 0)
  layout.breakBefore(as + 1, group, 0)
}

/** Puts brackets with more than one of these in them on lines, one a line. */
export function severalOnLines(nodes: readonly AstNode[], layout: Layout): void {
  const [first, second] = nodes
  if (first !== undefined && second !== undefined) layout.bracketAround(layout.firstOf(first), 'hard')
}

/** Keeps a property list on the line of what it belongs to, as long as it fits. */
function inline(properties: readonly AstNode[] | undefined, layout: Layout): void {
  const [first] = properties ?? []
  if (first !== undefined) layout.bracketAround(layout.firstOf(first), 'fit')
}

/** Bounds of a partition are not broken; its properties may be. */
function onOneLine(node: AstNode & { readonly properties?: readonly AstNode[] | undefined }, layout: Layout): void {
  layout.freeze(node)
  inline(node.properties, layout)
}
