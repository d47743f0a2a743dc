import type { Keyword } from './keywords.ts'

export type Punctuation =
  | '('
  | ')'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '.'
  | ';'
  | ':'
  | '?'
  | '@'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '<=>'
  | '=>'
  | '->'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '||'
  | '&&'
  | '!'
  | '&'
  | '|'
  | '^'
  | '~'
  | '...'
  | '[*]'

/** Kinds of tokens that are neither keywords nor punctuation. */
type TokenClass =
  | 'end'
  | 'identifier'
  | 'digit-identifier'
  | 'dot-identifier'
  | 'backquoted'
  | 'string'
  | 'binary'
  | 'integer'
  | 'decimal'
  | 'double'
  | 'attachment'
  | 'unknown'
  | 'unterminated'

/** A keyword in upper case, punctuation as written, or a class. One shared string for each kind: comparing kinds compares pointers. */
export type TokenKind = Keyword | Punctuation | TokenClass

/** The tokens of a text as parallel arrays, closed by one of kind `end`. Comments and white space are what lies between them. */
export interface Tokens {
  readonly source: string
  readonly count: number
  readonly kinds: readonly TokenKind[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Optimizer hints by the index of the token that follows them. */
  readonly hints: ReadonlyMap<number, readonly string[]>
}
