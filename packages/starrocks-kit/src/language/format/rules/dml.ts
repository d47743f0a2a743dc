import type { Layout } from '../layout.ts'
import type { AstNode } from '../../ast/ast-node.ts'
import { layOutWith } from './query.ts'
import { clauseLines } from './rule.ts'
import type { Rules } from './rule.ts'

type DmlKind =
  | 'QueryStatement'
  | 'InsertStatement'
  | 'InsertValues'
  | 'ValuesRelation'
  | 'UpdateStatement'
  | 'DeleteStatement'

export const DML_RULES: Rules<DmlKind> = {
  QueryStatement: (node, layout) => {
    layout.breakBefore(layout.firstOf(node.query), layout.groupOf(node, 'fit'), 0)
    if (node.outfile !== undefined) layout.breakBefore(layout.firstOf(node.outfile), layout.groupOf(node, 'hard'), 0)
  },
  InsertStatement: (node, layout) => {
    const spread = node.source.kind === 'Query' || node.source.rows.length > 1
    const group = clauseLines(node, layout, new Set(['PROPERTIES']), 0, spread ? 'hard' : 'fit')
    layout.breakBefore(layout.firstOf(node.source), group, 0)
  },
  InsertValues: (node, layout) => rows(node, node.rows, layout),
  ValuesRelation: (node, layout) => rows(node, node.rows, layout),
  UpdateStatement: (node, layout) => {
    const group = clauseLines(node, layout, new Set(['SET', 'FROM', 'WHERE']))
    withTables(node, layout, group)
    const [first] = node.assignments
    const last = node.assignments.at(-1)
    if (first === undefined || last === undefined) return
    layout.list(layout.firstOf(first) - 1, layout.firstOf(first), layout.lastOf(last))
  },
  DeleteStatement: (node, layout) => {
    const group = clauseLines(node, layout, new Set(['USING', 'WHERE']))
    withTables(node, layout, group)
  },
}

/** A row a line when there are several. */
function rows(node: AstNode, list: readonly AstNode[], layout: Layout): void {
  const [first] = list
  if (first === undefined || list.length < 2) return
  const group = layout.groupOf(node, 'hard')
  for (const row of list) layout.breakBefore(layout.firstOf(row), group, 1)
}

function withTables(node: AstNode & { readonly with?: readonly AstNode[] }, layout: Layout, group: number): void {
  if (node.with === undefined) return
  let inWith = false
  for (const part of layout.parts(node)) {
    if (part.word === 'WITH') inWith = true
    else if (inWith && !layOutWith(part, layout, group)) return
  }
}
