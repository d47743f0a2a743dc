import type { Expression, VariableScope } from '../ast/expression.ts'
import type { Cursor } from './cursor.ts'
import { accept, advance, expect, finish } from './cursor.ts'
import { peek } from './cursor.ts'
import { identifier, identifierOrString } from './names.ts'

const SCOPES: ReadonlySet<string> = new Set<VariableScope>(['GLOBAL', 'LOCAL', 'SESSION', 'VERBOSE'])

export function isScope(kind: string): kind is VariableScope {
  return SCOPES.has(kind)
}

/** @ name, or @@ [scope .] name */
export function variable(c: Cursor): Expression {
  const start = c.index
  expect(c, '@')
  if (!accept(c, '@')) return finish(c, start, { kind: 'UserVariable', name: identifierOrString(c) })
  const scope = c.kind
  if (isScope(scope) && peek(c) === '.') {
    advance(c)
    advance(c)
    return finish(c, start, { kind: 'SystemVariable', scope, name: identifier(c) })
  }
  return finish(c, start, { kind: 'SystemVariable', name: identifier(c) })
}
