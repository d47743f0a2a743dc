import type { TokenKind } from '../tokens.ts'
import type { Cursor } from './cursor.ts'
import { accept, isName, peek } from './cursor.ts'
import { identifier, identifierOrString } from './names.ts'
import { startsQuery } from './query-start.ts'

/** [[AS] (identifier | string)] behind an expression */
export function optionalAlias(c: Cursor): string | undefined {
  if (accept(c, 'AS')) return identifierOrString(c)
  if (c.kind === 'string') return identifierOrString(c)
  return isImplicitAlias(c) ? identifier(c) : undefined
}

/** Whether the word is a name here, and not the start of a clause that the word opens too. */
export function isImplicitAlias(c: Cursor): boolean {
  const kind = c.kind
  if (kind === 'identifier' || kind === 'backquoted') return true
  if (!isName(kind)) return false
  const next = peek(c)
  switch (kind) {
    case 'QUALIFY':
      return endsItem(next)
    case 'EXCEPT':
    case 'MINUS':
      return !(startsQuery(next) || next === '(' || next === 'ALL' || next === 'DISTINCT')
    case 'PROPERTIES':
    case 'PIVOT':
    case 'REPLICA':
      return next !== '('
    case 'TABLET':
    case 'TABLETS':
      return next !== '(' && next !== 'integer'
    case 'BEFORE':
      return next !== 'string'
    default:
      return true
  }
}

function endsItem(kind: TokenKind): boolean {
  return kind === ',' || kind === 'FROM' || kind === ')' || kind === ';' || kind === 'end' || kind === 'WHERE'
}
