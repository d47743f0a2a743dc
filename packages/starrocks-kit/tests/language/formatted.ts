import { isDeepStrictEqual } from 'node:util'
import type { Statement } from '../../src/language/index.ts'
import { formatScript, parseStatement, parseStatements, printStatement, tokenize } from '../../src/language/index.ts'
import { commentsOf } from '../../src/language/format/comments.ts'
import { layOut } from '../../src/language/format/lay-out.ts'

/** The comments of a text, in order. */
export function commentTexts(text: string): readonly string[] {
  return commentsOf(tokenize(text)).map((comment) => comment.text.replaceAll(/\s+/g, ' ').trim())
}

/** What is wrong with the formatted text of a script: another meaning, another text the second time, other comments. */
export function faultOf(script: string, width: number): string | undefined {
  const { text } = formatScript(script, { width })
  const before = parseStatements(script)
  const after = parseStatements(text)
  const say = (what: string) => `${what}\n${script}\n=>\n${text}`
  if (!isDeepStrictEqual(before.statements, after.statements)) return say('another meaning')
  if (before.errors.length !== after.errors.length) return say('other errors')
  if (formatScript(text, { width }).text !== text) return say('another text the second time')
  if (!isDeepStrictEqual(commentTexts(script), commentTexts(text))) return say('other comments')
  return undefined
}

/** Lines of a formatted statement that are longer than the width although there is a place to break them. */
export function needlesslyLong(statement: Statement, formatted: string, width: number): readonly string[] {
  if (statement.kind === 'RawStatement') return []
  const printed = printStatement(statement)
  const layout = layOut(tokenize(printed), parseStatement(printed, { positions: true }))
  const { starts, ends } = tokenize(formatted)
  const found: string[] = []
  for (let i = 1; i < layout.count; i++) {
    const place = starts[i] ?? 0
    if ((layout.owners[i] ?? -1) < 0 || formatted.slice(ends[i - 1], place).includes('\n')) continue
    const from = formatted.lastIndexOf('\n', place) + 1
    const to = formatted.indexOf('\n', place)
    const line = formatted.slice(from, to < 0 ? formatted.length : to)
    if (line.length > width) found.push(line)
  }
  return found
}

/** Comments of every kind; `%` is a number. */
export const COMMENTS = [
  '-- c%\n',
  '/* c% */',
  '\n-- c%\n',
  '\n/* c% */\n',
  '/* c%\n   more */',
  ' /*+ h% */ ',
  '\n/*+ h% */\n',
] as const

/** Puts comments in front of tokens, also of the end: `choose(i)` is the index of a comment, or -1. */
export function withComments(sql: string, choose: (token: number) => number): string {
  const { starts, ends, count } = tokenize(sql)
  let text = ''
  let from = 0
  let number = 0
  for (let i = 0; i < count; i++) {
    const comment = COMMENTS[choose(i)]
    text += sql.slice(from, starts[i])
    if (comment !== undefined) text += ` ${comment.replace('%', String(number++))} `
    text += sql.slice(starts[i], ends[i])
    from = ends[i] ?? from
  }
  return text
}
