import { tokenize } from '../../language/lexer.ts'
import type { TokenKind } from '../../language/tokens.ts'
import type { SqlReference } from '../source/template.ts'

/** A token of a query, or several that one reference stands for. */
export interface Word {
  readonly kind: TokenKind
  readonly text: string
  /** What stands before it: nothing, or a space with the hints that the query has there. */
  readonly gap: string
  readonly reference?: SqlReference
}

/** A stretch of the source that a reference takes the place of. */
export interface Replacement {
  readonly start: number
  readonly end: number
  readonly reference: SqlReference
}

/** The words of a query. Only white space changes its shape: a line break or several spaces are one space. */
export function wordsOf(source: string, replacements: readonly Replacement[]): readonly Word[] {
  const tokens = tokenize(source)
  const byStart = new Map(replacements.map((replacement) => [replacement.start, replacement]))
  const words: Word[] = []
  let end = 0
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i] ?? 'end'
    const start = tokens.starts[i] ?? source.length
    if (kind === 'end') break
    if (start < end) continue
    const gap = gapText(source.slice(end, start))
    const replacement = byStart.get(start)
    end = replacement?.end ?? tokens.ends[i] ?? source.length
    words.push({
      kind,
      text: source.slice(start, end),
      gap,
      ...(replacement === undefined ? {} : { reference: replacement.reference }),
    })
  }
  return words
}

function gapText(gap: string): string {
  const inner = gap.trim()
  if (inner !== '') return ` ${inner} `
  return gap === '' ? '' : ' '
}
