import { accepts, nextTokens, startOf } from './automaton.ts'
import type { Automaton, GrammarState } from './automaton.ts'
import { predict } from './predict.ts'
import type { Frame, TokenClasses } from './predict.ts'
import { isNameWord } from './token-classes.ts'

/** Where reading ends, as ANTLR reports it; indexes are those of tokens. */
export type ReadingError =
  /** No alternative of a decision fits what stands between two tokens. */
  | { readonly kind: 'no-viable'; readonly from: number; readonly at: number }
  | { readonly kind: 'unexpected'; readonly at: number; readonly expected: ReadonlySet<string> }

/** Rules whose inside the grammar does not describe: whatever is wrong there is not found here. */
const UNDESCRIBED = 'anything'
const MOST_STEPS = 200_000

/** Reads the tokens by a grammar, and tells the first error; undefined when it finds none in what it knows. */
export function findError(automaton: Automaton, rule: string, tokens: TokenClasses): ReadingError | undefined {
  let state = startOf(automaton, rule)
  let frame: Frame | undefined
  let index = 0
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    switch (state.kind) {
      case 'token': {
        if (!accepts(state.tokens, tokens[index] ?? [])) return unexpected(automaton, state, frame, index)
        if (index < tokens.length - 1) index++
        state = state.next
        break
      }
      case 'rule':
        if (state.name === UNDESCRIBED) return undefined
        frame = { back: state.next, outer: frame }
        state = startOf(automaton, state.name)
        break
      case 'stop':
        if (frame === undefined) return undefined
        state = frame.back
        frame = frame.outer
        break
      case 'decision': {
        const next = nextTokens(automaton, state)
        if (!next.stops && !accepts(next.tokens, tokens[index] ?? [])) return unexpected(automaton, state, frame, index)
        const plain = simpleWay(automaton, state, tokens[index] ?? [])
        if (plain !== undefined) {
          state = plain
          break
        }
        const prediction = predict(automaton, state, tokens, index, frame)
        if (prediction.kind === 'none') return { kind: 'no-viable', from: index, at: prediction.at }
        const way = state.ways[prediction.way]
        if (way === undefined) return undefined
        state = way
        break
      }
    }
  }
  return undefined
}

/**
 * Decisions that one token settles are taken by it alone: a way that can be empty is then taken for every token that begins no other.
 * Undefined for those that need to look further.
 */
function simpleWay(
  automaton: Automaton,
  decision: Extract<GrammarState, { kind: 'decision' }>,
  classes: readonly string[],
): GrammarState | undefined {
  const looks = decision.ways.map((way) => nextTokens(automaton, way))
  if (overlap(looks.map((look) => look.tokens)) || looks.filter((look) => look.stops).length > 1) return undefined
  const index = looks.findIndex((look) => accepts(look.tokens, classes))
  if (index !== -1) return decision.ways[index]
  const empty = looks.findIndex((look) => look.stops)
  return empty === -1 ? undefined : decision.ways[empty]
}

/** Whether a token could begin two ways; a name can be any word that is not reserved. */
function overlap(sets: readonly ReadonlySet<string>[]): boolean {
  const seen = new Set<string>()
  for (const set of sets) {
    const words = [...set]
    const clash = words.some(
      (word) =>
        seen.has(word) ||
        word === '#any' ||
        (seen.has('#name') && isNameWord(word)) ||
        (word === '#name' && [...seen].some(isNameWord)),
    )
    if (clash) return true
    for (const word of words) seen.add(word)
  }
  return false
}

/** The error of a token that cannot stand here: what could, within the rule and behind those that may end before it. */
function unexpected(automaton: Automaton, state: GrammarState, frame: Frame | undefined, at: number): ReadingError {
  const expected = new Set<string>()
  let next = nextTokens(automaton, state)
  for (const token of next.tokens) expected.add(token)
  for (let outer = frame; next.stops && outer !== undefined; outer = outer.outer) {
    next = nextTokens(automaton, outer.back)
    for (const token of next.tokens) expected.add(token)
  }
  return { kind: 'unexpected', at, expected }
}
