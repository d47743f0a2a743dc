/** A name as a DuckDB identifier. */
export function quoteDuckIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Text as a DuckDB string literal; a NUL, which a literal cannot hold, is spelled by its code point. */
export function quoteDuckString(text: string): string {
  if (!text.includes('\0')) return `'${text.replaceAll("'", "''")}'`
  return `(${text
    .split('\0')
    .map((part) => quoteDuckString(part))
    .join(' || chr(0) || ')})`
}
