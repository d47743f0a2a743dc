import type { Capabilities } from 'starrocks-kit/schema'

/**
 * A piece of the server's grammar. Tokens are written as in the text (`CREATE`, `(`) or as a class (`#string`, `#integer`, `#any`);
 * words in lower case are other rules.
 */
export type GrammarNode =
  | { readonly kind: 'tokens'; readonly tokens: readonly string[] }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'sequence'; readonly items: readonly GrammarNode[] }
  | { readonly kind: 'choice'; readonly items: readonly GrammarNode[] }
  | { readonly kind: 'optional'; readonly item: GrammarNode }
  | { readonly kind: 'repeated'; readonly item: GrammarNode }

/** What is false is left out: `grammar.since(3, 5) && 'SECURITY'`. */
type Item = string | GrammarNode | false

/** Rules by name, as a server of some version has them. */
export type GrammarRules = Readonly<Record<string, GrammarNode>>

/** What decides about the form of a rule: the features of the server, and its version where a form came with none. */
export interface Grammar {
  readonly can: Capabilities
  readonly since: (major: number, minor: number, patch?: number) => boolean
}

function nodesOf(items: readonly Item[]): readonly GrammarNode[] {
  return items.filter((item) => item !== false).map(nodeOf)
}

function nodeOf(item: string | GrammarNode): GrammarNode {
  if (typeof item !== 'string') return item
  const words = item.split(' ')
  if (words.length > 1) return { kind: 'sequence', items: words.map(nodeOf) }
  return /^[a-z]/.test(item) ? { kind: 'rule', name: item } : { kind: 'tokens', tokens: [item] }
}

/** One behind the other; a string may hold several words. */
export function seq(...items: readonly Item[]): GrammarNode {
  const nodes = nodesOf(items)
  const [only] = nodes
  return nodes.length === 1 && only !== undefined
    ? only
    : { kind: 'sequence', items: nodes.flatMap((item) => (item.kind === 'sequence' ? item.items : [item])) }
}

/** One of these; single tokens make one set, as the server's parser generator sees them. */
export function any(...items: readonly Item[]): GrammarNode {
  const nodes = nodesOf(items)
  const tokens = nodes.flatMap((node) => (node.kind === 'tokens' ? node.tokens : []))
  return nodes.every((node) => node.kind === 'tokens') ? { kind: 'tokens', tokens } : { kind: 'choice', items: nodes }
}

export function opt(...items: readonly Item[]): GrammarNode {
  return { kind: 'optional', item: seq(...items) }
}

/** Any number of times, also none. */
export function many(...items: readonly Item[]): GrammarNode {
  return { kind: 'repeated', item: seq(...items) }
}

/** `item, item, ...` */
export function list(item: Item): GrammarNode {
  return seq(item, many(',', item))
}

/** `(item, item, ...)` */
export function listInParens(item: Item): GrammarNode {
  return seq('(', list(item), ')')
}
