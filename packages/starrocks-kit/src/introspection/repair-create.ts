import { alwaysQuoteIdentifier, tokenize } from '../language/index.ts'

const WORD = /^[\p{L}_$][\p{L}\p{N}_$]*$/u

/**
 * SHOW CREATE prints the fields of structs, and the names of partitions and indexes, without quotes (recorded): `struct<key int(11), from date>`,
 * `PARTITION default VALUES ...`, and a bound that is MAXVALUE in several columns without commas: `(MAXVALUEMAXVALUE)` (PartitionKey.toSql). The server itself
 * would not read that back. The same text with these names in quotes, and with the commas.
 */
export function repairedCreate(text: string): string {
  const { source, count, starts, ends } = tokenize(text)
  const word = (index: number): string => source.slice(starts[index], ends[index])
  /** What is open at the place: a list of fields, other type arguments, or parentheses. */
  const open: ('fields' | 'types' | 'parentheses')[] = []
  const parts: string[] = []
  let copied = 0
  for (let index = 0; index < count; index++) {
    const token = word(index)
    const previous = index === 0 ? '' : word(index - 1)
    if (token === '<' && /^(?:struct|array|map)$/i.test(previous)) {
      open.push(/^struct$/i.test(previous) ? 'fields' : 'types')
    } else if (token === '(') {
      open.push('parentheses')
    } else if (token === ')') {
      open.pop()
    } else if (/^>+$/.test(token)) {
      for (let left = token.length; left > 0 && open.at(-1) !== 'parentheses'; left--) open.pop()
    } else if (WORD.test(token) && isBareName(previous, index + 1 < count ? word(index + 1) : '', open.at(-1))) {
      parts.push(text.slice(copied, starts[index]), alwaysQuoteIdentifier(token))
      copied = ends[index] ?? copied
    } else if (/^(?:MAXVALUE){2,}$/.test(token) && /^[(,]$/.test(previous)) {
      parts.push(text.slice(copied, starts[index]), token.replaceAll(/MAXVALUE\B/g, 'MAXVALUE, '))
      copied = ends[index] ?? copied
    }
  }
  return parts.join('') + text.slice(copied)
}

function isBareName(previous: string, next: string, place: string | undefined): boolean {
  if (place === 'fields') return previous === '<' || previous === ','
  if (previous.toUpperCase() === 'PARTITION') return next.toUpperCase() === 'VALUES'
  return previous.toUpperCase() === 'INDEX' && next === '('
}
