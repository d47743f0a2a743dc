import type { NodeBase } from '../language/index.ts'

export type Written<T> = Exclude<keyof T, keyof NodeBase | 'kind'> & string

/** Whether nothing else is written in a node. */
export function hasOnly<T extends NodeBase>(node: T, keys: readonly Written<T>[]): boolean {
  const known: ReadonlySet<string> = new Set(['kind', 'span', ...keys])
  return Object.entries(node).every(([key, value]) => known.has(key) || value === undefined)
}
