import type { SystemVariable, UserVariable } from 'starrocks-kit/language'
import { EngineError } from '../engine-error.ts'
import type { Bound } from '../bound.ts'
import type { Environment } from '../translation.ts'
import { castSql } from '../cast.ts'
import { quoteDuckString } from '../duck-text.ts'
import { duckType } from '../types/duck-type.ts'
import { VARCHAR } from '../types/sql-type.ts'
import { bindValue } from './literal.ts'

export function bindUserVariable(expression: UserVariable, environment: Environment): Bound {
  const { session } = environment.context.translation
  const value = session.userVariable(expression.name) ?? null
  const type = session.userVariableType?.(expression.name)
  if (type === undefined || typeof value !== 'string') return bindValue(value)
  // The text of an array is JSON.
  const text = quoteDuckString(value)
  if (type.kind === 'array') return { sql: `CAST(CAST(${text} AS JSON) AS ${duckType(type)})`, type }
  return { sql: castSql(text, VARCHAR, type), type }
}

export function bindSystemVariable(expression: SystemVariable, environment: Environment): Bound {
  const level = expression.scope === 'GLOBAL' ? 'global' : 'session'
  const value = environment.context.translation.session.variable(expression.name, level)
  if (value === undefined) throw new EngineError(`Unknown system variable '${expression.name}'`, { errno: 1193 })
  return bindValue(value)
}
