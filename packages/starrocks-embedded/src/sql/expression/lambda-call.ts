import type { FunctionCall, LambdaExpression } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import { arrayOf, BOOLEAN, isBoolean, isNull, mapOf, type SqlType, toDataType } from '../types/sql-type.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'

const FUNCTIONS: ReadonlySet<string> = new Set([
  'array_map',
  'transform',
  'array_filter',
  'filter',
  'array_sort',
  'array_sortby',
  'any_match',
  'all_match',
  'map_apply',
  'map_filter',
  'transform_keys',
  'transform_values',
])

/** A function that takes a lambda, or arrays of keys and flags in place of one; undefined for anything else. */
export function bindLambdaCall(name: string, call: FunctionCall, environment: Environment): Bound | undefined {
  if (!FUNCTIONS.has(name)) return undefined
  const lambda = call.arguments.find((argument): argument is LambdaExpression => argument.kind === 'LambdaExpression')
  const values = call.arguments
    .filter((argument) => argument !== lambda)
    .map((argument) => bindExpression(argument, environment))
  if (lambda === undefined) return withoutLambda(name, values)
  if (name === 'array_sort') return sortedBy(lambda, values, environment)
  if (name.startsWith('map_') || name.startsWith('transform_')) return overMap(name, lambda, values, environment)
  const arrays = values.map((value, index) => elementType(value, index))
  if (lambda.parameters.length !== arrays.length)
    throw analyzingError('Lambda arguments should equal to lambda input arrays')
  const row = environment.context.translation.newName()
  const parameters = lambda.parameters.map((_, index) => ({
    sql: arrays.length === 1 ? row : `${row}[${index + 1}]`,
    type: arrays[index] ?? BOOLEAN,
  }))
  const body = bindBody(lambda, parameters, environment)[0]
  if (body === undefined) throw analyzingError('a lambda without a body')
  const [first] = values
  if (first === undefined) throw analyzingError(`${name} should have at least one array`)
  const input = arrays.length === 1 ? first.sql : `list_zip(${values.map((value) => value.sql).join(', ')})`
  const mapped = `list_transform(${input}, lambda ${row}: ${body.sql})`
  const parts = [...values, body]
  switch (name) {
    case 'array_map':
    case 'transform':
      return combine(mapped, arrayOf(toDataType(body.type)), parts)
    case 'array_filter':
    case 'filter':
      return combine(
        `sr_filter_by(${first.sql}, list_transform(${input}, lambda ${row}: ${castTo(body, BOOLEAN).sql}))`,
        first.type,
        parts,
      )
    case 'array_sortby':
      return combine(`sr_sort_by(${first.sql}, ${mapped})`, first.type, parts)
    case 'any_match':
      return combine(`sr_any(${mapped})`, BOOLEAN, parts)
    default:
      return combine(`sr_all(${mapped})`, BOOLEAN, parts)
  }
}

function withoutLambda(name: string, values: readonly Bound[]): Bound | undefined {
  const [first, second] = values
  if (first === undefined || second === undefined) return undefined
  if (name === 'array_filter' || name === 'filter') {
    return combine(`sr_filter_by(${first.sql}, ${castTo(second, arrayOf(BOOLEAN)).sql})`, first.type, values)
  }
  if (name === 'map_filter' && first.type.kind === 'map')
    return combine(`sr_filter_by(${first.sql}, ${castTo(second, arrayOf(BOOLEAN)).sql})`, first.type, values)
  if (name === 'array_sortby') return sortedByKeys(first, values.slice(1), values)
  return undefined
}

/** Sorts by arrays of keys, one behind the other; NULL comes first, and an array that is NULL decides nothing. */
function sortedByKeys(first: Bound, keys: readonly Bound[], values: readonly Bound[]): Bound {
  const texts = keys.map((key) => (isNull(key.type) ? 'CAST(NULL AS BOOLEAN[])' : key.sql))
  const [only = ''] = texts
  if (texts.length === 1) return combine(`sr_sort_by(${first.sql}, ${only})`, first.type, values)
  // Filled up with NULL where an array is missing, and checked for their lengths.
  const lists = texts.map(
    (text) =>
      `CASE WHEN ${text} IS NOT NULL AND len(${text}) <> len(${first.sql}) THEN error('sr:Expr evaluate meet error: Input arrays'' size are not equal in array_sortby.') ELSE coalesce(${text}, list_transform(${first.sql}, lambda x: NULL)) END`,
  )
  const parts = texts.map((_, index) => `n${index} := z[${index + 1}] IS NOT NULL, o${index} := z[${index + 1}]`)
  const sorted = `list_transform(list_zip(${lists.join(', ')}), lambda z: struct_pack(${parts.join(', ')}))`
  return combine(`sr_sort_by(${first.sql}, ${sorted})`, first.type, values)
}

/** Sorts by a comparison of two elements: TRUE, or a number below zero, where the first belongs before the second. */
function sortedBy(lambda: LambdaExpression, values: readonly Bound[], environment: Environment): Bound {
  const [array] = values
  if (array === undefined || array.type.kind !== 'array' || lambda.parameters.length !== 2)
    throw analyzingError('Lambda arguments should equal to lambda input arrays')
  const names = [environment.context.translation.newName(), environment.context.translation.newName()] as const
  const type = array.type.element
  const [body] = bindBody(
    lambda,
    names.map((sql) => ({ sql, type })),
    environment,
  )
  if (body === undefined) throw analyzingError('a lambda without a body')
  const before = isBoolean(body.type) ? body.sql : `${body.sql} < 0`
  const places = `list_transform(${array.sql}, lambda ${names[1]}: len(list_filter(${array.sql}, lambda ${names[0]}: ${before})))`
  return combine(`sr_sort_by(${array.sql}, ${places})`, array.type, [array, body])
}

function overMap(name: string, lambda: LambdaExpression, values: readonly Bound[], environment: Environment): Bound {
  const [map] = values
  if (map === undefined || map.type.kind !== 'map') throw analyzingError(`Lambda input should be a map in ${name}`)
  const entry = environment.context.translation.newName()
  const parameters = [
    { sql: `${entry}.key`, type: map.type.key },
    { sql: `${entry}.value`, type: map.type.value },
  ]
  const [first, second] = bindBody(lambda, parameters, environment)
  if (first === undefined) throw analyzingError('a lambda without a body')
  const entries = map.sql
  if (name === 'map_filter') {
    const kept = `list_filter(${entries}, lambda ${entry}: ${castTo(first, BOOLEAN).sql})`
    return combine(kept, map.type, [map, first])
  }
  const key: Bound = name === 'transform_values' ? { sql: `${entry}.key`, type: map.type.key } : first
  const value: Bound = name === 'transform_keys' ? { sql: `${entry}.value`, type: map.type.value } : (second ?? first)
  const type = mapOf(toDataType(key.type), toDataType(value.type))
  const lists = [key, value].map((item) => `list_transform(${entries}, lambda ${entry}: ${item.sql})`)
  return combine(`sr_map(${lists.join(', ')})`, type, [map, key, value])
}

function bindBody(lambda: LambdaExpression, parameters: readonly Bound[], environment: Environment): readonly Bound[] {
  const names = new Map(environment.preferred)
  for (const [index, parameter] of parameters.entries())
    names.set((lambda.parameters[index] ?? '').toLowerCase(), parameter)
  return lambda.body.map((item) => bindExpression(item, { ...environment, preferred: names }))
}

function elementType(value: Bound, index: number): SqlType {
  if (isNull(value.type)) return value.type
  if (value.type.kind !== 'array') throw analyzingError(`${index + 1}-th lambda input should be arrays`)
  return value.type.element
}
