import type { GrammarState } from './grammar-state.ts'

/**
 * What called the rule that is being read, and where reading goes on behind it; the outermost has no `back`. Calls from one place are one frame, so that places
 * can be compared.
 */
export interface Frame {
  readonly back: GrammarState | undefined
  readonly outer: Frame | undefined
  readonly inner: Map<GrammarState, Frame>
}

export function outermost(): Frame {
  return { back: undefined, outer: undefined, inner: new Map() }
}

/** The frame of a rule that is used within another. */
export function enter(outer: Frame, back: GrammarState): Frame {
  let frame = outer.inner.get(back)
  if (frame === undefined) outer.inner.set(back, (frame = { back, outer, inner: new Map() }))
  return frame
}

/** Where reading can be: in which place, called by what, on which way out of the decision. */
export interface Config {
  readonly state: GrammarState
  readonly way: number
  readonly frame: Frame
  /** The rule in which the decision is taken has been left. */
  readonly left: boolean
}

export type Prediction =
  | { readonly kind: 'way'; readonly way: number }
  /** No way goes on at the token with this index. */
  | { readonly kind: 'none'; readonly at: number }

/** A point of looking ahead: where reading can be, and where each token leads; without a caller this is the same for every text, and is kept. */
export interface Look {
  readonly configs: readonly Config[]
  readonly full: boolean
  readonly steps: Map<readonly string[], Step>
}

export type Step = { readonly kind: 'look'; readonly look: Look } | Prediction | 'conflict'
