import type { TokenKind, Tokens } from '../tokens.ts'
import { unquoteIdentifier, unquoteString } from '../quote.ts'

/** How far a token is looked for where the texts differ. */
const WINDOW = 40

/**
 * For each token of a source the token of the canonical text that stands for it, or -1. The canonical text of a statement differs in little:
 * dropped parentheses and noise words, added AS, clauses in the grammar's order. The pairs run forward in both.
 */
export function alignTokens(source: Tokens, first: number, last: number, canonical: Tokens): Int32Array {
  const pairs = new Int32Array(last - first + 1).fill(-1)
  const left = keysOf(source, first, last)
  const right = keysOf(canonical, 0, canonical.count - 2)
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      pairs[i++] = j++
      continue
    }
    const skip = nearest(left, i, right, j)
    i += skip === undefined ? 1 : skip[0]
    j += skip === undefined ? 0 : skip[1]
  }
  return pairs
}

/** The fewest tokens to leave out on each side until they agree again. */
function nearest(
  left: readonly string[],
  i: number,
  right: readonly string[],
  j: number,
): readonly [number, number] | undefined {
  for (let total = 1; total <= WINDOW; total++) {
    for (let inLeft = total; inLeft >= 0; inLeft--) {
      const a = left[i + inLeft]
      if (a !== undefined && a === right[j + total - inLeft]) return [inLeft, total - inLeft]
    }
  }
  return undefined
}

const SAME: Readonly<Record<string, TokenKind>> = { '&&': 'AND', '||': 'OR' }

/** What makes tokens equal: words without case and quotes, strings by their value. */
function keysOf({ source, kinds, starts, ends }: Tokens, first: number, last: number): readonly string[] {
  const keys: string[] = []
  for (let i = first; i <= last; i++) {
    const kind = kinds[i] ?? 'end'
    const text = source.slice(starts[i], ends[i])
    if (kind === 'string') keys.push(`'${unquoteString(text)}`)
    else keys.push(SAME[kind] ?? unquoteIdentifier(text).toUpperCase())
  }
  return keys
}
