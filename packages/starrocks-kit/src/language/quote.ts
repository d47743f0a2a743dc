import { needsQuotesAsWord } from './keywords.ts'

/** An identifier that StarRocks reads without quotes; a digit in front is legal too, but confuses readers, and `$$` may open source text. */
const PLAIN_NAME =
  /^(?!\$\$)[A-Za-z_$\u0080-\u2fff\u3001-\ud7ff\ue000-\uffff][A-Za-z0-9_$\u0080-\u2fff\u3001-\ud7ff\ue000-\uffff]*$/

/**
 * Writes a name so that StarRocks reads it back: in backquotes when it is reserved, ambiguous or not made of letters, digits, `_` and `$`.
 *
 * StarRocks drops every backquote inside a quoted name, so a backquote cannot be part of a name: they are dropped here too.
 *
 * @example quoteIdentifier('id') // id
 * @example quoteIdentifier('order') // `order`
 */
export function quoteIdentifier(name: string): string {
  if (PLAIN_NAME.test(name) && !needsQuotesAsWord(name)) return name
  return alwaysQuoteIdentifier(name)
}

/** Writes a name in backquotes, whatever it is. */
export function alwaysQuoteIdentifier(name: string): string {
  return `\`${name.includes('`') ? name.replaceAll('`', '') : name}\``
}

/** Writes a dotted name, each part quoted as needed. */
export function quoteQualifiedName(parts: readonly string[]): string {
  return parts.length === 1 && parts[0] !== undefined ? quoteIdentifier(parts[0]) : parts.map(quoteIdentifier).join('.')
}

/** Characters that must be escaped in a string literal, the quote aside. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\b', '\\b'],
  ['\0', '\\0'],
  ['\x1a', '\\Z'],
])

/**
 * Writes text as a string literal in single quotes, with the escapes that StarRocks knows.
 *
 * @example quoteString("it's") // 'it\'s'
 */
export function quoteString(value: string): string {
  return quoted(value, "'")
}

/** Writes text as a string literal in double quotes, the custom for property lists. */
export function quoteDouble(value: string): string {
  return quoted(value, '"')
}

function quoted(value: string, quote: "'" | '"'): string {
  if (!needsEscape(value, quote.charCodeAt(0))) return quote + value + quote
  let text: string = quote
  for (const char of value) text += char === quote ? `\\${quote}` : (ESCAPES.get(char) ?? char)
  return text + quote
}

/** All characters to escape are control characters, backslash and the quote. */
function needsEscape(value: string, quote: number): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code < 32 || code === 92 || code === quote) return true
  }
  return false
}

const UNESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', '0': '\0', Z: '\x1a' }

/**
 * Reads a string literal with its quotes. Backslash escapes are those of MySQL: `\%` and `\_` keep their backslash, any other escaped
 * character stands for itself; a doubled quote is one.
 */
export function unquoteString(literal: string): string {
  const quote = literal[0]
  const inner = literal.slice(1, -1)
  if (!inner.includes('\\') && (quote === undefined || !inner.includes(quote))) return inner
  let value = ''
  for (let i = 0; i < inner.length; i++) {
    const char = inner.charAt(i)
    if (char === '\\' && i + 1 < inner.length) {
      const next = inner.charAt(++i)
      value += next === '%' || next === '_' ? `\\${next}` : (UNESCAPES[next] ?? next)
    } else {
      value += char
      if (char === quote) i++
    }
  }
  return value
}

/** Reads a name with or without backquotes. */
export function unquoteIdentifier(text: string): string {
  if (text.charCodeAt(0) !== 96) return text
  return text.indexOf('`', 1) === text.length - 1 ? text.slice(1, -1) : text.replaceAll('`', '')
}
