import process from 'node:process'
import { styleText } from 'node:util'
import type { Logger } from '../connection/connection.ts'

type Style = Parameters<typeof styleText>[0]

const REMARKS = { error: 'red', warning: 'yellow', note: 'yellow' } as const

/** Where the CLI prints: results to standard output, everything else to standard error, so that output can be piped. */
export interface Terminal {
  print(text: string): void
  note(text: string): void
  /** A note that says what it is: `warning: ...` */
  remark(kind: keyof typeof REMARKS, text: string): void
  /** A result for programs. */
  json(value: unknown): void
  /** Tells that a file was written. */
  wrote(file: string): void
  /** Tells that a file would be written, were this more than a check. */
  differs(file: string): void
  /** A line on standard error that the next one takes the place of: only where somebody is looking, so that logs are not filled. */
  progress(text: string): void
  /** Colours the text where the output stream shows colours (NO_COLOR and FORCE_COLOR are respected). */
  style(style: Style, text: string): string
}

/** Whether the last line is one that the next takes the place of. */
let passing = false

function clear(): void {
  if (passing) process.stderr.write('\r\u001B[2K')
  passing = false
}

export const terminal: Terminal = {
  print: (text) => {
    clear()
    process.stdout.write(`${text}\n`)
  },
  note: (text) => {
    clear()
    process.stderr.write(`${text}\n`)
  },
  remark: (kind, text) => terminal.note(`${styleText(REMARKS[kind], `${kind}:`, { stream: process.stderr })} ${text}`),
  json: (value) => terminal.print(JSON.stringify(value, null, 2)),
  wrote: (file) => terminal.print(`${terminal.style('green', 'wrote')} ${file}`),
  differs: (file) => terminal.print(`${terminal.style('yellow', 'differs')} ${file}`),
  progress: (text) => {
    if (!process.stderr.isTTY) return
    // A terminal that does not tell its size says 0.
    const width = process.stderr.columns > 0 ? process.stderr.columns : 80
    clear()
    process.stderr.write(styleText('dim', text.slice(0, width - 1), { stream: process.stderr }))
    passing = true
  },
  style: (style, text) => styleText(style, text, { stream: process.stdout }),
}

/** A logger on standard error; debug messages (each SQL statement, each comparison) are told only when `verbose`. */
export function terminalLogger(to: Terminal, options: { readonly verbose: boolean }): Logger {
  return {
    debug: (message) => {
      if (options.verbose) to.note(to.style('dim', message))
    },
    info: (message) => to.note(message),
    progress: (message) => to.progress(message),
    warn: (message) => to.remark('warning', message),
  }
}
