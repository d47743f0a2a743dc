import process from 'node:process'
import { CommanderError } from 'commander'
import { addCompletion, COMPLETE, describeCompletion } from './completion.ts'
import type { CommandContext } from './context.ts'
import { EXIT, exitCodeOf } from './exit-codes.ts'
import type { ExitCode } from './exit-codes.ts'
import { asksForJson, errorJson } from './json.ts'
import { createProgram } from './program.ts'
import { reportError } from './report-error.ts'
import { terminal } from './terminal.ts'

/** Runs the command line and returns the exit code; everything is printed by then. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok
  const json = asksForJson(args)
  if (json) keepOutputForJson()
  goOnWithoutReader()
  leaveOutAdvice()
  const context: CommandContext = {
    cwd: process.cwd(),
    terminal,
    exit: (given) => {
      code = given
    },
  }
  try {
    const program = createProgram(context)
    if (args[0] === COMPLETE) await addCompletion(program)
    else describeCompletion(program)
    // The completion looks for the `--` in the arguments as Node has them.
    await program.parseAsync([process.execPath, 'starrocks-kit', ...args])
    return code
  } catch (error) {
    // Help and version end the parsing with an error of code 0; wrong usage has been explained already.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok
    if (json) terminal.json(errorJson(error))
    if (error instanceof CommanderError) return EXIT.error
    reportError(error, terminal, { verbose: args.includes('--verbose') || args.includes('-v') })
    return exitCodeOf(error)
  }
}

/** Where nobody reads on (`| head`), there is nothing to tell any more; a migration comes to its end all the same. */
function goOnWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
}

/** Node advises `"type": "module"` for each TypeScript file of a package that does not say it: a matter of milliseconds, and not what was asked. */
function leaveOutAdvice(): void {
  const told = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning: Error & { readonly code?: string }) => {
    if (warning.code === 'MODULE_TYPELESS_PACKAGE_JSON') return
    for (const listener of told) listener.call(process, warning)
  })
}

/** What models, hooks and revisions print goes to standard error, so that standard output holds one document. */
function keepOutputForJson(): void {
  for (const method of ['log', 'info', 'debug'] as const) console[method] = console.error
}
