/** A piece of the source: offsets in UTF-16 units, `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What every node may carry. Positions are recorded only when asked for, so that equal text gives deep-equal trees. */
export interface NodeBase {
  readonly span?: Span
}
