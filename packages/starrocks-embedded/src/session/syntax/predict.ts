import { accepts, startOf } from './automaton.ts'
import type { Automaton, GrammarState } from './automaton.ts'

/** Where parsing goes on behind the rule that it is in. `undefined`: nowhere is known. */
export interface Frame {
  readonly back: GrammarState
  readonly outer: Frame | undefined
}

interface Config {
  readonly state: GrammarState
  readonly way: number
  readonly frame: Frame | undefined
  /** The rule in which the decision is taken has been left. */
  readonly left: boolean
}

export type Prediction =
  | { readonly kind: 'way'; readonly way: number }
  /** No way goes on at the token with this index. */
  | { readonly kind: 'none'; readonly at: number }

/** The classes of each token, closed by the end. */
export type TokenClasses = readonly (readonly string[])[]

/** Looking ahead takes at most so many configurations. */
const MOST_CONFIGS = 20_000

/**
 * Looks ahead as ANTLR's adaptive prediction does: first without knowing what called the rule, and when two ways
 * cannot be told apart, with it; the first of equal ways wins.
 */
export function predict(
  automaton: Automaton,
  decision: Extract<GrammarState, { kind: 'decision' }>,
  tokens: TokenClasses,
  from: number,
  frame: Frame | undefined,
): Prediction {
  const local = simulate(automaton, decision, tokens, from, undefined, false)
  return local === 'conflict' ? asWay(simulate(automaton, decision, tokens, from, frame, true)) : local
}

function asWay(result: Prediction | 'conflict'): Prediction {
  return result === 'conflict' ? { kind: 'way', way: 0 } : result
}

function simulate(
  automaton: Automaton,
  decision: Extract<GrammarState, { kind: 'decision' }>,
  tokens: TokenClasses,
  from: number,
  frame: Frame | undefined,
  full: boolean,
): Prediction | 'conflict' {
  const step = createStep(automaton, full)
  let configs = step.close(decision.ways.map((state, way): Config => ({ state, way, frame, left: false })))
  for (let index = from; ; index++) {
    const classes = tokens[index]
    if (classes === undefined) return lowest(configs)
    const moved = configs.flatMap((config): readonly Config[] =>
      config.state.kind === 'token' && accepts(config.state.tokens, classes)
        ? [{ ...config, state: config.state.next }]
        : [],
    )
    if (moved.length === 0) {
      const finished = configs.filter((config) => config.left || config.state.kind === 'stop')
      return finished.length > 0 ? lowest(finished) : { kind: 'none', at: index }
    }
    const [first] = moved
    if (first !== undefined && moved.every((config) => config.way === first.way)) return { kind: 'way', way: first.way }
    configs = step.close(moved)
    if (configs.length > MOST_CONFIGS) return lowest(configs)
    const equal = waysThatAreEqual(configs)
    if (equal) return full ? lowest(configs) : 'conflict'
    if (index >= tokens.length - 1) return lowest(configs)
  }
}

function lowest(configs: readonly Config[]): Prediction {
  return { kind: 'way', way: Math.min(...configs.map((config) => config.way)) }
}

/** Every place is reached by more than one way, and by the same ones: nothing further can tell them apart. */
function waysThatAreEqual(configs: readonly Config[]): boolean {
  const ways = new Map<string, Set<number>>()
  for (const config of configs) {
    const key = `${config.state.id} ${frameKey(config.frame)}`
    const known = ways.get(key)
    if (known === undefined) ways.set(key, new Set([config.way]))
    else known.add(config.way)
  }
  const sets = new Set([...ways.values()].map((set) => [...set].toSorted((a, b) => a - b).join()))
  const [only] = sets
  return sets.size === 1 && only !== undefined && only.includes(',')
}

function frameKey(frame: Frame | undefined): string {
  let key = ''
  for (let current = frame; current !== undefined; current = current.outer) key += `${current.back.id},`
  return key
}

/** Follows everything that takes no token. */
function createStep(automaton: Automaton, full: boolean): { close(configs: readonly Config[]): readonly Config[] } {
  return {
    close: (configs) => {
      const found: Config[] = []
      const seen = new Set<string>()
      const pending = configs.toReversed()
      for (let config = pending.pop(); config !== undefined; config = pending.pop()) {
        const { state, frame, way, left } = config
        const key = `${state.id} ${way} ${left ? 1 : 0} ${frameKey(frame)}`
        if (seen.has(key)) continue
        seen.add(key)
        if (seen.size > MOST_CONFIGS) return found
        switch (state.kind) {
          case 'token':
            found.push(config)
            break
          case 'decision':
            for (const next of state.ways.toReversed()) pending.push({ ...config, state: next })
            break
          case 'rule':
            pending.push({
              ...config,
              state: startOf(automaton, state.name),
              frame: { back: state.next, outer: frame },
            })
            break
          case 'stop':
            if (frame !== undefined) pending.push({ ...config, state: frame.back, frame: frame.outer })
            else if (full) found.push(config)
            else
              for (const next of automaton.follows.get(state.rule) ?? [])
                pending.push({ state: next, way, frame: undefined, left: true })
            break
        }
      }
      return found
    },
  }
}
