import { accepts, nextOrFollowing, nextTokens, startOf } from './automaton.ts'
import type { Automaton } from './automaton.ts'
import type { GrammarState } from './grammar-state.ts'
import { enter, outermost } from './look.ts'
import type { Frame } from './look.ts'
import { predict } from './predict.ts'
import type { TokenClasses, Work } from './predict.ts'

/** Where reading ends, as ANTLR reports it; indexes are those of tokens. */
export type ReadingError =
  /** No alternative of a decision fits what stands between two tokens. */
  | { readonly kind: 'no-viable'; readonly from: number; readonly at: number }
  | { readonly kind: 'unexpected'; readonly at: number; readonly expected: ReadonlySet<string> }

/** Rules whose inside the grammar does not describe: whatever is wrong there is not found here. */
const UNDESCRIBED = 'anything'
const MOST_STEPS = 200_000
const MOST_WORK = 50_000

/** Reads the tokens by a grammar, and tells the first error; undefined when it finds none in what it knows. */
export function findError(automaton: Automaton, rule: string, tokens: TokenClasses): ReadingError | undefined {
  let state = startOf(automaton, rule)
  let frame = outermost()
  let index = 0
  const work: Work = { left: MOST_WORK }
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
        frame = enter(frame, state.next)
        state = startOf(automaton, state.name)
        break
      case 'stop':
        if (frame.back === undefined || frame.outer === undefined) return undefined
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
        const prediction = predict(automaton, state, tokens, index, frame, work)
        if (work.left < 0) return undefined
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

/** Decisions that one token settles are taken by it alone; undefined for those that need to look further. */
function simpleWay(
  automaton: Automaton,
  decision: Extract<GrammarState, { kind: 'decision' }>,
  classes: readonly string[],
): GrammarState | undefined {
  let starts = automaton.choices.get(decision)
  if (starts === undefined) automaton.choices.set(decision, (starts = startsOf(automaton, decision.ways)))
  if (starts === 'ambiguous') return undefined
  const index = starts.findIndex((tokens) => accepts(tokens, classes))
  if (index !== -1) return decision.ways[index]
  // A way that can be empty is taken for every token that begins no other.
  return decision.ways.find((way) => nextTokens(automaton, way).stops)
}

/** What begins each way, when that tells them apart: for a way that can be empty, what can follow too. */
function startsOf(automaton: Automaton, ways: readonly GrammarState[]): readonly ReadonlySet<string>[] | 'ambiguous' {
  const starts = ways.map((way) => nextOrFollowing(automaton, way))
  return overlap(starts, automaton.isName) ? 'ambiguous' : starts
}

/** Whether a token could begin two ways; a name can be any word that is not reserved. */
function overlap(sets: readonly ReadonlySet<string>[], isName: (word: string) => boolean): boolean {
  const seen = new Set<string>()
  for (const set of sets) {
    const words = [...set]
    const clash = words.some(
      (word) =>
        seen.has(word) ||
        word === '#any' ||
        (seen.has('#name') && isName(word)) ||
        (word === '#name' && [...seen].some(isName)),
    )
    if (clash) return true
    for (const word of words) seen.add(word)
  }
  return false
}

/** The error of a token that cannot stand here: what could, within the rule and behind those that may end before it. */
function unexpected(automaton: Automaton, state: GrammarState, frame: Frame, at: number): ReadingError {
  const expected = new Set<string>()
  let next = nextTokens(automaton, state)
  for (const token of next.tokens) expected.add(token)
  for (let outer: Frame | undefined = frame; next.stops && outer?.back !== undefined; outer = outer.outer) {
    next = nextTokens(automaton, outer.back)
    for (const token of next.tokens) expected.add(token)
  }
  return { kind: 'unexpected', at, expected }
}
