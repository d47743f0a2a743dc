import { parseExpression } from 'starrocks-kit/language'
import { functionSignature } from 'starrocks-kit/schema'
import type { UserFunction } from 'starrocks-kit/schema'
import type { FunctionFinder } from '../../sql/scope.ts'
import { analyzingError } from '../catalog-error.ts'
import { serverExpression } from '../show-create/expression.ts'
import { toDataType } from '../../sql/types/sql-type.ts'
import type { FunctionEntry } from '../data/cluster-objects.ts'
import { inferColumnType } from './infer-type.ts'
import { unknownFunction } from './unknown-function.ts'

/** A function with its expression in the analyzer's wording, and the type that it gives (CreateFunctionAnalyzer.analyzeExpression). */
export function analyzedFunction(
  definition: UserFunction,
  functions: FunctionFinder,
): Pick<FunctionEntry, 'definition' | 'result'> {
  if (definition.expression === undefined) return { definition }
  const { types, names = [] } = functionSignature(definition)
  const expression = parseExpression(definition.expression)
  const columns = types.map((type, i) => ({ name: names[i] ?? '', type }))
  const type = inferColumnType(expression, columns, functions)
  const unknown = unknownFunction(expression, columns, functions)
  if (unknown !== undefined) throw analyzingError(`No matching function with signature: ${unknown.signature}`)
  const result = type === undefined ? undefined : toDataType(type)
  return {
    definition: { ...definition, expression: serverExpression(definition.expression, 'quoted') },
    ...(result === undefined ? {} : { result }),
  }
}
