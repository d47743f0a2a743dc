/** How alike two words are after Jaro and Winkler, as StarRocks measures it for its syntax errors: between 0 (nothing in common) and 1 (equal). */
export function jaroWinkler(left: string, right: string): number {
  const [long, short] = left.length > right.length ? [left, right] : [right, left]
  const range = Math.max(Math.floor(long.length / 2) - 1, 0)
  const used = new Set<number>()
  const fromShort: string[] = []
  for (let i = 0; i < short.length; i++) {
    for (let j = Math.max(i - range, 0); j < Math.min(i + range + 1, long.length); j++) {
      if (used.has(j) || long[j] !== short[i]) continue
      used.add(j)
      fromShort.push(short[i] ?? '')
      break
    }
  }
  const matches = fromShort.length
  if (matches === 0) return 0
  const fromLong = [...used].toSorted((a, b) => a - b).map((j) => long[j])
  const swapped = fromShort.filter((letter, i) => letter !== fromLong[i]).length / 2
  const jaro = (matches / left.length + matches / right.length + (matches - swapped) / matches) / 3
  let prefix = 0
  while (prefix < Math.min(4, short.length) && left[prefix] === right[prefix]) prefix++
  return jaro < 0.7 ? jaro : jaro + 0.1 * prefix * (1 - jaro)
}
