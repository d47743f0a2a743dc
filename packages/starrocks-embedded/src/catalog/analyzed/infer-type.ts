import { dataTypeFromAst } from 'starrocks-kit/schema'
import type { Expression } from 'starrocks-kit/language'
import type { DataType, SimpleTypeName } from 'starrocks-kit/schema'
import { resolveColumn } from './relation-scope.ts'
import type { RelationScope } from './relation-scope.ts'

/** What an expression returns, as far as it can be told without the engine. */
export interface InferredType {
  readonly type: DataType
  readonly nullable: boolean
}

const RETURNS: Readonly<Record<string, SimpleTypeName>> = {
  count: 'bigint',
  count_if: 'bigint',
  approx_count_distinct: 'bigint',
  ndv: 'bigint',
  row_number: 'bigint',
  rank: 'bigint',
  dense_rank: 'bigint',
  ntile: 'bigint',
  bitmap_union: 'bitmap',
  bitmap_agg: 'bitmap',
  to_bitmap: 'bitmap',
  hll_union: 'hll',
  hll_hash: 'hll',
  hll_raw_agg: 'hll',
  percentile_union: 'percentile',
  bitmap_union_count: 'bigint',
  hll_union_agg: 'bigint',
  current_date: 'date',
  curdate: 'date',
  to_date: 'date',
  date: 'date',
  str2date: 'date',
  now: 'datetime',
  current_timestamp: 'datetime',
  parse_json: 'json',
  json_object: 'json',
  json_query: 'json',
}

/** Functions that return what they are given. */
const SAME_AS_ARGUMENT: Readonly<Record<string, number>> = {
  min: 0,
  max: 0,
  any_value: 0,
  first_value: 0,
  last_value: 0,
  lag: 0,
  lead: 0,
  abs: 0,
  date_trunc: 1,
  time_slice: 0,
}

/** Aggregates that are never NULL. */
const NEVER_NULL: ReadonlySet<string> = new Set([
  'count',
  'count_if',
  'approx_count_distinct',
  'ndv',
  'bitmap_union_count',
  'hll_union_agg',
])

/** The type of an expression, or undefined where it takes the engine to tell. */
export function inferType(expression: Expression, scope: RelationScope): InferredType | undefined {
  switch (expression.kind) {
    case 'ColumnReference': {
      const found = resolveColumn(expression.parts, scope)
      if (found?.column.type === undefined || found.fields.length > 0) return undefined
      return { type: found.column.type, nullable: found.column.nullable ?? true }
    }
    case 'BooleanLiteral':
      return simple('boolean', false)
    case 'NumberLiteral':
      return numberType(expression.text)
    case 'StringLiteral':
      return { type: { kind: 'varchar', length: -1 }, nullable: false }
    case 'ComparisonExpression':
    case 'LogicalExpression':
    case 'NotExpression':
    case 'InListExpression':
    case 'BetweenExpression':
    case 'LikeExpression':
      return simple('boolean', true)
    case 'IsNullExpression':
    case 'ExistsExpression':
      return simple('boolean', false)
    case 'CastExpression': {
      const type = castType(expression.type)
      return { type, nullable: inferType(expression.operand, scope)?.nullable ?? true }
    }
    case 'FunctionCall':
      return callType(expression, scope)
    default:
      return undefined
  }
}

/** Text that a cast gives no length has none, where a column's would be 1. */
function castType(type: Parameters<typeof dataTypeFromAst>[0]): DataType {
  const result = dataTypeFromAst(type)
  const bare = type.kind === 'ScalarType' && type.params === undefined && /^(?:var)?char$/i.test(type.name)
  return bare && (result.kind === 'char' || result.kind === 'varchar') ? { ...result, length: -1 } : result
}

function callType(call: Extract<Expression, { kind: 'FunctionCall' }>, scope: RelationScope): InferredType | undefined {
  const name = call.name.join('.').toLowerCase()
  const nullable = !NEVER_NULL.has(name)
  const fixed = RETURNS[name]
  if (fixed !== undefined) return simple(fixed, nullable)
  const position = SAME_AS_ARGUMENT[name]
  const argument = call.arguments[position ?? 0]
  const inner = argument === undefined ? undefined : inferType(argument, scope)
  if (inner === undefined) return undefined
  if (position !== undefined) return { type: inner.type, nullable: true }
  if (name === 'sum') return sumType(inner.type)
  if (name === 'avg') return inner.type.kind === 'decimal' ? undefined : simple('double', true)
  return undefined
}

function sumType(type: DataType): InferredType | undefined {
  if (type.kind === 'decimal') return { type: { kind: 'decimal', precision: 38, scale: type.scale }, nullable: true }
  if (type.kind !== 'simple') return undefined
  switch (type.name) {
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
    case 'boolean':
      return simple('bigint', true)
    case 'largeint':
      return simple('largeint', true)
    case 'float':
    case 'double':
      return simple('double', true)
    default:
      return undefined
  }
}

function numberType(text: string): InferredType {
  if (/e/i.test(text)) return simple('double', false)
  const point = text.indexOf('.')
  if (point !== -1) {
    const scale = text.length - point - 1
    return {
      type: { kind: 'decimal', precision: Math.max(text.replace(/^0+|\./g, '').length, scale), scale },
      nullable: false,
    }
  }
  const value = BigInt(text)
  if (value < 128n) return simple('tinyint', false)
  if (value < 32_768n) return simple('smallint', false)
  if (value < 2_147_483_648n) return simple('int', false)
  return simple(value < 9_223_372_036_854_775_808n ? 'bigint' : 'largeint', false)
}

function simple(name: SimpleTypeName, nullable: boolean): InferredType {
  return { type: { kind: 'simple', name }, nullable }
}
