import { lineAndColumn } from '../../language/index.ts'
import type { Span } from '../../language/index.ts'

const LAST_TOKEN = /(?:`[^`]*`|'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|\d+\.\d+|[\w$]+|[^\s\w])\s*$/

/** Where the server's messages place a node, from its first token to the start of its last: ` from line 1, column 25 to line 1, column 35`; columns count from zero. */
export function placeInText(span: Span, source: string): string {
  const start = lineAndColumn(source, span.start)
  const last = LAST_TOKEN.exec(source.slice(span.start, span.end))
  const end = lineAndColumn(source, span.start + (last?.index ?? 0))
  const from = `line ${start.line}, column ${start.column - 1}`
  const to = `line ${end.line}, column ${end.column - 1}`
  return from === to ? ` at ${from}` : ` from ${from} to ${to}`
}
