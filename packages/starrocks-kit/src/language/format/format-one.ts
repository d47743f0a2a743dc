import type { Statement } from '../ast/statement.ts'
import { tokenize } from '../lexer.ts'
import type { Tokens } from '../tokens.ts'
import { parseStatement } from '../parse.ts'
import { printStatement } from '../print.ts'
import type { Comment } from './comments.ts'
import { layOut } from './lay-out.ts'
import type { FormatOptions } from './options.ts'
import { DEFAULT_INDENT, DEFAULT_WIDTH } from './options.ts'
import { placeComments } from './place-comments.ts'
import { render } from './render.ts'

/** A formatted statement; comments that found no place inside it stand in front or behind. */
export interface FormattedStatement {
  readonly leading: readonly Comment[]
  readonly text: string
  readonly trailing: readonly Comment[]
}

/**
 * Formats one statement of a source: prints it in canonical form and breaks that text into lines. `comments` are those between its tokens
 * `first` and `last`.
 */
export function formatOne(
  source: Tokens,
  first: number,
  last: number,
  statement: Statement,
  comments: readonly Comment[],
  terminator: string,
  options: FormatOptions,
): FormattedStatement {
  const printed = printStatement(statement)
  const tokens = tokenize(printed)
  if (statement.kind === 'RawStatement' || !isPlain(tokens)) {
    return { leading: [], text: source.source.slice(source.starts[first], source.ends[last]), trailing: [] }
  }
  const layout = layOut(tokens, parseStatement(printed, { positions: true }))
  const placement = placeComments(comments, source, first, last, layout)
  const { width = DEFAULT_WIDTH, indent = DEFAULT_INDENT } = options
  return {
    leading: placement.get(0) ?? [],
    text: render(layout, placement, { width, indent, behind: terminator.length }),
    trailing: placement.get(layout.count) ?? [],
  }
}

/** Whether only spaces and hints stand between the tokens: otherwise some node keeps its text as written, and so must we. */
function isPlain({ source, count, starts, ends, hints }: Tokens): boolean {
  for (let i = 1; i < count - 1; i++) {
    const from = ends[i - 1] ?? 0
    const to = starts[i] ?? 0
    if (to - from > 1 ? !hints.has(i) : to > from && source[from] !== ' ') return false
  }
  return true
}
