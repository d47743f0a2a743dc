import type { Statement } from '../ast/statement.ts'
import type { Tokens } from '../tokens.ts'
import { commentsOf, lineEnds } from './comments.ts'
import type { Comment } from './comments.ts'
import { formatOne } from './format-one.ts'
import type { FormatOptions } from './options.ts'

/** What is written: a statement, or a comment between statements. */
interface Item {
  readonly text: string
  /** How it follows what is in front of it. */
  readonly gap: 'space' | 'line' | 'empty line'
  readonly statement: boolean
}

/**
 * Formats the statements of a source and puts them together with the comments between them. `treeAt` gives the tree of the statement that
 * begins at an offset, asked in order; a statement without one is copied.
 */
export function assemble(
  source: Tokens,
  treeAt: (start: number) => Statement | undefined,
  terminator: string,
  options: FormatOptions,
): string {
  const comments = commentsOf(source)
  const items: Item[] = []
  let written = 0
  let end = 0
  /** The line ends in front of an offset, back to the last semicolon, statement or comment. */
  const linesInFront = (token: number, offset: number): number =>
    lineEnds(source.source, Math.max(end, source.ends[token - 1] ?? 0), offset)
  /** Adds comments up to the one in front of a token. */
  const addComments = (token: number): void => {
    for (; (comments[written]?.before ?? Infinity) <= token; written++) {
      const comment = comments[written]
      if (comment === undefined) return
      items.push(itemOf(comment, linesInFront(comment.before, comment.start)))
      end = comment.end
    }
  }
  for (const [first, last] of statementsOf(source)) {
    addComments(first)
    const start = source.starts[first] ?? 0
    const inside: Comment[] = []
    for (; (comments[written]?.before ?? Infinity) <= last; written++)
      inside.push(...comments.slice(written, written + 1))
    const tree = treeAt(start)
    const copy = { leading: [], text: source.source.slice(start, source.ends[last]), trailing: [] }
    const { leading, text, trailing } =
      tree === undefined ? copy : formatOne(source, first, last, tree, inside, terminator, options)
    for (const comment of leading) items.push(itemOf(comment, 1))
    items.push({ text: text + terminator, gap: gapOf(linesInFront(first, start)), statement: true })
    for (const comment of trailing) items.push(itemOf(comment, comment.startsLine ? 1 : 0))
    end = source.ends[last] ?? start
  }
  addComments(source.count)
  return join(items)
}

function itemOf(comment: Comment, lines: number): Item {
  return { text: comment.text, gap: comment.startsLine ? gapOf(lines) : 'space', statement: false }
}

function gapOf(lines: number): Item['gap'] {
  return lines === 0 ? 'space' : lines === 1 ? 'line' : 'empty line'
}

/** The first and the last token of each statement. */
function statementsOf({ kinds, count }: Tokens): readonly (readonly [number, number])[] {
  const statements: (readonly [number, number])[] = []
  let first = -1
  for (let i = 0; i < count; i++) {
    const open = kinds[i] !== ';' && kinds[i] !== 'end'
    if (open && first < 0) first = i
    if (open || first < 0) continue
    statements.push([first, i - 1])
    first = -1
  }
  return statements
}

function join(items: readonly Item[]): string {
  const gaps = items.map((item, i) => (isLineComment(items[i - 1]) && item.gap === 'space' ? 'line' : item.gap))
  let above = -1
  for (const [i, item] of items.entries()) {
    if (!item.statement) continue
    if (above >= 0) separate(items, gaps, above, i)
    above = i
  }
  let text = ''
  for (const [i, item] of items.entries()) text += i === 0 ? item.text : SPACES[gaps[i] ?? 'line'] + item.text
  return text
}

const SPACES: Readonly<Record<Item['gap'], string>> = { space: ' ', line: '\n', 'empty line': '\n\n' }

function isLineComment(item: Item | undefined): boolean {
  return item !== undefined && !item.statement && item.text.startsWith('--')
}

/** Two statements never share a line, and an empty line stands between them when one of them has several lines. */
function separate(items: readonly Item[], gaps: Item['gap'][], above: number, below: number): void {
  const found = gaps.findIndex((gap, i) => i > above && i <= below && gap !== 'space')
  const at = found < 0 ? below : found
  const long = [items[above], items[below]].some((item) => item?.text.includes('\n'))
  if (long) gaps[at] = 'empty line'
  else if (found < 0) gaps[at] = 'line'
}
