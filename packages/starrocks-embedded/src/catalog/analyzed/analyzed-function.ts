import { parseExpression } from 'starrocks-kit/language'
import { functionSignature } from 'starrocks-kit/schema'
import type { UserFunction } from 'starrocks-kit/schema'
import { serverExpression } from '../show-create/expression.ts'
import { toDataType } from '../../sql/types/sql-type.ts'
import type { FunctionEntry } from '../data/cluster-objects.ts'
import { inferColumnType } from './infer-type.ts'

/** A function with its expression in the analyzer's wording, and the type that it gives (CreateFunctionAnalyzer.analyzeExpression). */
export function analyzedFunction(definition: UserFunction): Pick<FunctionEntry, 'definition' | 'result'> {
  if (definition.expression === undefined) return { definition }
  const { types, names = [] } = functionSignature(definition)
  const columns = types.map((type, i) => ({ name: names[i] ?? '', type }))
  const type = inferColumnType(parseExpression(definition.expression), columns)
  const result = type === undefined ? undefined : toDataType(type)
  return {
    definition: { ...definition, expression: serverExpression(definition.expression, 'quoted') },
    ...(result === undefined ? {} : { result }),
  }
}
