/** The word in capitals among those expected that differs from the found one by a slip of the pen. */
export function similarWord(found: string, expected: readonly string[]): string | undefined {
  const word = found.toUpperCase()
  if (word.length < 3) return undefined
  let best: string | undefined
  let least = 3
  for (const what of expected) {
    if (!/^[A-Z_]{3,}$/.test(what) || what === word) continue
    const slips = sameLetters(word, what) ? 1 : distance(word, what)
    if (slips < least && slips <= (what.length > 4 ? 2 : 1)) {
      best = what
      least = slips
    }
  }
  return best
}

/** Two letters swapped are one slip. */
function sameLetters(a: string, b: string): boolean {
  return a.length === b.length && [...a].toSorted().join('') === [...b].toSorted().join('')
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
