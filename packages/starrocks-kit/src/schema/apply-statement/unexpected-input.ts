import { jaroWinkler } from '../../language/index.ts'
import type { NodeBase } from '../../language/index.ts'
import { at } from './names.ts'
import { refuseSyntax } from './refusal.ts'
import type { ApplyScope } from './result.ts'

/** The token at fault: what it is, and where in the text of its node it stands (by default where that starts). */
export interface InputToken {
  readonly word: string
  readonly find?: RegExp
}

const MOST_WORDS = 5
const TOKEN = /^(?:`[^`]*`|'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|\d+(?:\.\d+)?|[\w$]+|[^\s\w])/

/**
 * A word of a newer grammar, as the parser of an older server refuses it: the token at fault, its place, and what could have stood there: the words that
 * look most like it first, then the signs (StarRocksDefaultErrorStrategy).
 *
 * @param expected keywords in quotes and names of token classes, in the order of the grammar
 */
export function refuseInput(
  node: NodeBase | undefined,
  expected: readonly string[],
  scope: ApplyScope,
  token: InputToken,
): never {
  const { source } = scope.context
  const span = node?.span
  const text = source !== undefined && span !== undefined ? source.slice(span.start) : ''
  const offset = Math.max(text.search(token.find ?? /^/), 0)
  const found = TOKEN.exec(text.slice(offset))?.[0] ?? token.word
  const place: NodeBase =
    span === undefined ? {} : { span: { start: span.start + offset, end: span.start + offset + found.length } }
  const upper = found.toUpperCase()
  const words = expected.filter((word) => /^'?[A-Z]/.test(word) && word !== 'a legal identifier')
  const others = expected.filter((word) => !words.includes(word))
  const nearest = words.toSorted((a, b) => jaroWinkler(b, upper) - jaroWinkler(a, upper)).slice(0, MOST_WORDS)
  const similar = [...nearest, ...others].join(', ')
  refuseSyntax(`Unexpected input '${found}', the most similar input is {${similar}}`, at(place, scope))
}
