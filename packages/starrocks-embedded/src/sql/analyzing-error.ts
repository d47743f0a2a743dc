import type { Span } from 'starrocks-kit/language'
import { placeInText } from 'starrocks-kit/schema'
import { EngineError } from './engine-error.ts'

/** The analyzer's refusal of a statement. Where the server names the place, `node` and the statement's text must be given. */
export function analyzingError(
  message: string,
  place?: { readonly node: { readonly span?: Span }; readonly source: string | undefined },
  errno = 1064,
): EngineError {
  return new EngineError(analyzingMessage(message, place), { errno })
}

/** `Getting analyzing error at line 1, column 7. Detail message: ....` */
export function analyzingMessage(
  message: string,
  place?: { readonly node: { readonly span?: Span | undefined }; readonly source: string | undefined },
): string {
  const where =
    place?.node.span === undefined || place.source === undefined ? '' : placeInText(place.node.span, place.source)
  return `Getting analyzing error${where}. Detail message: ${message}.`
}
