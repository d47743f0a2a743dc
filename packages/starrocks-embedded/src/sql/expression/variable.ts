import type { SystemVariable, UserVariable } from 'starrocks-kit/language'
import { EngineError } from '../engine-error.ts'
import type { Bound } from '../bound.ts'
import type { Environment } from '../translation.ts'
import { bindValue } from './literal.ts'

export function bindUserVariable(expression: UserVariable, environment: Environment): Bound {
  return bindValue(environment.context.translation.session.userVariable(expression.name) ?? null)
}

export function bindSystemVariable(expression: SystemVariable, environment: Environment): Bound {
  const level = expression.scope === 'GLOBAL' ? 'global' : 'session'
  const value = environment.context.translation.session.variable(expression.name, level)
  if (value === undefined) throw new EngineError(`Unknown system variable '${expression.name}'`, { errno: 1193 })
  return bindValue(value)
}
