import type { AstKind, AstNode, NodeOfKind } from '../../ast/ast-node.ts'
import type { Layout } from '../layout.ts'

/** Says where a node may be broken. Ancestors stand outermost first. */
export type Rule<N extends AstNode> = (node: N, layout: Layout, ancestors: readonly AstNode[]) => void

/** Rules for these kinds; the brackets of all others follow the general rule. */
export type Rules<K extends AstKind> = { readonly [P in K]: Rule<NodeOfKind<P>> }

/** A group with a line for each of the clauses: the tokens of a node's own and the children that begin one. */
export function clauseLines(
  node: AstNode,
  layout: Layout,
  starts: ReadonlySet<string>,
  shift = 0,
  mode: 'hard' | 'fit' | 'fill' = 'hard',
): number {
  const group = layout.groupOf(node, mode)
  let previous: string | undefined
  for (const part of layout.parts(node)) {
    const what = part.word ?? part.node?.kind
    if (part.depth === 0 && what !== undefined && starts.has(what) && previous !== 'BROKER') {
      layout.breakBefore(part.first, group, shift)
    }
    previous = what
  }
  return group
}

/** Clauses inside a line, that move to the next only where they do not fit. */
export function wrapped(
  node: AstNode,
  layout: Layout,
  starts: ReadonlySet<string>,
  mode: 'fit' | 'fill' = 'fill',
): void {
  layout.weak.add(clauseLines(node, layout, starts, 1, mode))
}
