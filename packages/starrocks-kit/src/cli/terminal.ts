import process from 'node:process'
import { styleText } from 'node:util'
import type { Logger } from '../connection/connection.ts'

type Style = Parameters<typeof styleText>[0]

/** Where the CLI prints: results to standard output, everything else to standard error, so that output can be piped. */
export interface Terminal {
  print(text: string): void
  note(text: string): void
  /** Colours the text where the output stream shows colours (NO_COLOR and FORCE_COLOR are respected). */
  style(style: Style, text: string): string
}

export const terminal: Terminal = {
  print: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  style: (style, text) => styleText(style, text, { stream: process.stdout }),
}

/** A logger on standard error; debug messages (each SQL statement, each comparison) are told only when `verbose`. */
export function terminalLogger(to: Terminal, options: { readonly verbose: boolean }): Logger {
  return {
    debug: (message) => {
      if (options.verbose) to.note(to.style('dim', message))
    },
    info: (message) => to.note(message),
    warn: (message) => to.note(`${to.style('yellow', 'warning:')} ${message}`),
  }
}
