import { accepts, startOf } from './automaton.ts'
import type { Automaton } from './automaton.ts'
import type { GrammarState } from './grammar-state.ts'
import { enter, outermost } from './look.ts'
import type { Config, Frame, Look, Prediction, Step } from './look.ts'

/** The classes of each token, closed by the end; tokens of the same classes share one list. */
export type TokenClasses = readonly (readonly string[])[]

/** Looking ahead takes at most so many configurations. */
const MOST_CONFIGS = 20_000

/**
 * Looks ahead as ANTLR's adaptive prediction does: first without knowing what called the rule, and when two ways
 * cannot be told apart, with it; the first of equal ways wins.
 */
export function predict(
  automaton: Automaton,
  decision: Decision,
  tokens: TokenClasses,
  from: number,
  frame: Frame,
  work: Work,
): Prediction {
  const local = lookAhead(automaton, startOfLook(automaton, decision), tokens, from, work)
  if (local !== 'conflict') return local
  const full = lookAhead(automaton, newLook(automaton, decision.ways, frame, true), tokens, from, work)
  return full === 'conflict' ? { kind: 'way', way: 0 } : full
}

/** How many more places may be looked at: texts nest as deep as their writers like. */
export interface Work {
  left: number
}

type Decision = Extract<GrammarState, { kind: 'decision' }>

function startOfLook(automaton: Automaton, decision: Decision): Look {
  let look = automaton.looks.get(decision)
  if (look === undefined) automaton.looks.set(decision, (look = newLook(automaton, decision.ways, outermost(), false)))
  return look
}

function newLook(automaton: Automaton, ways: readonly GrammarState[], frame: Frame, full: boolean): Look {
  const configs = ways.map((state, way): Config => ({ state, way, frame, left: false }))
  return { configs: close(automaton, configs, full), full, steps: new Map() }
}

function lookAhead(
  automaton: Automaton,
  start: Look,
  tokens: TokenClasses,
  from: number,
  work: Work,
): Prediction | 'conflict' {
  let look = start
  for (let index = from; ; index++) {
    const classes = tokens[index]
    if (classes === undefined) return lowest(look.configs)
    let step = look.steps.get(classes)
    if (step === undefined) {
      work.left -= look.configs.length
      if (work.left < 0) return lowest(look.configs)
      step = takeStep(automaton, look, classes)
      look.steps.set(classes, step)
    }
    if (step === 'conflict') return step
    if (step.kind === 'none') return { kind: 'none', at: index }
    if (step.kind === 'way') return step
    look = step.look
    if (index >= tokens.length - 1) return lowest(look.configs)
  }
}

const NONE: Prediction = { kind: 'none', at: -1 }

function takeStep(automaton: Automaton, { configs, full }: Look, classes: readonly string[]): Step {
  const moved = configs.flatMap((config): readonly Config[] =>
    config.state.kind === 'token' && accepts(config.state.tokens, classes)
      ? [{ ...config, state: config.state.next }]
      : [],
  )
  const [first] = moved
  if (first === undefined) {
    const finished = configs.filter((config) => config.left || config.state.kind === 'stop')
    return finished.length > 0 ? lowest(finished) : NONE
  }
  if (moved.every((config) => config.way === first.way)) return { kind: 'way', way: first.way }
  const next = close(automaton, moved, full)
  if (next.length > MOST_CONFIGS) return lowest(next)
  if (waysThatAreEqual(next)) return full ? lowest(next) : 'conflict'
  return { kind: 'look', look: { configs: next, full, steps: new Map() } }
}

function lowest(configs: readonly Config[]): Prediction {
  return { kind: 'way', way: Math.min(...configs.map((config) => config.way)) }
}

/** Ways by place: a state and what called its rule. */
class Places {
  readonly #ways = new Map<GrammarState, Map<Frame, Set<number>>>()

  /** False when the way was there already. */
  add(state: GrammarState, frame: Frame, way: number): boolean {
    let frames = this.#ways.get(state)
    if (frames === undefined) this.#ways.set(state, (frames = new Map()))
    let ways = frames.get(frame)
    if (ways === undefined) frames.set(frame, (ways = new Set()))
    if (ways.has(way)) return false
    ways.add(way)
    return true
  }

  all(): readonly ReadonlySet<number>[] {
    return [...this.#ways.values()].flatMap((frames) => [...frames.values()])
  }
}

/** Every place is reached by more than one way, and by the same ones: nothing further can tell them apart. */
function waysThatAreEqual(configs: readonly Config[]): boolean {
  const places = new Places()
  for (const { state, frame, way } of configs) places.add(state, frame, way)
  const [first, ...others] = places.all()
  if (first === undefined || first.size < 2) return false
  return others.every((ways) => ways.size === first.size && [...ways].every((way) => first.has(way)))
}

/** Follows everything that takes no token. */
function close(automaton: Automaton, configs: readonly Config[], full: boolean): readonly Config[] {
  const found: Config[] = []
  const seen = new Places()
  let count = 0
  const pending = configs.toReversed()
  for (let config = pending.pop(); config !== undefined; config = pending.pop()) {
    const { state, frame, way, left } = config
    if (!seen.add(state, frame, 2 * way + (left ? 1 : 0))) continue
    if (++count > MOST_CONFIGS) return found
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
          frame: enter(frame, state.next),
        })
        break
      case 'stop':
        if (frame.back !== undefined && frame.outer !== undefined) {
          pending.push({ ...config, state: frame.back, frame: frame.outer })
        } else if (full) found.push(config)
        else {
          for (const next of automaton.follows.get(state.rule) ?? [])
            pending.push({ state: next, way, frame, left: true })
        }
        break
    }
  }
  return found
}
