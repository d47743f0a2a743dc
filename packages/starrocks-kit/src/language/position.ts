/** Line and column, both one-based; columns count UTF-16 units. */
export interface LineAndColumn {
  readonly line: number
  readonly column: number
}

/** Finds the line and column of an offset; lines end with `\n`, `\r\n` or `\r`. */
export function lineAndColumn(source: string, offset: number): LineAndColumn {
  const end = Math.max(0, Math.min(offset, source.length))
  let line = 1
  let start = 0
  for (let i = 0; i < end; i++) {
    const code = source.charCodeAt(i)
    if (code !== 10 && code !== 13) continue
    if (code === 13 && source.charCodeAt(i + 1) === 10) {
      if (i + 1 === end) break
      i++
    }
    line++
    start = i + 1
  }
  return { line, column: end - start + 1 }
}

/** The text of the line that holds the offset, without its end. */
export function lineTextAt(source: string, offset: number): string {
  let start = Math.max(0, Math.min(offset, source.length))
  while (start > 0 && !isLineEnd(source.charCodeAt(start - 1))) start--
  let end = Math.max(start, Math.min(offset, source.length))
  while (end < source.length && !isLineEnd(source.charCodeAt(end))) end++
  return source.slice(start, end)
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13
}
