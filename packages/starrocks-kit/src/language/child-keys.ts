import type { AstKind, AstNode, NodeOfKind } from './ast/ast-node.ts'

/** The keys of a node under which other nodes stand, alone or in a list. */
type ChildKey<T> = {
  [P in keyof T]-?: [Extract<NonNullable<T[P]>, AstNode | readonly AstNode[]>] extends [never] ? never : P
}[keyof T]

/** Every child key of these kinds, in source order: a key that is missing or too many does not compile. */
export type ChildKeysOf<Kind extends AstKind> = {
  readonly [K in Kind]: { readonly [P in ChildKey<NodeOfKind<K>>]: true }
}
