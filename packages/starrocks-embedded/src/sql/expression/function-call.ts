import type { FunctionCall } from 'starrocks-kit/language'
import type { Bound } from '../bound.ts'
import { bindAggregate } from './aggregate-call.ts'
import { bindExpression } from './bind.ts'
import { checkCall } from './check-call.ts'
import type { Environment } from '../translation.ts'
import { bindLambdaCall } from './lambda-call.ts'
import { bindDeclaredCall } from './declared-call.ts'
import { callFunction, takesForm } from './scalar-call.ts'
import { bindSessionCall } from './session-call.ts'
import { bindSpecialCall } from './special-call.ts'
import { bindStateCall } from './state-call.ts'
import { bindWindowCall } from './window-call.ts'

/** A call: of a window function, an aggregate, a function of the session, one with rules of its own, or an ordinary one. */
export function bindFunctionCall(call: FunctionCall, environment: Environment): Bound {
  const name = (call.name.at(-1) ?? '').toLowerCase()
  const special =
    bindWindowCall(name, call, environment) ??
    bindAggregate(name, call, environment) ??
    bindStateCall(name, call, environment) ??
    bindLambdaCall(name, call, environment) ??
    bindSpecialCall(name, call, environment) ??
    bindSessionCall(name, call, environment)
  if (special !== undefined) return special
  const args = call.arguments.map((argument) => bindExpression(argument, environment))
  // Built-in functions come first (FunctionAnalyzer.getAnalyzedFunctionImpl).
  const declared = takesForm(name, args) ? undefined : bindDeclaredCall(call, args, environment)
  if (declared !== undefined) return declared
  checkCall(name, call, args, environment)
  return callFunction(name, args, environment, call)
}
