import type { Punctuation, TokenKind, Tokens } from './tokens.ts'
import { keywordAt, nextHash } from './keyword-table.ts'

// Classes of character codes below 128. Everything above is a letter to StarRocks, except halves of surrogate pairs.
const OTHER = 0
const SPACE = 1
const LETTER = 2
const DIGIT = 3
const CLASSES = new Uint8Array(128)
for (const code of [9, 10, 13, 32]) CLASSES[code] = SPACE
for (let code = 48; code <= 57; code++) CLASSES[code] = DIGIT
for (let code = 65; code <= 90; code++) CLASSES[code] = CLASSES[code + 32] = LETTER
CLASSES[95] = CLASSES[36] = LETTER

const IDEOGRAPHIC_SPACE = 0x3000

function classOf(code: number): number {
  if (code < 128) return CLASSES[code] ?? OTHER
  if (code === IDEOGRAPHIC_SPACE) return SPACE
  return code >= 0xd800 && code <= 0xdfff ? OTHER : LETTER
}

/** Characters that are tokens of their own. */
const SINGLE: readonly (Punctuation | undefined)[] = Array.from({ length: 128 }, (_, code) =>
  '%()*+,:;?@]^{}~'.includes(String.fromCharCode(code)) ? (String.fromCharCode(code) as Punctuation) : undefined,
)

/**
 * Splits a text into tokens by the rules of StarRocks' lexer: `--` starts a comment without a space, `#` does not, `/*+` is a hint, a double
 * quote opens a string. Never fails: what is no token gets the kind `unknown` or `unterminated`.
 */
export function tokenize(source: string): Tokens {
  return new Scanner(source).run()
}

/** One run over a source. A class because the growing arrays and the position are its state. */
class Scanner {
  readonly source: string
  readonly kinds: TokenKind[] = []
  readonly hints = new Map<number, string[]>()
  readonly starts: number[] = []
  readonly ends: number[] = []
  position = 0

  constructor(source: string) {
    this.source = source
  }

  run(): Tokens {
    const { source, kinds } = this
    const length = source.length
    while (this.position < length) {
      const start = this.position
      const code = source.charCodeAt(start)
      const type = classOf(code)
      if (type === SPACE) this.position++
      else if (type === LETTER) this.word(start, code)
      else if (type === DIGIT) this.number(start)
      else this.symbol(start, code)
    }
    this.push('end', length, length)
    return { source, count: kinds.length, kinds, starts: this.starts, ends: this.ends, hints: this.hints }
  }

  push(kind: TokenKind, start: number, end: number): void {
    this.kinds.push(kind)
    this.starts.push(start)
    this.ends.push(end)
    this.position = end
  }

  /** Letters, digits, `_` and `$` after a letter; `x'..'` and `$$ .. $$` start like a word. */
  word(start: number, first: number): void {
    const { source } = this
    let hash = 0
    let end = start
    for (let code = first; ; code = source.charCodeAt(end)) {
      const type = classOf(code)
      if (type !== LETTER && type !== DIGIT) break
      hash = nextHash(hash, code)
      if (++end === source.length) break
    }
    if (end === start + 1 && (first === 120 || first === 88)) {
      const quote = source.charCodeAt(end)
      if (quote === 39 || quote === 34) {
        const close = this.binaryEnd(end + 1, quote)
        if (close > 0) return this.push('binary', start, close)
      }
    }
    if (first === 36 && source.charCodeAt(start + 1) === 36) {
      const close = source.indexOf('$$', start + 2)
      if (close + 2 > end) return this.push('attachment', start, close + 2)
    }
    this.push(keywordAt(source, start, end, hash), start, end)
  }

  /** The end of a binary literal that may not hold backslashes, or -1. */
  binaryEnd(from: number, quote: number): number {
    for (let i = from; i < this.source.length; i++) {
      const code = this.source.charCodeAt(i)
      if (code === quote) return i + 1
      if (code === 92) return -1
    }
    return -1
  }

  /** The longest of an integer, a decimal, a double and an identifier that starts with a digit; equal lengths are numbers. */
  number(start: number): void {
    const { source } = this
    const digits = this.digitsEnd(start)
    let end = digits
    let kind: TokenKind = 'integer'
    if (source.charCodeAt(end) === 46) {
      end = this.digitsEnd(end + 1)
      kind = 'decimal'
    }
    const exponent = this.exponentEnd(end)
    if (exponent > end) {
      end = exponent
      kind = 'double'
    }
    const wordEnd = this.wordEnd(digits)
    if (wordEnd > end) this.push('digit-identifier', start, wordEnd)
    else this.push(kind, start, end)
  }

  digitsEnd(from: number): number {
    let end = from
    while (end < this.source.length && classOf(this.source.charCodeAt(end)) === DIGIT) end++
    return end
  }

  wordEnd(from: number): number {
    let end = from
    while (end < this.source.length) {
      const type = classOf(this.source.charCodeAt(end))
      if (type !== LETTER && type !== DIGIT) break
      end++
    }
    return end
  }

  exponentEnd(from: number): number {
    const letter = this.source.charCodeAt(from)
    if (letter !== 69 && letter !== 101) return from
    const sign = this.source.charCodeAt(from + 1)
    const digits = sign === 43 || sign === 45 ? from + 2 : from + 1
    const end = this.digitsEnd(digits)
    return end > digits ? end : from
  }

  symbol(start: number, code: number): void {
    const next = this.source.charCodeAt(start + 1)
    switch (code) {
      case 39: // '
      case 34: // "
        return this.string(start, code)
      case 96: // `
        return this.backquoted(start)
      case 45: // -
        if (next === 45) return this.lineComment(start)
        return next === 62 ? this.push('->', start, start + 2) : this.push('-', start, start + 1)
      case 47: // /
        return next === 42 ? this.blockComment(start) : this.push('/', start, start + 1)
      case 46: // .
        return this.dot(start, next)
      case 60: // <
        if (next === 61) {
          const three = this.source.charCodeAt(start + 2) === 62
          return three ? this.push('<=>', start, start + 3) : this.push('<=', start, start + 2)
        }
        return next === 62 ? this.push('!=', start, start + 2) : this.push('<', start, start + 1)
      case 62: // >
        return next === 61 ? this.push('>=', start, start + 2) : this.push('>', start, start + 1)
      case 33: // !
        return next === 61 ? this.push('!=', start, start + 2) : this.push('!', start, start + 1)
      case 61: // =
        return next === 62 ? this.push('=>', start, start + 2) : this.push('=', start, start + 1)
      case 124: // |
        return next === 124 ? this.push('||', start, start + 2) : this.push('|', start, start + 1)
      case 38: // &
        return next === 38 ? this.push('&&', start, start + 2) : this.push('&', start, start + 1)
      case 91: // [
        if (next === 42 && this.source.charCodeAt(start + 2) === 93) return this.push('[*]', start, start + 3)
        return this.push('[', start, start + 1)
      default: {
        const kind = SINGLE[code]
        this.push(kind ?? 'unknown', start, start + 1)
      }
    }
  }

  string(start: number, quote: number): void {
    const { source } = this
    for (let i = start + 1; i < source.length; i++) {
      const code = source.charCodeAt(i)
      if (code === 92) i++
      else if (code === quote) {
        if (source.charCodeAt(i + 1) !== quote) return this.push('string', start, i + 1)
        i++
      }
    }
    this.push('unterminated', start, source.length)
  }

  backquoted(start: number): void {
    const { source } = this
    for (let close = source.indexOf('`', start + 1); close >= 0; close = source.indexOf('`', close + 2)) {
      if (source.charCodeAt(close + 1) !== 96) return this.push('backquoted', start, close + 1)
    }
    this.push('unterminated', start, source.length)
  }

  lineComment(start: number): void {
    const { source } = this
    let end = start + 2
    while (end < source.length && source.charCodeAt(end) !== 10 && source.charCodeAt(end) !== 13) end++
    this.position = end
  }

  blockComment(start: number): void {
    const close = this.source.indexOf('*/', start + 2)
    if (close < 0) return this.push('unterminated', start, this.source.length)
    if (this.source.charCodeAt(start + 2) === 43 && close > start + 2) {
      const index = this.kinds.length
      const texts = this.hints.get(index) ?? []
      texts.push(this.source.slice(start + 3, close).trim())
      this.hints.set(index, texts)
    }
    this.position = close + 2
  }

  /** `.5` and `.5e3` are numbers, `.5a` is a dot with an identifier behind it, `...` is one token. */
  dot(start: number, next: number): void {
    if (next >= 48 && next <= 57) {
      const digits = this.digitsEnd(start + 1)
      const exponent = this.exponentEnd(digits)
      const wordEnd = this.wordEnd(digits)
      if (wordEnd > exponent) return this.push('dot-identifier', start, wordEnd)
      return this.push(exponent > digits ? 'double' : 'decimal', start, exponent)
    }
    if (next === 46 && this.source.charCodeAt(start + 2) === 46) return this.push('...', start, start + 3)
    this.push('.', start, start + 1)
  }
}
