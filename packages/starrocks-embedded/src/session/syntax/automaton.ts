import type { GrammarNode } from './grammar-node.ts'

/** A place in the grammar: before a token, before a rule, where ways part, or behind a rule. */
export type GrammarState =
  | {
      readonly kind: 'token'
      readonly id: number
      readonly rule: string
      readonly tokens: ReadonlySet<string>
      next: GrammarState
    }
  | { readonly kind: 'rule'; readonly id: number; readonly rule: string; readonly name: string; next: GrammarState }
  | { readonly kind: 'decision'; readonly id: number; readonly rule: string; readonly ways: GrammarState[] }
  | { readonly kind: 'stop'; readonly id: number; readonly rule: string }

/** A grammar as states: where each rule starts, and the states behind each use of a rule. */
export interface Automaton {
  readonly starts: ReadonlyMap<string, GrammarState>
  readonly follows: ReadonlyMap<string, readonly GrammarState[]>
}

/** Builds the states of a grammar. Throws for a rule that is used and not there: a fault of the grammar. */
export function buildAutomaton(rules: Readonly<Record<string, GrammarNode>>): Automaton {
  const starts = new Map<string, GrammarState>()
  const follows = new Map<string, GrammarState[]>()
  let id = 0
  for (const [rule, node] of Object.entries(rules)) {
    const build = (part: GrammarNode, next: GrammarState): GrammarState => {
      switch (part.kind) {
        case 'tokens':
          return { kind: 'token', id: id++, rule, tokens: new Set(part.tokens), next }
        case 'rule': {
          if (!Object.hasOwn(rules, part.name)) throw new Error(`The grammar has no rule ${part.name}`)
          const known = follows.get(part.name)
          if (known === undefined) follows.set(part.name, [next])
          else known.push(next)
          return { kind: 'rule', id: id++, rule, name: part.name, next }
        }
        case 'sequence':
          return part.items.reduceRight((behind: GrammarState, item) => build(item, behind), next)
        case 'choice':
          return { kind: 'decision', id: id++, rule, ways: part.items.map((item) => build(item, next)) }
        case 'optional':
          return { kind: 'decision', id: id++, rule, ways: [build(part.item, next), next] }
        case 'repeated': {
          const loop: GrammarState = { kind: 'decision', id: id++, rule, ways: [] }
          loop.ways.push(build(part.item, loop), next)
          return loop
        }
      }
    }
    starts.set(rule, build(node, { kind: 'stop', id: id++, rule }))
  }
  return { starts, follows }
}

export function startOf(automaton: Automaton, rule: string): GrammarState {
  const start = automaton.starts.get(rule)
  if (start === undefined) throw new Error(`The grammar has no rule ${rule}`)
  return start
}

/** The tokens that may come next, within the rule; `stops` tells that its end can be reached without one. */
export interface NextTokens {
  readonly tokens: ReadonlySet<string>
  readonly stops: boolean
}

export function nextTokens(automaton: Automaton, from: GrammarState): NextTokens {
  const tokens = new Set<string>()
  const seen = new Set<GrammarState>()
  const entered = new Set<string>()
  const walk = (state: GrammarState): boolean => {
    if (seen.has(state)) return false
    seen.add(state)
    switch (state.kind) {
      case 'token':
        for (const token of state.tokens) tokens.add(token)
        return false
      case 'decision':
        return state.ways.map(walk).includes(true)
      case 'stop':
        return true
      case 'rule': {
        if (entered.has(state.name)) return isEmpty(automaton, state.name) && walk(state.next)
        entered.add(state.name)
        return walk(startOf(automaton, state.name)) ? walk(state.next) : false
      }
    }
  }
  return { tokens, stops: walk(from) }
}

/** Whether a rule can stand for nothing. */
function isEmpty(automaton: Automaton, rule: string): boolean {
  return nextTokens(automaton, startOf(automaton, rule)).stops
}

/** Whether a token of the text is one of a set; names and words are sorted out by `tokenClasses`. */
export function accepts(tokens: ReadonlySet<string>, classes: readonly string[]): boolean {
  return classes.some((one) => tokens.has(one))
}
