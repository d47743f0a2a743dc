import type { TokenKind, Tokens } from './tokens.ts'
import { isSecretKey } from '../util/secret-key.ts'

/** What stands in messages where a secret stands in the source. */
export const MASK = '***'

/** A piece of a source that messages must not show: offsets, `end` exclusive. */
export interface SecretRange {
  readonly start: number
  readonly end: number
}

/**
 * Finds passwords and keys in a source, in order. It errs on the safe side, because it is asked about statements with errors: what follows
 * IDENTIFIED BY or PASSWORD is a secret whatever it is, up to the next white space; so is any text in CREATE USER and ALTER USER that is
 * no name of a user or role; and behind a quote without an end everything is.
 */
export function secretRanges(tokens: Tokens): readonly SecretRange[] {
  const ranges: SecretRange[] = []
  const open = openFrom(tokens)
  let covered = 0
  let about: 'user' | 'other' = 'other'
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i]
    if (i === 0 || tokens.kinds[i - 1] === ';') about = isAboutUser(tokens, i) ? 'user' : 'other'
    if (kind === 'end' || kind === ';') continue
    if ((tokens.starts[i] ?? 0) < covered || !isSecret(tokens, i, about === 'user')) continue
    const range = rangeAt(tokens, i, open)
    ranges.push(range)
    covered = range.end
  }
  return ranges
}

function isAboutUser({ kinds }: Tokens, index: number): boolean {
  return (kinds[index] === 'CREATE' || kinds[index] === 'ALTER') && kinds[index + 1] === 'USER'
}

const IN_FRONT_OF_NAMES: ReadonlySet<TokenKind | undefined> = new Set(['USER', 'EXISTS', '@', '[', 'ROLE', ',', '('])

function isSecret(tokens: Tokens, index: number, aboutUser: boolean): boolean {
  const { kinds } = tokens
  const kind = kinds[index]
  const before = kinds[index - 1]
  if (aboutUser && (kind === 'string' || kind === 'unterminated') && !IN_FRONT_OF_NAMES.has(before)) return true
  if (before === 'BY' || before === 'AS') {
    return kinds[index - 2] === 'IDENTIFIED' || (kinds[index - 3] === 'WITH' && kinds[index - 4] === 'IDENTIFIED')
  }
  if (before === 'PASSWORD') return kind === 'string' || kind === 'unterminated' || kinds[index - 2] === 'BY'
  if (before === '(' && kinds[index - 2] === 'PASSWORD') return true
  if (kind !== 'string' && kind !== 'unterminated') return false
  if (before === '=') return hasSecretKey(tokens, index - 2) || setsPassword(kinds, index)
  return hasSecretKey(tokens, index - 1)
}

function hasSecretKey(tokens: Tokens, index: number): boolean {
  const kind = tokens.kinds[index]
  if (kind !== 'string' && kind !== 'identifier' && kind !== 'backquoted' && kind !== 'PASSWORD') return false
  return isSecretKey(tokens.source.slice(tokens.starts[index], tokens.ends[index]))
}

/** SET PASSWORD [FOR user] = '...' */
function setsPassword(kinds: readonly TokenKind[], index: number): boolean {
  for (let i = index - 1; i >= Math.max(0, index - 10) && kinds[i] !== ';'; i--)
    if (kinds[i] === 'PASSWORD') return true
  return false
}

/** The first token of the statement that ends in a quote without an end, or none. */
function openFrom({ kinds, count }: Tokens): number {
  if (kinds[count - 2] !== 'unterminated') return count
  return kinds.lastIndexOf(';') + 1
}

/** The token and what is stuck to it: a quote inside a password ends the string too early. */
function rangeAt({ source, starts, ends }: Tokens, index: number, open: number): SecretRange {
  const start = starts[index] ?? 0
  if (index >= open) return { start, end: source.length }
  let end = ends[index] ?? start
  while (end < source.length && !/[\s;,)]/.test(source.charAt(end))) end++
  return { start, end }
}

/** A piece of a source with its secrets masked, and where an offset of the source has come to in it. */
export function maskSecrets(
  source: string,
  start: number,
  end: number,
  offset: number,
  secrets: readonly SecretRange[],
): { readonly text: string; readonly offset: number } {
  let text = ''
  let place = offset - start
  let from = start
  for (let i = firstBehind(secrets, start); i < secrets.length; i++) {
    const secret = secrets[i]
    if (secret === undefined || secret.start >= end) break
    const first = Math.max(secret.start, from)
    const last = Math.min(secret.end, end)
    text += source.slice(from, first) + MASK
    if (offset >= last) place += MASK.length - (last - first)
    else if (offset > first) place -= offset - first
    from = last
  }
  return { text: text + source.slice(from, end), offset: place }
}

/** The index of the first range that ends behind an offset. */
function firstBehind(ranges: readonly SecretRange[], offset: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}
