import { lineAndColumn, type Span } from 'starrocks-kit/language'
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
    place?.node.span === undefined || place.source === undefined ? '' : placeText(place.node.span, place.source)
  return `Getting analyzing error${where}. Detail message: ${message}.`
}

/** ` at line 1, column 7` for one token, else ` from ... to ...` with the start of the last token; columns count from zero. */
function placeText(span: Span, source: string): string {
  const start = lineAndColumn(source, span.start)
  const text = source.slice(span.start, span.end)
  const lastToken = /(?:'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`|[\w$]+(?:\.\d+)?|.)$/su.exec(text)
  const end = lineAndColumn(source, span.start + (lastToken?.index ?? 0))
  const from = `line ${start.line}, column ${start.column - 1}`
  if (lastToken === null || lastToken.index === 0) return ` at ${from}`
  return ` from ${from} to line ${end.line}, column ${end.column - 1}`
}
