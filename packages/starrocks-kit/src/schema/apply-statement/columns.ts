/** Column names are case-insensitive in StarRocks: `name` and `NAME` are one column. */
export function sameColumn(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase()
}

/** The index of a column by name, ignoring case; -1 when there is none. */
export function columnIndex(columns: readonly { readonly name: string }[], name: string): number {
  const wanted = name.toLowerCase()
  return columns.findIndex((column) => column.name.toLowerCase() === wanted)
}

export function includesColumn(names: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase()
  return names.some((candidate) => candidate.toLowerCase() === wanted)
}
