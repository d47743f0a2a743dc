import { StarRocksKitError } from '../errors/base.ts'
import type { Terminal } from './terminal.ts'

/**
 * Prints an error for a person. Errors of ours carry their remedy in the message; anything else is a defect or comes from the user's
 * own code, and then the stack is what helps.
 */
export function reportError(error: unknown, terminal: Terminal, options: { readonly verbose: boolean }): void {
  if (error instanceof StarRocksKitError) {
    terminal.remark('error', error.message)
    if (options.verbose && error.stack !== undefined) terminal.note(terminal.style('dim', error.stack))
    return
  }
  terminal.remark('error', error instanceof Error ? (error.stack ?? error.message) : String(error))
}
