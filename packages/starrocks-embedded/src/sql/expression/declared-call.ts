import { parseExpression } from 'starrocks-kit/language'
import type { FunctionCall } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import type { Bound } from '../bound.ts'
import { castTo } from '../cast.ts'
import { declaredFunction } from '../declared-function.ts'
import { EngineError } from '../engine-error.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'

/** A call of a function of users: the expression takes its place (SqlToScalarOperatorTranslator.visitSqlFunctionCall); undefined where there is none. */
export function bindDeclaredCall(
  call: FunctionCall,
  args: readonly Bound[],
  environment: Environment,
): Bound | undefined {
  const { functions } = environment.context.translation.session
  const found = declaredFunction(
    functions,
    call.name,
    args.map(({ type }) => type),
  )
  if (found === undefined) return undefined
  const { body, types, label } = found
  if (body.kind === 'code') throw codeRefusal(label, body.language)
  const { expanding = [] } = environment
  if (expanding.includes(label)) throw analyzingError(`Failed to parse view definition: ${body.text}`)
  const preferred = new Map(
    body.names.map((name, i): [string, Bound] => {
      const [argument, type] = [args[i] ?? { sql: 'NULL', type: { kind: 'null' } as const }, types[i]]
      return [name.toLowerCase(), type === undefined ? argument : castTo(argument, type)]
    }),
  )
  const bound = bindExpression(parseExpression(body.text), {
    context: environment.context,
    names: { fields: [] },
    preferred,
    expanding: [...expanding, label],
  })
  return { ...bound, sql: `(${bound.sql})` }
}

/** Nothing of this server can run it. */
export function codeRefusal(label: string, language: string): EngineError {
  return new EngineError(`The embedded server keeps functions in ${language}, and does not run them: ${label}.`)
}
