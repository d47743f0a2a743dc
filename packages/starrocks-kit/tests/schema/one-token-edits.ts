import { parseQuery, printQuery, SqlSyntaxError, tokenize } from '../../src/language/index.ts'

/** Numbers that look random and are the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Words that another takes the place of; each exchange changes what a query means. */
const EXCHANGES: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '+',
  '/': '*',
  '=': '<>',
  '<>': '=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  AND: 'OR',
  OR: 'AND',
  DESC: 'ASC',
  LEFT: 'RIGHT',
  RIGHT: 'LEFT',
  UNION: 'INTERSECT',
  EXCEPT: 'INTERSECT',
  INTERSECT: 'EXCEPT',
  SUM: 'MAX',
  MAX: 'MIN',
  MIN: 'MAX',
  AVG: 'SUM',
  COUNT: 'MAX',
  DAY: 'MONTH',
  MONTH: 'YEAR',
}

/**
 * A query with one token changed so that it means something else; undefined when the changed text is no query, or prints like the old one (`a AND b` in a
 * place where it says nothing).
 */
export function editOneToken(sql: string, random: () => number): string | undefined {
  const { kinds, starts, ends } = tokenize(sql)
  const edits: (readonly [start: number, end: number, text: string])[] = []
  for (const [i, kind] of kinds.entries()) {
    const [start, end] = [starts[i] ?? 0, ends[i] ?? 0]
    const text = sql.slice(start, end)
    // A star of count(*) or of a list is no operator.
    if (text === '*' && !/[\w)]\s*$/.test(sql.slice(0, start))) continue
    const exchange = Object.hasOwn(EXCHANGES, text.toUpperCase()) ? EXCHANGES[text.toUpperCase()] : undefined
    if (exchange !== undefined) edits.push([start, end, exchange])
    else if (kind === 'string' && text.length > 2) edits.push([start, end, `${text.slice(0, -1)}~${text.slice(-1)}`])
    else if (/^\d+$/.test(text)) edits.push([start, end, `${text}7`])
  }
  for (let tries = 0; tries < 8 && edits.length > 0; tries++) {
    const edit = edits[Math.floor(random() * edits.length)]
    if (edit === undefined) return undefined
    const edited = sql.slice(0, edit[0]) + edit[2] + sql.slice(edit[1])
    const [before, after] = [printed(sql), printed(edited)]
    if (before !== undefined && after !== undefined && before !== after) return edited
  }
  return undefined
}

function printed(sql: string): string | undefined {
  try {
    return printQuery(parseQuery(sql))
  } catch (error) {
    if (error instanceof SqlSyntaxError) return undefined
    throw error
  }
}
