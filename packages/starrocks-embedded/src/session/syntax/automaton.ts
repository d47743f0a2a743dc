import type { GrammarNode, GrammarRules } from './grammar-node.ts'
import type { GrammarState } from './grammar-state.ts'
import type { Look } from './look.ts'

/** A grammar as states: where each rule starts, and the states behind each use of a rule. */
export interface Automaton {
  readonly starts: ReadonlyMap<string, GrammarState>
  readonly follows: ReadonlyMap<string, readonly GrammarState[]>
  /** Whether a keyword is also a name. */
  readonly isName: (word: string) => boolean
  /** What was found out about states. */
  readonly next: Map<GrammarState, NextTokens>
  readonly choices: Map<GrammarState, readonly ReadonlySet<string>[] | 'ambiguous'>
  readonly looks: Map<GrammarState, Look>
}

/** Builds the states of a grammar. Throws for a rule that is used and not there: a fault of the grammar. */
export function buildAutomaton(rules: GrammarRules, isName: (word: string) => boolean): Automaton {
  const starts = new Map<string, GrammarState>()
  const follows = new Map<string, GrammarState[]>()
  for (const [rule, node] of Object.entries(rules)) {
    const build = (part: GrammarNode, next: GrammarState): GrammarState => {
      switch (part.kind) {
        case 'tokens':
          return { kind: 'token', rule, tokens: new Set(part.tokens), next }
        case 'rule': {
          if (!Object.hasOwn(rules, part.name)) throw new Error(`The grammar has no rule ${part.name}`)
          const known = follows.get(part.name)
          if (known === undefined) follows.set(part.name, [next])
          else known.push(next)
          return { kind: 'rule', rule, name: part.name, next }
        }
        case 'sequence':
          return part.items.reduceRight((behind: GrammarState, item) => build(item, behind), next)
        case 'choice':
          return { kind: 'decision', rule, ways: part.items.map((item) => build(item, next)) }
        case 'optional':
          return { kind: 'decision', rule, ways: [build(part.item, next), next] }
        case 'repeated': {
          const loop: GrammarState = { kind: 'decision', rule, ways: [] }
          loop.ways.push(build(part.item, loop), next)
          return loop
        }
      }
    }
    starts.set(rule, build(node, { kind: 'stop', rule }))
  }
  return { starts, follows, isName, next: new Map(), choices: new Map(), looks: new Map() }
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
  let next = automaton.next.get(from)
  if (next === undefined) automaton.next.set(from, (next = findNextTokens(automaton, from)))
  return next
}

function findNextTokens(automaton: Automaton, from: GrammarState): NextTokens {
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

/** The tokens that may come next, beyond the end of the rule too: whatever can follow any use of it. */
export function nextOrFollowing(automaton: Automaton, from: GrammarState): ReadonlySet<string> {
  const next = nextTokens(automaton, from)
  if (!next.stops) return next.tokens
  const tokens = new Set(next.tokens)
  const rules = new Set([from.rule])
  for (const rule of rules) {
    for (const state of automaton.follows.get(rule) ?? []) {
      const behind = nextTokens(automaton, state)
      for (const token of behind.tokens) tokens.add(token)
      if (behind.stops) rules.add(state.rule)
    }
  }
  return tokens
}

/** Whether a rule can stand for nothing. */
function isEmpty(automaton: Automaton, rule: string): boolean {
  return nextTokens(automaton, startOf(automaton, rule)).stops
}

/** Whether a token of the text is one of a set; which words are names is told by its classes. */
export function accepts(tokens: ReadonlySet<string>, classes: readonly string[]): boolean {
  return classes.some((one) => tokens.has(one))
}
