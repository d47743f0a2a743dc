/** What a command was given for the config's functions, the hooks and the revisions: nothing of it changes what the command itself does. */
export interface RunArguments {
  /** `--env`: the name of the environment; absent without it. */
  readonly env?: string
  /** `-x key=value`, as often as given; a key without `=` has an empty value, and of two values the last counts. */
  readonly x: Readonly<Record<string, string>>
  /** `--tag`: any text. */
  readonly tag?: string
}

/** As a command without any of them has them. */
export const NO_ARGUMENTS: RunArguments = { x: {} }
