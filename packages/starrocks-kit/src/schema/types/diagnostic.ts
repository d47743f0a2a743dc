import type { ObjectName } from './names.ts'

/** A finding about a schema: an expected outcome, returned rather than thrown. */
export interface Diagnostic {
  /** Stable, in capitals: `UNKNOWN_KEY_COLUMN`. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly object?: ObjectName
  /** What is wrong, where, and what to do. */
  readonly message: string
}

/**
 * Why the server would not run a statement: its error code and message as StarRocks words it, and what a person can do instead.
 * Each refusal lives once, in `schema/apply-statement`; the planner asks it, the embedded server prints it.
 */
export interface Refusal {
  readonly code: number
  readonly message: string
  readonly remedy?: string
}
