import type { FunctionCall, IntervalExpression } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import { quoteDuckIdentifier } from '../duck-text.ts'
import { arrayFrom, mapFrom } from './container.ts'
import {
  BIGINT,
  DATE,
  DATETIME,
  decimal,
  INT,
  isDecimal,
  isNull,
  isSimple,
  JSON_TYPE,
  type SqlType,
  toDataType,
  VARCHAR,
} from '../types/sql-type.ts'
import { duckType } from '../types/duck-type.ts'
import { typeText } from '../types/type-text.ts'
import { operate } from './arithmetic.ts'
import { addInterval, moveDate } from './date-arithmetic.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'
import { bindDictionaryGet } from './dictionary-call.ts'
import { bindFormatCall } from './format-call.ts'

const ADDS: ReadonlySet<string> = new Set(['date_add', 'adddate', 'timestampadd'])
const SUBTRACTS: ReadonlySet<string> = new Set(['date_sub', 'subdate'])

/** Calls whose result depends on more than the types of their arguments; undefined for any other name. */
export function bindSpecialCall(name: string, call: FunctionCall, environment: Environment): Bound | undefined {
  const bindAll = (): readonly Bound[] => call.arguments.map((argument) => bindExpression(argument, environment))
  const formatted = bindFormatCall(name, call, environment)
  if (formatted !== undefined) return formatted
  if (ADDS.has(name) || SUBTRACTS.has(name)) return moved(call, environment, ADDS.has(name) ? 1 : -1)
  switch (name) {
    case 'row':
    case 'struct':
      return structFrom(bindAll().map((value, index) => ({ name: `col${index + 1}`, value })))
    case 'dictionary_get':
      return bindDictionaryGet(call, environment)
    case 'named_struct':
      return namedStruct(bindAll())
    case 'array':
      return arrayFrom(bindAll())
    case 'map': {
      const all = bindAll()
      return mapFrom(
        all.filter((_, index) => index % 2 === 0),
        all.filter((_, index) => index % 2 === 1),
      )
    }
    case 'json_set':
      return jsonSet(bindAll())
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return operation(name, bindAll())
    case 'json_object':
      return jsonObject(bindAll())
    case 'round':
    case 'truncate':
    case 'dround':
      return roundDecimal(name, bindAll())
    case 'time_slice':
    case 'date_slice':
      return timeSlice(name, call, environment)
    case 'grouping':
    case 'grouping_id':
      return grouping(name, bindAll(), environment)
    default:
      return undefined
  }
}

function moved(call: FunctionCall, environment: Environment, sign: 1 | -1): Bound {
  const [date, amount] = call.arguments
  if (date === undefined || amount === undefined)
    throw analyzingError(`No matching function with signature: ${call.name.join('.')}()`)
  const start = bindExpression(date, environment)
  if (amount.kind === 'IntervalExpression') return addInterval(start, amount, sign, environment)
  return moveDate(start, castTo(bindExpression(amount, environment), INT), 'DAY', sign)
}

function structFrom(fields: readonly { readonly name: string; readonly value: Bound }[]): Bound {
  const type: SqlType = {
    kind: 'struct',
    fields: fields.map((field) => ({ name: field.name, type: toDataType(field.value.type) })),
  }
  const text = fields.map(
    (field) => `${quoteDuckIdentifier(field.name)} := ${castTo(field.value, toDataType(field.value.type)).sql}`,
  )
  return combine(
    `struct_pack(${text.join(', ')})`,
    type,
    fields.map((field) => field.value),
  )
}

function namedStruct(args: readonly Bound[]): Bound {
  if (args.length < 2) throw analyzingError('named_struct should have at least two inputs')
  if (args.length % 2 === 1) throw analyzingError('named_struct arguments must be in name/value pairs')
  const fields: { readonly name: string; readonly value: Bound }[] = []
  for (let at = 0; at < args.length; at += 2) {
    const [key, value] = [args[at]?.constant?.value, args[at + 1]]
    if (typeof key !== 'string' || value === undefined)
      throw analyzingError('The name of named_struct should be a string literal')
    if (fields.some((field) => field.name.toLowerCase() === key.toLowerCase())) {
      throw analyzingError('named_struct contains duplicate subfield name: ' + key)
    }
    fields.push({ name: key, value })
  }
  return structFrom(fields)
}

/** Keys and values in turn; a missing last value is NULL. A key that is empty or no text makes the whole NULL (JsonFunctions::json_object). */
function jsonObject(args: readonly Bound[]): Bound {
  if (args.length === 0) return { sql: "CAST('{}' AS JSON)", type: JSON_TYPE }
  const texts = args.map((arg, index) => {
    const { sql } = castTo(arg, JSON_TYPE)
    return index % 2 === 0 ? `sr_json_key(${sql})` : sql
  })
  if (texts.length % 2 === 1) texts.push('NULL')
  const named = texts.filter((_, index) => index % 2 === 0).map((text) => `${text} IS NOT NULL`)
  return combine(`CASE WHEN ${named.join(' AND ')} THEN json_object(${texts.join(', ')}) END`, JSON_TYPE, args)
}

/** `json_set(json, path, value, ...)`: pairs take effect one after another. */
function jsonSet(args: readonly Bound[]): Bound | undefined {
  const [first, ...rest] = args
  if (first === undefined || rest.length === 0 || rest.length % 2 === 1) return undefined
  let text = castTo(first, JSON_TYPE).sql
  for (let at = 0; at < rest.length; at += 2) {
    const [path, value] = [rest[at], rest[at + 1]]
    if (path === undefined || value === undefined) continue
    const json = isNull(value.type) ? "'null'" : `CAST(${castTo(value, JSON_TYPE).sql} AS VARCHAR)`
    text = `CAST(sr_json_set(CAST(${text} AS VARCHAR), ${castTo(path, VARCHAR).sql}, ${json}) AS JSON)`
  }
  return combine(text, JSON_TYPE, args)
}

const OPERATIONS = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const

/** An operator by its name. */
function operation(name: keyof typeof OPERATIONS, args: readonly Bound[]): Bound | undefined {
  const [left, right] = args
  if (left === undefined || right === undefined || args.length !== 2) return undefined
  return operate(OPERATIONS[name], left, right)
}

/** `round(decimal, n)` with a literal n has n digits behind the point; undefined where the ordinary forms decide. */
function roundDecimal(name: string, args: readonly Bound[]): Bound | undefined {
  const [value, digits] = args
  const count = digits?.constant?.value
  if (value === undefined || !isDecimal(value.type) || typeof count !== 'number') return undefined
  const scale = Math.min(Math.max(count, 0), 38)
  const type = decimal(38, scale)
  if (name !== 'truncate')
    return combine(`CAST(round(${value.sql}, ${Math.min(count, value.type.scale)}) AS ${duckType(type)})`, type, args)
  const unit = `1${'0'.repeat(scale)}`
  if (scale >= value.type.scale) return combine(`CAST(${value.sql} AS ${duckType(type)})`, type, args)
  return combine(`CAST(trunc(${value.sql} * ${unit}) / ${unit} AS ${duckType(type)})`, type, args)
}

/** The start (or end) of the slice of time that holds a moment; slices are counted from year 1. */
function timeSlice(name: string, call: FunctionCall, environment: Environment): Bound {
  const [date, step, ...rest] = call.arguments
  if (date === undefined || step === undefined) throw analyzingError(`No matching function with signature: ${name}()`)
  const interval: IntervalExpression | undefined = step.kind === 'IntervalExpression' ? step : undefined
  if (interval === undefined) throw analyzingError(`${name} requires second parameter must be a constant interval`)
  const start = bindExpression(date, environment)
  const count = castTo(bindExpression(interval.value, environment), INT)
  const boundary = rest[0]?.kind === 'UnitBoundary' ? rest[0].boundary : 'FLOOR'
  const unit = interval.unit.toLowerCase()
  const floor = `time_bucket(to_${unit}s(CAST(${count.sql} AS INTEGER)), ${castTo(start, DATETIME).sql}, TIMESTAMP '0001-01-01 00:00:00')`
  const sql = boundary === 'CEIL' ? `(${floor} + to_${unit}s(CAST(${count.sql} AS INTEGER)))` : floor
  const result = combine(sql, DATETIME, [start, count])
  return name === 'date_slice' || isSimple(start.type, 'date') ? castTo(result, DATE) : result
}

function grouping(name: string, args: readonly Bound[], environment: Environment): Bound {
  if (environment.groupings === undefined)
    throw analyzingError('cannot use GROUPING functions without [grouping sets|rollup|cube] clause')
  if (args.length === 0) throw analyzingError('GROUPING functions required at least one parameters')
  for (const arg of args) {
    if (!environment.groupings.some((item) => item.sql === arg.sql)) {
      throw analyzingError(`grouping functions only support columns of GROUP BY, not ${typeText(arg.type)} of ${name}`)
    }
  }
  return {
    ...combine(`CAST(grouping(${args.map((arg) => arg.sql).join(', ')}) AS BIGINT)`, BIGINT, args),
    aggregate: true,
  }
}
