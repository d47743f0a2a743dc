/**
 * The offset behind the bracket that closes the one at `open`, in TypeScript source: brackets in strings, templates and comments do not count.
 * Undefined when it is never closed.
 */
export function behindBracket(source: string, open: number): number | undefined {
  let depth = 0
  for (let at = open; at < source.length;) {
    const next = behindQuiet(source, at)
    if (next !== undefined) {
      at = next
      continue
    }
    const char = source[at++] ?? ''
    if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char) && --depth === 0) return at
  }
  return undefined
}

/** The offset behind a string, template or comment that begins here; undefined where none does. */
function behindQuiet(source: string, at: number): number | undefined {
  const char = source[at]
  if (char === "'" || char === '"') return behindString(source, at, char)
  if (char === '`') return behindTemplate(source, at)
  if (source.startsWith('//', at)) return endOr(source.indexOf('\n', at), source)
  if (source.startsWith('/*', at)) return endOr(source.indexOf('*/', at + 2) + 2, source, 1)
  return undefined
}

function behindString(source: string, at: number, quote: string): number {
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\') i++
    else if (source[i] === quote) return i + 1
  }
  return source.length
}

/** Code inside of `${...}` may hold anything, templates too. */
function behindTemplate(source: string, at: number): number {
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\') i++
    else if (source[i] === '`') return i + 1
    else if (source.startsWith('${', i)) i = (behindBracket(source, i + 1) ?? source.length) - 1
  }
  return source.length
}

function endOr(offset: number, source: string, missing = -1): number {
  return offset === missing ? source.length : offset
}
