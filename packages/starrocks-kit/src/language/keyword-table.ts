import { KEYWORDS } from './keywords.ts'
import type { Keyword } from './keywords.ts'
import type { TokenKind } from './tokens.ts'

// Keywords in an open hash table over their upper-case characters, so that a word is recognised without a substring of the source.
const TABLE_SIZE = 4096
const HASH_TABLE: (Keyword | undefined)[] = Array.from({ length: TABLE_SIZE })
for (const word of KEYWORDS) {
  let hash = 0
  for (let i = 0; i < word.length; i++) hash = nextHash(hash, word.charCodeAt(i))
  let slot = hash & (TABLE_SIZE - 1)
  while (HASH_TABLE[slot] !== undefined) slot = (slot + 1) & (TABLE_SIZE - 1)
  HASH_TABLE[slot] = word as Keyword
}
const LONGEST_KEYWORD = Math.max(...KEYWORDS.map((word) => word.length))

/** Clears the bit that tells small letters from capitals. */
export function nextHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + (code & 0xdf)) | 0
}

export function keywordAt(source: string, start: number, end: number, hash: number): TokenKind {
  const length = end - start
  if (length > LONGEST_KEYWORD) return 'identifier'
  for (let slot = hash & (TABLE_SIZE - 1); ; slot = (slot + 1) & (TABLE_SIZE - 1)) {
    const word = HASH_TABLE[slot]
    if (word === undefined) return 'identifier'
    if (word.length === length && equalsIgnoringCase(source, start, word)) return word
  }
}

function equalsIgnoringCase(source: string, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = source.charCodeAt(start + i)
    if ((code >= 97 && code <= 122 ? code - 32 : code) !== word.charCodeAt(i)) return false
  }
  return true
}
