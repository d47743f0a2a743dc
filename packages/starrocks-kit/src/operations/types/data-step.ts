/**
 * Code of a revision that runs on a session of its own. An operation is plain data, so it only says which code: the script that recorded it holds the
 * function.
 */
export interface RunDataStep {
  readonly kind: 'RunDataStep'
  /** What people call it. */
  readonly name: string
  /** Which function of the script, counted from 0. */
  readonly action: number
  /** SHA-256 of the function's text without white space, shortened. */
  readonly source: string
  /** What it does to the schema, as statements; none: it changes rows only. Absent when nobody has said. */
  readonly effect?: readonly string[]
  /** Running it again does no harm, whatever an earlier run has done of it. */
  readonly repeatable?: true
}
