import { printExpression } from 'starrocks-kit/language'
import type { Classifier, Expression } from 'starrocks-kit/language'
import { databaseKey } from 'starrocks-kit/schema'
import { analyzingError } from '../../catalog/catalog-error.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import type { ClassifierEntry } from '../../catalog/data/cluster-objects.ts'

const USER = /^[a-zA-Z][a-zA-Z0-9_]{1,63}\/?[.a-zA-Z0-9_-]{0,63}$/
const ROLE = /^\w+$/
const QUERY_TYPES: ReadonlySet<string> = new Set(['SELECT', 'INSERT'])
const COST_RANGE = /^\s*\[\s*(.+?)\s*,\s*(.+?)\s*\)\s*$/

/** Reads one classifier of a resource group (ResourceGroupAnalyzer.convertPredicateToClassifier). */
export function classifierOf(classifier: Classifier, id: number, data: CatalogData): ClassifierEntry {
  let entry: ClassifierEntry = { id }
  for (const expression of classifier.expressions) entry = { ...entry, ...partOf(expression, data) }
  if (Object.keys(entry).length === 1) {
    throw analyzingError(
      "At least one of ('user', 'role', 'query_type', 'db', 'source_ip', 'plan_cpu_cost_range', 'plan_mem_cost_range') should be given",
    )
  }
  return entry
}

function partOf(expression: Expression, data: CatalogData): Partial<ClassifierEntry> {
  const pair = equality(expression)
  if (pair !== undefined) return valueOf(pair.key, pair.value, expression, data)
  if (expression.kind === 'InListExpression' && expression.negated !== true) {
    const { operand } = expression
    const values = expression.values.flatMap((item) => (item.kind === 'StringLiteral' ? [item.value] : []))
    if (operand.kind !== 'ColumnReference' || values.length < expression.values.length)
      throw analyzingError(`Illegal classifier specifier: '${printExpression(expression)}'`)
    const key = operand.parts.at(-1) ?? ''
    if (key.toLowerCase() !== 'query_type') throw analyzingError(`Unsupported classifier specifier: '${key}'`)
    for (const value of values)
      if (!QUERY_TYPES.has(value.toUpperCase())) throw analyzingError(`Unsupported query_type: '${value}'`)
    return { queryTypes: [...new Set(values.map((value) => value.toUpperCase()))].toSorted() }
  }
  throw analyzingError(`Illegal classifier specifier: '${printExpression(expression)}'`)
}

function equality(expression: Expression): { readonly key: string; readonly value: string } | undefined {
  if (expression.kind !== 'ComparisonExpression' || expression.operator !== '=') return undefined
  const { left, right } = expression
  if (left.kind !== 'ColumnReference' || right.kind !== 'StringLiteral')
    throw analyzingError(`Illegal classifier '${printExpression(expression)}'`)
  return { key: left.parts.at(-1) ?? '', value: right.value }
}

function valueOf(key: string, value: string, expression: Expression, data: CatalogData): Partial<ClassifierEntry> {
  const specifier = key.toLowerCase()
  const illegal = (): Error =>
    analyzingError(`Illegal classifier specifier '${specifier}': '${printExpression(expression)}'`)
  switch (specifier) {
    case 'user':
      if (!USER.test(value)) throw illegal()
      return { user: value }
    case 'role':
      if (!ROLE.test(value)) throw illegal()
      return { role: value }
    case 'source_ip':
      if (!/^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/.test(value)) throw analyzingError(`Could not parse [${value}]`)
      return { sourceIp: value }
    case 'db': {
      const databases = value.split(',')
      for (const name of databases)
        if (!Object.hasOwn(data.schema.databases, databaseKey(name)))
          throw analyzingError(`Specified database not exists: ${name}`)
      return { databases }
    }
    case 'plan_cpu_cost_range':
    case 'plan_mem_cost_range': {
      const range = costRange(value)
      if (range === undefined) {
        throw analyzingError(
          `Illegal classifier specifier '${specifier}': '${printExpression(expression)}', and the format must be '[min, max)' where min and max are finite double and min must be less than max`,
        )
      }
      return specifier === 'plan_cpu_cost_range' ? { cpuCost: range } : { memoryCost: range }
    }
    default:
      throw analyzingError(`Unsupported classifier specifier: '${key}'`)
  }
}

function costRange(text: string): string | undefined {
  const [, from, to] = COST_RANGE.exec(text) ?? []
  const [min, max] = [Number(from), Number(to)]
  if (!Number.isFinite(min) || !Number.isFinite(max) || min >= max) return undefined
  return `[${floating(min)}, ${floating(max)})`
}

/** As Java prints a double: `1.0`. */
function floating(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value)
}
