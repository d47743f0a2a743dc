import type { DefaultValue } from '../ast/query.ts'
import type { Expression } from '../ast/expression.ts'
import type { SetItem, SetKeyword, SetNames, SetPassword, SetTransaction, UserIdentity } from '../ast/set.ts'
import type { Statement } from '../ast/statement.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptWords, advance, commaSeparated, expect, expectOneOf, fail, finish, peek } from './cursor.ts'
import { expression } from './expression.ts'
import { identifier, identifierOrString, string } from './names.ts'
import { isScope, variable } from './variable.ts'

/** SET item [, item]... */
export function set(c: Cursor): Statement {
  const start = c.index
  expect(c, 'SET')
  return finish(c, start, { kind: 'SetStatement', items: commaSeparated(c, setItem) })
}

/** setVar: names, password, a user variable, a system variable or TRANSACTION */
function setItem(c: Cursor): SetItem {
  const start = c.index
  if (c.kind === '@') return setVariable(c)
  const next = peek(c)
  if (next !== '=') {
    if (acceptWords(c, 'CHAR', 'SET') || acceptWords(c, 'CHARACTER', 'SET') || accept(c, 'CHARSET')) {
      return finish(c, start, { kind: 'SetNames', ...nameOrDefault(c, 'charset') })
    }
    if (accept(c, 'NAMES')) return setNames(c, start)
  }
  if (c.kind === 'PASSWORD' && (next === '=' || next === 'FOR')) return setPassword(c)
  const scope = isScope(c.kind) && next !== '=' ? c.kind : undefined
  if (scope !== undefined) advance(c)
  const scoped = scope === undefined ? {} : { scope }
  if (c.kind === 'TRANSACTION' && peek(c) !== '=') return setTransaction(c, start, scoped)
  const name = identifier(c)
  expect(c, '=')
  return finish(c, start, { kind: 'SetSystemVariable', ...scoped, name, value: settingValue(c) })
}

/** @name = expression | @@[scope .]name = value */
function setVariable(c: Cursor): SetItem {
  const start = c.index
  const target = variable(c)
  expect(c, '=')
  if (target.kind === 'UserVariable') {
    return finish(c, start, { kind: 'SetUserVariable', variable: target, value: expression(c) })
  }
  if (target.kind !== 'SystemVariable') return fail(c, 'a variable')
  const scoped = target.scope === undefined ? {} : { scope: target.scope }
  return finish(c, start, { kind: 'SetSystemVariable', ...scoped, name: target.name, value: settingValue(c) })
}

/** setExprOrDefault: DEFAULT | ON | ALL | expression */
function settingValue(c: Cursor): Expression | DefaultValue | SetKeyword {
  const start = c.index
  if (accept(c, 'DEFAULT')) return finish(c, start, { kind: 'DefaultValue' })
  if (accept(c, 'ON')) return finish(c, start, { kind: 'SetKeyword', word: 'ON' })
  if (accept(c, 'ALL')) return finish(c, start, { kind: 'SetKeyword', word: 'ALL' })
  return expression(c)
}

function nameOrDefault<K extends 'charset' | 'collate'>(c: Cursor, key: K): { readonly [P in K]?: string } {
  if (accept(c, 'DEFAULT')) return {}
  return { [key]: identifierOrString(c) } as { readonly [P in K]?: string }
}

/** (charset | DEFAULT) [COLLATE (name | DEFAULT)], NAMES being read already */
function setNames(c: Cursor, start: number): SetNames {
  const charset = nameOrDefault(c, 'charset')
  const collate = accept(c, 'COLLATE') ? nameOrDefault(c, 'collate') : {}
  return finish(c, start, { kind: 'SetNames', ...charset, ...collate })
}

/** PASSWORD [FOR user] = (string | PASSWORD ( string )) */
function setPassword(c: Cursor): SetPassword {
  const start = c.index
  expect(c, 'PASSWORD')
  const user = accept(c, 'FOR') ? { user: userIdentity(c) } : {}
  expect(c, '=')
  if (!accept(c, 'PASSWORD')) {
    return finish(c, start, { kind: 'SetPassword', ...user, password: string(c), hashed: true })
  }
  expect(c, '(')
  const password = string(c)
  expect(c, ')')
  return finish(c, start, { kind: 'SetPassword', ...user, password })
}

/** user: name [@ host | @ [ domain ]] */
export function userIdentity(c: Cursor): UserIdentity {
  const start = c.index
  const node: Mutable<UserIdentity> = { kind: 'UserIdentity', user: identifierOrString(c) }
  if (accept(c, '@')) {
    if (accept(c, '[')) {
      node.host = identifierOrString(c)
      node.domain = true
      expect(c, ']')
    } else node.host = identifierOrString(c)
  }
  return finish(c, start, node)
}

/** TRANSACTION (READ (ONLY | WRITE) | ISOLATION LEVEL level) [, the other] */
function setTransaction(c: Cursor, start: number, scoped: Pick<SetTransaction, 'scope'>): SetTransaction {
  expect(c, 'TRANSACTION')
  const node: Mutable<SetTransaction> = { kind: 'SetTransaction', ...scoped }
  do {
    if (accept(c, 'READ')) node.access = `READ ${expectOneOf(c, ['ONLY', 'WRITE'])}`
    else {
      expect(c, 'ISOLATION')
      expect(c, 'LEVEL')
      node.isolation = isolation(c)
    }
  } while (accept(c, ','))
  return finish(c, start, node)
}

function isolation(c: Cursor): NonNullable<SetTransaction['isolation']> {
  if (accept(c, 'SERIALIZABLE')) return 'SERIALIZABLE'
  if (acceptWords(c, 'REPEATABLE', 'READ')) return 'REPEATABLE READ'
  expect(c, 'READ')
  return `READ ${expectOneOf(c, ['UNCOMMITTED', 'COMMITTED'])}`
}
