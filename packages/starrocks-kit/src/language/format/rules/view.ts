import type { CreateMaterializedViewStatement, CreateViewStatement, ViewColumn } from '../../ast/view.ts'
import type { Layout } from '../layout.ts'
import { clauseLines } from './rule.ts'
import type { Rules } from './rule.ts'
import { TABLE_CLAUSES, queryBehindAs } from './table.ts'

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

function createView(node: CreateMaterializedViewStatement | CreateViewStatement, layout: Layout): void {
  viewColumns(node.columns, layout)
  queryBehindAs(node, layout, clauseLines(node, layout, CLAUSES))
}

/** Names alone stay together; columns with comments have a line each. */
function viewColumns(columns: readonly ViewColumn[] | undefined, layout: Layout): void {
  const [first] = columns ?? []
  if (first === undefined || columns === undefined || columns.length < 2) return
  if (columns.some((column) => column.comment !== undefined)) layout.bracketAround(layout.firstOf(first), 'hard')
}
