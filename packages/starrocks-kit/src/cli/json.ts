import { CommanderError } from 'commander'
import { StarRocksKitError } from '../errors/base.ts'
import { errorText } from '../util/error-text.ts'
import type { Terminal } from './terminal.ts'

/** Of commands that have several formats. */
export const JSON_FORMAT_OPTION = ['--json', 'the same as --format json'] as const

export function formatOf<F extends string>(options: { readonly format: F; readonly json?: boolean }): F | 'json' {
  return options.json === true ? 'json' : options.format
}

/** Prints a script of `--sql`. */
export function printScript(terminal: Terminal, sql: string, { json }: { readonly json: boolean | undefined }): void {
  if (json === true) terminal.json({ sql })
  else terminal.print(sql.trimEnd())
}

/** Whether the command line asks for JSON: read from its words, because wrong usage has to be told as JSON too. */
export function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).includes('--json')
}

/** An error as `--json` prints it. Errors without a code of ours come from users' own code, or are defects. */
export function errorJson(error: unknown): { readonly error: { readonly code: string; readonly message: string } } {
  if (error instanceof CommanderError)
    return { error: { code: 'USAGE', message: error.message.replace(/^error: /u, '') } }
  return { error: { code: error instanceof StarRocksKitError ? error.code : 'UNEXPECTED', message: errorText(error) } }
}
