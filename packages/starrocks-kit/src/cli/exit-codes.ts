import { StarRocksKitError } from '../errors/base.ts'

/** What the process says to the shell. The same hold for every command. */
export const EXIT = {
  /** Same, or done. */
  ok: 0,
  /** The command ran and found a difference. */
  different: 1,
  /** The command could not do its work. */
  error: 2,
  /** The command could have done it, and declined: a flag, an approval or an earlier step is missing. */
  refused: 3,
  /** The command was stopped by Ctrl-C or SIGTERM, as shells have it (128 + 2). */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The exit code that an error stands for. */
export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof StarRocksKitError ? exitCodeOfCode(error.code) : EXIT.error
}

/** Errors whose code begins with `REFUSED_` are refusals. */
export function exitCodeOfCode(code: string): ExitCode {
  if (code === 'INTERRUPTED') return EXIT.interrupted
  return code.startsWith('REFUSED_') ? EXIT.refused : EXIT.error
}
