import process from 'node:process'
import { CommanderError } from 'commander'
import type { CommandContext } from './context.ts'
import { EXIT, exitCodeOf } from './exit-codes.ts'
import type { ExitCode } from './exit-codes.ts'
import { createProgram } from './program.ts'
import { reportError } from './report-error.ts'
import { terminal } from './terminal.ts'

/** Runs the command line and returns the exit code; everything is printed by then. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok
  const context: CommandContext = {
    cwd: process.cwd(),
    terminal,
    exit: (given) => {
      code = given
    },
  }
  try {
    await createProgram(context).parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    // Help and version end the parsing with an error of code 0; wrong usage has been explained already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.error
    reportError(error, terminal, { verbose: args.includes('--verbose') || args.includes('-v') })
    return exitCodeOf(error)
  }
}
