import { StarRocksKitError } from '../../errors/base.ts'
import { lineAndColumn } from '../../language/index.ts'
import type { NodeBase } from '../../language/index.ts'
import type { Refusal } from '../types/diagnostic.ts'
import type { ApplyContext } from './result.ts'

/** Carries a refusal out of the rule that raised it; `applyStatement` turns it into a result. */
export class StatementRefusedError extends StarRocksKitError {
  override readonly code = 'STATEMENT_REFUSED'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.remedy === undefined ? refusal.message : `${refusal.message} ${refusal.remedy}`)
    this.refusal = refusal
  }
}

/** The server's general error code. */
export const GENERAL_ERROR = 1064

/** A refusal that the server words without a preamble: those found while a statement runs. */
export function refuse(message: string, options: { readonly code?: number; readonly remedy?: string } = {}): never {
  throw new StatementRefusedError({
    code: options.code ?? GENERAL_ERROR,
    message,
    ...(options.remedy !== undefined ? { remedy: options.remedy } : {}),
  })
}

export interface Place {
  /** The node at fault; named in the message when positions are known. */
  readonly node?: NodeBase | undefined
  readonly context?: ApplyContext
  readonly code?: number
  readonly remedy?: string
}

/** A refusal found by the server's analyzer: `Getting analyzing error. Detail message: ... .` */
export function refuseAnalyzing(detail: string, place: Place = {}): never {
  refuse(`Getting analyzing error${position(place)}. Detail message: ${detail}.`, place)
}

/** A refusal found by the server's parser although the grammar let the statement through. */
export function refuseSyntax(detail: string, place: Place = {}): never {
  refuse(`Getting syntax error${position(place)}. Detail message: ${detail}.`, place)
}

const LAST_TOKEN = /(?:`[^`]*`|'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|[\w$]+|[^\s\w])\s*$/

/** ` from line 1, column 25 to line 1, column 35`: where the first and the last token of the node start, columns from zero. */
function position({ node, context }: Place): string {
  const span = node?.span
  const source = context?.source
  if (span === undefined || source === undefined) return ''
  const start = lineAndColumn(source, span.start)
  const last = LAST_TOKEN.exec(source.slice(span.start, span.end))
  const end = lineAndColumn(source, span.start + (last?.index ?? 0))
  const from = `line ${start.line}, column ${start.column - 1}`
  const to = `line ${end.line}, column ${end.column - 1}`
  return from === to ? ` at ${from}` : ` from ${from} to ${to}`
}
