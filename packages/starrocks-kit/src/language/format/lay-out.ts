import type { AstKind, AstNode } from '../ast/ast-node.ts'
import type { Tokens } from '../tokens.ts'
import { visit } from '../visit.ts'
import type { Visitor } from '../visit.ts'
import { layOutBrackets } from './brackets.ts'
import { Layout } from './layout.ts'
import { ALTER_TABLE_RULES } from './rules/alter-table.ts'
import { DML_RULES } from './rules/dml.ts'
import { EXPRESSION_RULES } from './rules/expression.ts'
import { QUERY_RULES } from './rules/query.ts'
import type { Rule } from './rules/rule.ts'
import { layOutStatement } from './rules/statement.ts'
import { TABLE_RULES } from './rules/table.ts'
import { VIEW_RULES } from './rules/view.ts'

/** Kinds without an entry follow the general rules. */
const RULES = new Map(
  Object.entries({
    ...QUERY_RULES,
    ...EXPRESSION_RULES,
    ...TABLE_RULES,
    ...VIEW_RULES,
    ...ALTER_TABLE_RULES,
    ...DML_RULES,
  }),
) as ReadonlyMap<AstKind, Rule<never>>

/** Finds the places where a canonical text may be broken. Its tree carries spans. */
export function layOut(tokens: Tokens, tree: AstNode): Layout {
  const layout = new Layout(tokens)
  if (!RULES.has(tree.kind)) layOutStatement(tree, layout)
  visit(tree, visitorOf(layout))
  layOutBrackets(layout)
  return layout
}

function visitorOf(layout: Layout): Visitor {
  const visitor: Record<string, (node: AstNode, ancestors: readonly AstNode[]) => void> = {}
  for (const [kind, rule] of RULES) visitor[kind] = (node, ancestors) => rule(node as never, layout, ancestors)
  return visitor
}
