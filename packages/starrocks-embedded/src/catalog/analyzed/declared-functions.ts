import { functionSignature, parseDataTypeText } from 'starrocks-kit/schema'
import type { DeclaredFunction, FunctionFinder } from '../../sql/scope.ts'
import type { CatalogData } from '../data/catalog-data.ts'
import type { FunctionEntry } from '../data/cluster-objects.ts'

/** The functions that users declared, as a session in this database finds them: its own before those that are global (AnalyzerUtils.getUdfFunction). */
export function declaredFunctions({ functions }: CatalogData, currentDatabase?: string): FunctionFinder {
  const entries = Object.values(functions)
  return (parts) => {
    if (entries.length === 0) return []
    const [called = '', database = currentDatabase] = parts.toReversed()
    const named = entries
      .map((entry) => ({ entry, signature: functionSignature(entry.definition) }))
      .filter(({ signature }) => signature.name === called.toLowerCase())
    const own = named.filter(({ signature }) => signature.global !== true && signature.database === database)
    const global = named.filter(({ signature }) => signature.global === true)
    return [...own, ...global].map(({ entry }) => declared(entry))
  }
}

function declared({ definition, result }: FunctionEntry): DeclaredFunction {
  const { types, names = [], variadic = false } = functionSignature(definition)
  const { name: label, expression, returns, properties } = definition
  const given = returns === undefined ? result : parseDataTypeText(returns)
  return {
    label,
    types,
    variadic,
    ...(given === undefined ? {} : { result: given }),
    body:
      expression === undefined
        ? { kind: 'code', language: properties?.['type']?.toLowerCase() === 'python' ? 'Python' : 'Java' }
        : { kind: 'expression', text: expression, names },
  }
}
