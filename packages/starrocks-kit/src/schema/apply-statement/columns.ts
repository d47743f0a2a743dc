/** Column names are case-insensitive in StarRocks: `name` and `NAME` are one column. */
export function sameColumn(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase()
}

export function includesColumn(names: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase()
  return names.some((candidate) => candidate.toLowerCase() === wanted)
}
