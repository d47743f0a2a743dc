import type { Statement } from '../ast/statement.ts'
import { unquoteString } from '../quote.ts'
import type { Cursor } from './cursor.ts'
import { accept, advance, commaSeparated, enter, expect, expectOneOf, expectWords, finish, text } from './cursor.ts'
import { identifier, identifierOrString } from './names.ts'

/** PREPARE name FROM (statement | string in single quotes) */
export function prepare(c: Cursor): Statement {
  const start = c.index
  expect(c, 'PREPARE')
  const name = identifier(c)
  expect(c, 'FROM')
  if (c.kind === 'string' && text(c).startsWith("'")) {
    const source = unquoteString(text(c))
    advance(c)
    return finish(c, start, { kind: 'PrepareStatement', name, text: source })
  }
  enter(c)
  const statement = c.rules.statement(c)
  c.depth--
  return finish(c, start, { kind: 'PrepareStatement', name, statement })
}

/** EXECUTE name [USING @variable [, @variable]...] */
export function execute(c: Cursor): Statement {
  const start = c.index
  expect(c, 'EXECUTE')
  const name = identifier(c)
  const variables = accept(c, 'USING') ? { variables: commaSeparated(c, variableName) } : {}
  return finish(c, start, { kind: 'ExecuteStatement', name, ...variables })
}

function variableName(c: Cursor): string {
  expect(c, '@')
  return identifierOrString(c)
}

/** (DEALLOCATE | DROP) PREPARE name */
export function deallocate(c: Cursor): Statement {
  const start = c.index
  expectOneOf(c, ['DEALLOCATE', 'DROP'])
  expectWords(c, 'PREPARE')
  return finish(c, start, { kind: 'DeallocateStatement', name: identifier(c) })
}
