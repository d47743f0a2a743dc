import { StarRocksKitError } from '../../errors/base.ts'
import type { NodeBase } from '../../language/index.ts'
import type { Refusal } from '../types/diagnostic.ts'
import type { Capabilities } from '../capabilities.ts'
import { placeInText } from './place-in-text.ts'
import type { ApplyContext } from './result.ts'

/** Carries a refusal out of the rule that raised it; `applyStatement` turns it into a result. */
export class StatementRefusedError extends StarRocksKitError {
  override readonly code = 'STATEMENT_REFUSED'
  readonly refusal: Refusal
  /** Found only while the statement ran, not when it was analyzed. */
  readonly running: boolean

  constructor(refusal: Refusal, running: boolean) {
    super(refusal.remedy === undefined ? refusal.message : `${refusal.message} ${refusal.remedy}`)
    this.refusal = refusal
    this.running = running
  }
}

/** Rules that the server's analyzer and the running statement share: what they refuse here is found by the latter. */
export function whileRunning<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw error instanceof StatementRefusedError ? new StatementRefusedError(error.refusal, true) : error
  }
}

/** What servers say where they fail without a reason. */
export const NO_REASON: Readonly<Record<Capabilities['wording'], string>> = {
  '3.2': 'null',
  '3.3': 'Unknown error',
  '3.5': 'Unknown error',
  '4.1': 'Unknown error',
}

/** The server's general error code. */
const GENERAL_ERROR = 1064

/** A refusal that the server words without a preamble: those found while a statement runs. */
export function refuse(message: string, options: RefusalOptions = {}): never {
  const { code = GENERAL_ERROR, remedy, running = true } = options
  throw new StatementRefusedError({ code, message, ...(remedy !== undefined ? { remedy } : {}) }, running)
}

export interface RefusalOptions {
  readonly code?: number
  readonly remedy?: string
  readonly running?: boolean
}

export interface Place extends RefusalOptions {
  /** The node at fault; named in the message when positions are known. */
  readonly node?: NodeBase | undefined
  readonly context?: ApplyContext
}

/** A refusal found by the server's analyzer: `Getting analyzing error. Detail message: ... .` */
export function refuseAnalyzing(detail: string, place: Place = {}): never {
  refuse(`Getting analyzing error${position(place)}. Detail message: ${detail}.`, { running: false, ...place })
}

/** A refusal found by the server's parser although the grammar let the statement through. */
export function refuseSyntax(detail: string, place: Place = {}): never {
  refuse(`Getting syntax error${position(place)}. Detail message: ${detail}.`, { running: false, ...place })
}

function position({ node, context }: Place): string {
  const span = node?.span
  const source = context?.source
  return span === undefined || source === undefined ? '' : placeInText(span, source)
}
