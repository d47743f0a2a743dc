/** A StarRocks release as a value: compare with `isAtLeast`. */
export interface ServerVersion {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** What the server or the user called it, for messages. */
  readonly label: string
}

export type RunMode = 'shared_nothing' | 'shared_data'

/** The server that a plan is made for. */
export interface Target {
  readonly version: ServerVersion
  readonly runMode: RunMode
}
