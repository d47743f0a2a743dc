/** Column names are case-insensitive in StarRocks: `name` and `NAME` are one column. */
export function sameColumn(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase()
}

export function columnNamed<C extends { readonly name: string }>(columns: readonly C[], name: string): C | undefined {
  return columns.find((column) => sameColumn(column.name, name))
}

export function includesColumn(names: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase()
  return names.some((candidate) => candidate.toLowerCase() === wanted)
}
