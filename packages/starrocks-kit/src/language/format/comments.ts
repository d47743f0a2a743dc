import type { Tokens } from '../tokens.ts'

/** A comment of a source. Optimizer hints are comments too. */
export interface Comment {
  readonly text: string
  readonly start: number
  readonly end: number
  /** The token that follows. */
  readonly before: number
  /** A line end stands between it and what is in front of it. */
  readonly startsLine: boolean
  /** A line end stands between it and what follows. */
  readonly endsLine: boolean
  /** It stays on the line of what is in front of it, whatever is broken. */
  readonly stays?: true
}

/** All comments of a source, in order. */
export function commentsOf({ source, count, starts, ends }: Tokens): readonly Comment[] {
  if (!source.includes('--') && !source.includes('/*')) return []
  const comments: Comment[] = []
  let previous = 0
  for (let token = 0; token < count; token++) {
    const next = starts[token] ?? source.length
    let from = previous
    for (let start = startOfComment(source, from, next); start >= 0; start = startOfComment(source, from, next)) {
      const end = endOfComment(source, start, next)
      const following = startOfComment(source, end, next)
      comments.push({
        text: source.slice(start, end).trimEnd(),
        start,
        end,
        before: token,
        startsLine: start === 0 || from === 0 || lineEnds(source, from, start) > 0,
        endsLine: next === source.length || lineEnds(source, end, following < 0 ? next : following) > 0,
      })
      from = end
    }
    previous = ends[token] ?? next
  }
  return comments
}

export function isHint({ text }: Comment): boolean {
  return text.startsWith('/*+')
}

/** What lies between two tokens is white space and comments only. */
function startOfComment(source: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const code = source.charCodeAt(i)
    if (code === 45 || code === 47) return i
  }
  return -1
}

function endOfComment(source: string, start: number, to: number): number {
  if (source.charCodeAt(start) === 47) return source.indexOf('*/', start + 2) + 2
  for (let i = start; i < to; i++) if (isLineEnd(source.charCodeAt(i))) return i
  return to
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13
}

/** How many line ends lie between two offsets. */
export function lineEnds(source: string, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const code = source.charCodeAt(i)
    if (code === 10 || (code === 13 && source.charCodeAt(i + 1) !== 10)) count++
  }
  return count
}
