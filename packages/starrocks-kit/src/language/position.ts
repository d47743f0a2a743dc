/** Line and column, both one-based; columns count UTF-16 units. */
export interface LineAndColumn {
  readonly line: number
  readonly column: number
}

/** Finds the line and column of an offset; lines end with `\n`, `\r\n` or `\r`. For many offsets of one source use `createLineIndex`. */
export function lineAndColumn(source: string, offset: number): LineAndColumn {
  const { line, column } = createLineIndex(source).locate(offset)
  return { line, column }
}

/** Finds lines of a source without walking through it each time. */
export interface LineIndex {
  /** The line and column of an offset, and the text of that line without its end. */
  readonly locate: (offset: number) => LineAndColumn & { readonly lineText: string }
}

export function createLineIndex(source: string): LineIndex {
  const starts = [0]
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i)
    if (code === 13 && source.charCodeAt(i + 1) === 10) continue
    if (code === 10 || code === 13) starts.push(i + 1)
  }
  return {
    locate: (offset) => {
      const place = Math.max(0, Math.min(offset, source.length))
      const index = lastAtOrBefore(starts, place)
      const start = starts[index] ?? 0
      const lineText = withoutEnd(source.slice(start, starts[index + 1] ?? source.length))
      return { line: index + 1, column: place - start + 1, lineText }
    },
  }
}

/** The index of the last start that is not behind the offset. */
function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function withoutEnd(line: string): string {
  let end = line.length
  while (end > 0 && (line.charCodeAt(end - 1) === 10 || line.charCodeAt(end - 1) === 13)) end--
  return line.slice(0, end)
}
