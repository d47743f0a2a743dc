import type { AstNode } from '../../ast/ast-node.ts'
import type { Layout } from '../layout.ts'

/** Words that begin a clause in most statements. */
const CLAUSES: ReadonlySet<string> = new Set([
  'FROM',
  'LIKE',
  'WHERE',
  'ORDER',
  'LimitElement',
  'ON',
  'TO',
  'WITH',
  'AS',
  'COMMENT',
  'PROPERTIES',
  // What a routine load does with its rows.
  'LoadSeparator',
  'ImportColumns',
  'ImportWhere',
])

/**
 * Any statement without a rule of its own: its clauses have a line each when it does not fit on one, a statement inside it always has.
 */
export function layOutStatement(node: AstNode, layout: Layout): void {
  const group = layout.groupOf(node, 'fit')
  for (const { word, node: child, depth, first } of layout.parts(node)) {
    if (child !== undefined && child.kind.endsWith('Statement')) {
      layout.breakBefore(first, layout.groupOf(node, 'hard'), 0)
    } else if (depth === 0 && CLAUSES.has(word ?? child?.kind ?? '')) layout.breakBefore(first, group, 0)
  }
}
