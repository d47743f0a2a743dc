import type { TokenKind, Tokens } from './tokens.ts'

/** Where a statement went wrong: the tokens, the first of the statement, the offending one, and what could have stood there. */
export interface Mistake {
  readonly tokens: Tokens
  readonly start: number
  readonly index: number
  readonly expected: readonly string[]
}

export function kindAt({ tokens }: Mistake, index: number): TokenKind | undefined {
  return tokens.kinds[index]
}

export function textOf({ tokens }: Mistake, index: number): string {
  return tokens.source.slice(tokens.starts[index], tokens.ends[index])
}

export function expects({ expected }: Mistake, ...words: readonly string[]): boolean {
  return words.every((word) => expected.includes(word))
}

/** How many parentheses are open in front of the offending token. */
export function depthOf(m: Mistake): number {
  let depth = 0
  for (let i = m.start; i < m.index; i++) {
    const kind = kindAt(m, i)
    if (kind === '(') depth++
    else if (kind === ')') depth--
  }
  return depth
}

export function isWord(m: Mistake): boolean {
  const kind = kindAt(m, m.index)
  return kind === 'identifier' || kind === 'backquoted'
}
