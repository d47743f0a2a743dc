import type {
  ArrayExpression,
  JsonArrowExpression,
  MapExpression,
  SliceExpression,
  SubscriptExpression,
} from 'starrocks-kit/language'
import type { DataType } from 'starrocks-kit/schema'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import { quoteDuckString } from '../duck-text.ts'
import { commonTypeOf } from '../types/common-type.ts'
import { dataTypeOf } from '../types/ast-type.ts'
import { duckType } from '../types/duck-type.ts'
import {
  arrayOf,
  BIGINT,
  isJson,
  isString,
  JSON_TYPE,
  mapOf,
  NULL_TYPE,
  type SqlType,
  toDataType,
  VARCHAR,
} from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'

export function bindArray(expression: ArrayExpression, environment: Environment): Bound {
  const elements = expression.elements.map((element) => bindExpression(element, environment))
  const declared = expression.type === undefined ? undefined : dataTypeOf(expression.type)
  return arrayFrom(elements, declared?.kind === 'array' ? declared.element : undefined)
}

/** An array of its elements' common type. */
export function arrayFrom(elements: readonly Bound[], declared?: DataType): Bound {
  const element = declared ?? toDataType(commonOf(elements, 'array'))
  const type = arrayOf(element)
  return combine(
    `CAST([${elements.map((item) => castTo(item, element).sql).join(', ')}] AS ${duckType(type)})`,
    type,
    elements,
  )
}

export function bindMap(expression: MapExpression, environment: Environment): Bound {
  const keys = expression.entries.map((entry) => bindExpression(entry.key, environment))
  const values = expression.entries.map((entry) => bindExpression(entry.value, environment))
  const declared = expression.type === undefined ? undefined : dataTypeOf(expression.type)
  return declared?.kind === 'map' ? mapFrom(keys, values, declared) : mapFrom(keys, values)
}

/** A map of its keys' and values' common types; of equal keys the last one counts. */
export function mapFrom(
  keys: readonly Bound[],
  values: readonly Bound[],
  declared?: Extract<DataType, { kind: 'map' }>,
): Bound {
  const key = declared?.key ?? toDataType(commonOf(keys, 'map'))
  const value = declared?.value ?? toDataType(commonOf(values, 'map'))
  const type = mapOf(key, value)
  const keyList = `CAST([${keys.map((item) => castTo(item, key).sql).join(', ')}] AS ${duckType(key)}[])`
  const valueList = `CAST([${values.map((item) => castTo(item, value).sql).join(', ')}] AS ${duckType(value)}[])`
  return combine(`sr_map(${keyList}, ${valueList})`, type, [...keys, ...values])
}

function commonOf(items: readonly Bound[], what: string): SqlType {
  if (items.length === 0) return NULL_TYPE
  const type = commonTypeOf(items.map((item) => item.type))
  if (type === undefined)
    throw analyzingError(`types ${items.map((item) => typeText(item.type)).join(' and ')} of ${what} cannot be matched`)
  return type
}

export function bindSubscript(expression: SubscriptExpression, environment: Environment): Bound {
  return subscript(bindExpression(expression.base, environment), bindExpression(expression.index, environment))
}

/** An element of an array (counted from 1, from the end when negative), a map's value, a struct's field by position, a JSON member. */
function subscript(base: Bound, index: Bound): Bound {
  const { type } = base
  if (type.kind === 'array') {
    return combine(`list_extract(${base.sql}, ${castTo(index, BIGINT).sql})`, type.element, [base, index])
  }
  if (type.kind === 'map')
    return combine(`sr_map_get(${base.sql}, ${castTo(index, type.key).sql})`, type.value, [base, index])
  if (type.kind === 'struct') {
    const at = index.constant?.value
    if (typeof at !== 'number') throw analyzingError('struct subscript must have integer pos')
    if (at === 0) throw analyzingError("the pos can't set to zero")
    const position = at < 0 ? type.fields.length + at : at - 1
    const field = type.fields[position]
    if (field === undefined) throw analyzingError('the pos is out of struct subfields')
    return combine(`struct_extract_at(${base.sql}, ${position + 1})`, field.type, [base])
  }
  if (isJson(type)) {
    const path = isString(index.type) ? index.sql : `('$[' || ${castTo(index, VARCHAR).sql} || ']')`
    return combine(`json_extract(${base.sql}, ${path})`, JSON_TYPE, [base, index])
  }
  throw analyzingError(`cannot subscript type ${typeText(type)}`)
}

export function bindSlice(expression: SliceExpression, environment: Environment): Bound {
  const base = bindExpression(expression.base, environment)
  if (base.type.kind !== 'array') throw analyzingError(`cannot subscript type ${typeText(base.type)}`)
  return combine(`(${base.sql})[${expression.start ?? 1}:${expression.end ?? ''}]`, base.type, [base])
}

export function bindJsonArrow(expression: JsonArrowExpression, environment: Environment): Bound {
  const base = bindExpression(expression.base, environment)
  if (!isJson(base.type) && !isString(base.type)) {
    throw analyzingError(`-> operator could only be used for json column, but got ${typeText(base.type)}`)
  }
  return combine(`sr_json_query(${castTo(base, JSON_TYPE).sql}, ${quoteDuckString(expression.path)})`, JSON_TYPE, [
    base,
  ])
}
