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

type Item = string | GrammarNode

function nodeOf(item: Item): GrammarNode {
  if (typeof item !== 'string') return item
  const words = item.split(' ')
  if (words.length > 1) return { kind: 'sequence', items: words.map(nodeOf) }
  return /^[a-z]/.test(item) ? { kind: 'rule', name: item } : { kind: 'tokens', tokens: [item] }
}

/** One behind the other; a string may hold several words. */
export function seq(...items: readonly Item[]): GrammarNode {
  const [only] = items
  return items.length === 1 && only !== undefined
    ? nodeOf(only)
    : { kind: 'sequence', items: items.map(nodeOf).flatMap((item) => (item.kind === 'sequence' ? item.items : [item])) }
}

/** One of these; single tokens make one set, as the server's parser generator sees them. */
export function any(...items: readonly Item[]): GrammarNode {
  const nodes = items.map(nodeOf)
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
