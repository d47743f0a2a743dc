import type { SetItem, SetStatement } from 'starrocks-kit/language'
import { evaluateExpression, NotEvaluableError } from '../catalog/result/evaluate-expression.ts'
import type { Expression } from 'starrocks-kit/language'
import type { DataType } from 'starrocks-kit/schema'
import type { SqlValue } from '../sql/scope.ts'
import type { OkResult } from '../wire/handler.ts'
import { ServerError } from '../wire/server-error.ts'
import { DONE } from './results.ts'
import type { SessionState } from './session-state.ts'
import { keyOf } from './session-variables.ts'
import { ownEntry, quotedIdentity, userIdentity, userName } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog/catalog-error.ts'
import { passwordHash, userKey, withPassword } from './users.ts'
import { variableText } from './variables.ts'

/** SET: session, global and user variables, NAMES, PASSWORD. Items take effect from left to right. */
export async function runSet(statement: SetStatement, session: SessionState): Promise<OkResult> {
  for (const item of statement.items) await setItem(item, session)
  return DONE
}

/** One item of a SET. */
export async function setItem(item: SetItem, session: SessionState): Promise<void> {
  switch (item.kind) {
    case 'SetNames':
    case 'SetTransaction':
      return
    case 'SetPassword': {
      const key = item.user === undefined ? userKey(session.user) : userName(item.user)
      const hash = passwordHash(item.hashed === true ? { hash: item.password } : { password: item.password })
      await session.server.catalog.update((data) => {
        const user = ownEntry(data.users, key)
        if (user === undefined) throw analyzingError(`cannot find user ${quotedIdentity(userIdentity(key))}!`)
        return { ...data, users: { ...data.users, [key]: withPassword(user, hash) } }
      })
      return
    }
    case 'SetUserVariable':
      session.variables.setUser(item.variable.name, ...(await typedValueOf(item.value, session)))
      return
    case 'SetSystemVariable': {
      session.variables.check(item.name)
      const value = await settingOf(item, session)
      if (item.scope === 'GLOBAL') {
        const key = keyOf(item.name)
        await session.server.catalog.update((data) => ({
          ...data,
          variables: { ...data.variables, [key]: variableText(value) },
        }))
      } else {
        session.variables.set(item.name, value)
      }
      return
    }
  }
}

async function settingOf(
  item: Extract<SetItem, { kind: 'SetSystemVariable' }>,
  session: SessionState,
): Promise<SqlValue> {
  const { value } = item
  if (value.kind === 'DefaultValue') return session.server.defaults.get(keyOf(item.name)) ?? null
  if (value.kind === 'SetKeyword') return value.word
  // A bare word is text: SET sql_mode = ANSI.
  if (value.kind === 'ColumnReference') return value.parts.join('.')
  return await valueOf(value, session)
}

async function valueOf(expression: Expression, session: SessionState): Promise<SqlValue> {
  return (await typedValueOf(expression, session))[0]
}

/** Constants are computed here, all else (subqueries, functions) by the engine, whose values are text of a type. */
async function typedValueOf(
  expression: Expression,
  session: SessionState,
): Promise<readonly [value: SqlValue, type?: DataType]> {
  try {
    return [evaluateExpression(expression, session.evaluation())]
  } catch (error) {
    if (!(error instanceof NotEvaluableError)) throw error
  }
  const result = await session.server.engine.query(
    { kind: 'Query', body: { kind: 'Select', items: [{ kind: 'SelectExpression', expression }] } },
    session.scope(),
  )
  const rows = [...result.rows]
  if (rows.length > 1) throw new ServerError('Expected LE 1 to be returned by expression')
  const value = rows[0]?.[0] ?? null
  // A variable keeps bytes as text.
  if (value instanceof Uint8Array) return [Buffer.from(value).toString()]
  const [column] = result.columns
  return column === undefined ? [value] : [value, column.type]
}
