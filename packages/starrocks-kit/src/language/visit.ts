import type { AstKind, AstNode, NodeOfKind } from './ast/ast-node.ts'
import { childKeysOf } from './children.ts'

/** Functions by kind of node. One that returns `'skip'` keeps the walk out of the node's children. */
export type Visitor = {
  readonly [K in AstKind]?: (node: NodeOfKind<K>, ancestors: readonly AstNode[]) => 'skip' | void
}

/**
 * Walks a tree from the top, each node before its children, children in source order. Needs no stack: any depth will do.
 * The list of ancestors (outermost first) is valid during the call only.
 *
 * @example visit(query, { TableReference(node) { tables.push(node.name) } })
 */
export function visit(root: AstNode, visitor: Visitor): void {
  const pending: (AstNode | undefined)[] = [root]
  const ancestors: AstNode[] = []
  while (pending.length > 0) {
    const node = pending.pop()
    if (node === undefined) {
      ancestors.pop()
      continue
    }
    const handler = visitor[node.kind] as ((node: AstNode, ancestors: readonly AstNode[]) => 'skip' | void) | undefined
    if (handler !== undefined && handler(node, ancestors) === 'skip') continue
    const children = childrenOf(node)
    if (children.length === 0) continue
    ancestors.push(node)
    pending.push(undefined)
    for (let i = children.length - 1; i >= 0; i--) pending.push(children[i])
  }
}

/** The children of a node, in source order. */
export function childrenOf(node: AstNode): readonly AstNode[] {
  const children: AstNode[] = []
  for (const key of childKeysOf(node.kind)) {
    const value = valueAt(node, key)
    if (Array.isArray(value)) {
      for (const item of value as readonly unknown[]) if (isNode(item)) children.push(item)
    } else if (isNode(value)) children.push(value)
  }
  return children
}

function valueAt(node: AstNode, key: string): unknown {
  return (node as unknown as Readonly<Record<string, unknown>>)[key]
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'kind' in value
}

/**
 * Builds a tree in which nodes are replaced, from the leaves up. `replace` returns the node itself to keep it; a node whose children
 * stay the same is not copied. The caller answers for the replacement fitting its place.
 */
export function transform<T extends AstNode>(root: T, replace: (node: AstNode) => AstNode): T {
  return rebuild(root, replace) as T
}

function rebuild(node: AstNode, replace: (node: AstNode) => AstNode): AstNode {
  let copy: Record<string, unknown> | undefined
  for (const key of childKeysOf(node.kind)) {
    const value = valueAt(node, key)
    const next = rebuildValue(value, replace)
    if (next === value) continue
    copy ??= { ...node }
    copy[key] = next
  }
  return replace(copy === undefined ? node : (copy as unknown as AstNode))
}

function rebuildValue(value: unknown, replace: (node: AstNode) => AstNode): unknown {
  if (!Array.isArray(value)) return isNode(value) ? rebuild(value, replace) : value
  const items: readonly unknown[] = value
  let changed = false
  const next = items.map((item) => {
    if (!isNode(item)) return item
    const rebuilt = rebuild(item, replace)
    changed ||= rebuilt !== item
    return rebuilt
  })
  return changed ? next : value
}
