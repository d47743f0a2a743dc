import { clauseLines, wrapped } from './rule.ts'
import type { Rules } from './rule.ts'
import { TABLE_CLAUSES, severalOnLines } from './table.ts'

type AlterTableKind =
  | 'AlterTableStatement'
  | 'AddColumnClause'
  | 'AddColumnsClause'
  | 'ModifyColumnClause'
  | 'OptimizeClause'
  | 'AddPartitionClause'
  | 'AddRollupClause'

export const ALTER_TABLE_RULES: Rules<AlterTableKind> = {
  AlterTableStatement: (node, layout) => {
    const group = layout.groupOf(node, node.clauses.length > 1 ? 'hard' : 'fit')
    for (const clause of node.clauses) layout.breakBefore(layout.firstOf(clause), group, 1)
  },
  AddColumnClause: (node, layout) => wrapped(node, layout, TAIL),
  AddColumnsClause: (node, layout) => {
    wrapped(node, layout, TAIL)
    severalOnLines(node.columns, layout)
  },
  ModifyColumnClause: (node, layout) => wrapped(node, layout, TAIL),
  OptimizeClause: (node, layout) =>
    void clauseLines(node, layout, new Set([...TABLE_CLAUSES, 'OptimizeRange']), 0, 'fit'),
  AddPartitionClause: (node, layout) => wrapped(node, layout, TABLE_CLAUSES),
  AddRollupClause: (node, layout) => {
    const group = layout.groupOf(node, 'fit')
    for (const rollup of node.rollups) layout.breakBefore(layout.firstOf(rollup), group, 1)
  },
}

const TAIL: ReadonlySet<string> = new Set(['ColumnPosition', 'TO', 'FROM', 'PROPERTIES'])
