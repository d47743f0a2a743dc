import { tokenize } from './lexer.ts'

/** One statement of a script, as written. */
export interface StatementText {
  /** From the first to the last token, without the semicolon; comments in between are kept, those in front are not. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * Cuts a script at its semicolons, without parsing: also statements with errors come back. Semicolons in strings, names and comments do not count.
 *
 * @example splitStatements("SELECT ';'; -- done\nUSE a").map((s) => s.text) // ["SELECT ';'", 'USE a']
 */
export function splitStatements(script: string): readonly StatementText[] {
  const tokens = tokenize(script)
  const statements: StatementText[] = []
  let first = -1
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kinds[i]
    if (kind !== ';' && kind !== 'end') {
      if (first < 0) first = i
    } else if (first >= 0) {
      const start = tokens.starts[first] ?? 0
      const end = tokens.ends[i - 1] ?? start
      statements.push({ text: script.slice(start, end), start, end })
      first = -1
    }
  }
  return statements
}
