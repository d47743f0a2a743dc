/** A name in backquotes as SHOW CREATE prints it: the server does not double a backquote inside. */
export function backquoted(name: string): string {
  return `\`${name}\``
}

/** A comment between double quotes: backslash and double quote are escaped, line breaks stay. */
export function displayComment(comment: string): string {
  return comment.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

/** A string default between double quotes: escaped as in Java source, other characters stay as they are. */
export function escapedDefault(value: string): string {
  return value.replaceAll(/[\b\t\n\f\r"\\]/g, (character) => ESCAPES[character] ?? character)
}

/** The lines of a PROPERTIES clause: one `"key" = "value"` each; only the double quote is escaped. */
export function propertyLines(properties: readonly (readonly [string, string])[]): string {
  return properties.map(([key, value]) => `"${key}" = "${value.replaceAll('"', '\\"')}"`).join(',\n')
}
