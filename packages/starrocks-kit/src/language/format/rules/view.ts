import type { CreateMaterializedViewStatement, CreateViewStatement, ViewColumn } from '../../ast/view.ts'
import type { Layout } from '../layout.ts'
import { clauseLines } from './rule.ts'
import type { Rules } from './rule.ts'
import { TABLE_CLAUSES } from './table.ts'

type ViewKind =
  | 'CreateViewStatement'
  | 'CreateMaterializedViewStatement'
  | 'AlterViewQueryClause'
  | 'AlterViewDialectClause'
  | 'RefreshSchemeDesc'
  | 'AlterMaterializedViewStatement'

export const VIEW_RULES: Rules<ViewKind> = {
  CreateViewStatement: (node, layout) => createView(node, layout),
  CreateMaterializedViewStatement: (node, layout) => createView(node, layout),
  AlterViewQueryClause: (node, layout) => {
    viewColumns(node.columns, layout)
    const group = layout.groupOf(node, 'hard')
    layout.breakBefore(layout.firstOf(node.query), group, 0)
  },
  AlterViewDialectClause: (node, layout) => {
    layout.breakBefore(layout.firstOf(node.query), layout.groupOf(node, 'hard'), 0)
  },
  RefreshSchemeDesc: (node, layout) => layout.freeze(node),
  AlterMaterializedViewStatement: (node, layout) => {
    layout.breakBefore(layout.firstOf(node.clause), layout.groupOf(node, 'fit'), 1)
  },
}

const CLAUSES: ReadonlySet<string> = new Set([...TABLE_CLAUSES, 'PARTITION', 'SECURITY', 'RefreshSchemeDesc'])

/** AS stands behind the name when nothing is between them, else on a line of its own. */
function createView(node: CreateViewStatement | CreateMaterializedViewStatement, layout: Layout): void {
  viewColumns(node.columns, layout)
  const group = clauseLines(node, layout, CLAUSES)
  const as = layout.firstOf(node.query) - 1
  if (layout.lastOf(node.name) !== as - 1) layout.breakBefore(as, group, 0)
  layout.breakBefore(as + 1, group, 0)
}

/** Names alone stay together; columns with comments have a line each. */
function viewColumns(columns: readonly ViewColumn[] | undefined, layout: Layout): void {
  const [first] = columns ?? []
  if (first === undefined || columns === undefined || columns.length < 2) return
  if (columns.some((column) => column.comment !== undefined)) layout.bracketAround(layout.firstOf(first), 'hard')
}
