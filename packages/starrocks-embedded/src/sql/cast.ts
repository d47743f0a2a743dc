import type { DataType } from 'starrocks-kit/schema'
import { combine, type Bound } from './bound.ts'
import { fromBig, isBig, toBig } from './big-decimal.ts'
import { nestedJson, structOf } from './nested.ts'
import { duckType } from './types/duck-type.ts'
import {
  BIGINT,
  isBoolean,
  isComplex,
  isDateLike,
  isDecimal,
  isFloating,
  isInteger,
  isJson,
  isNull,
  isNumeric,
  isOpaque,
  isSimple,
  isString,
  sameType,
  VARCHAR,
  type SqlType,
} from './types/sql-type.ts'

/** Whether values of one type can become another at all; that single values fail (and become NULL) is another matter. */
export function canCast(from: SqlType, to: SqlType): boolean {
  if (isNull(from) || isNull(to) || sameType(from, to)) return true
  if (from.kind === 'aggregate-state' && to.kind === 'aggregate-state')
    return from.function.toLowerCase() === to.function.toLowerCase()
  if (isOpaque(from) || isOpaque(to)) return isString(from) || from.kind === 'varbinary'
  if (isComplex(from) && isComplex(to)) {
    if (from.kind === 'array' && to.kind === 'array') return canCast(from.element, to.element)
    if (from.kind === 'map' && to.kind === 'map') return canCast(from.key, to.key) && canCast(from.value, to.value)
    if (from.kind === 'struct' && to.kind === 'struct') {
      return (
        from.fields.length === to.fields.length &&
        from.fields.every((field, index) => canCast(field.type, to.fields[index]?.type ?? field.type))
      )
    }
    return false
  }
  if (isComplex(from)) return isString(to) || isJson(to)
  if (isComplex(to)) return (isString(from) && to.kind === 'array') || isJson(from) || isBoolean(from)
  if (from.kind === 'varbinary') return isString(to)
  if (to.kind === 'varbinary') return isString(from)
  if (isDateLike(from) && isDecimal(to)) return true
  return true
}

/** An expression brought to a type, by an explicit CAST or by the server's own conversion: a value that does not fit becomes NULL. */
export function castTo(value: Bound, type: DataType): Bound {
  if (sameType(value.type, type)) return { ...value, type }
  const { constant: _constant, ...rest } = value
  return {
    ...combine(castSql(value.sql, value.type, type), type, [rest]),
    ...(value.constant === undefined ? {} : { constant: value.constant }),
  }
}

/** The same over text: `sql` of type `from` as `to`. */
export function castSql(sql: string, from: SqlType, to: DataType): string {
  if (sameType(from, to)) return sql
  const target = duckType(to)
  if (isBig(from) && !isBig(to)) {
    const text = fromBig(sql, from, to)
    if (text !== undefined) return text
  }
  if (isBig(to) && !isNull(from)) {
    const big = toBig(sql, from, to)
    if (big !== undefined) return big
    if (isJson(from)) return castSql(`sr_json_text(${sql})`, VARCHAR, to)
    if (isDateLike(from)) return castSql(dateToInteger(sql, from), BIGINT, to)
  }
  if (isNull(from)) return `CAST(${sql} AS ${target})`
  if (isString(to)) return toText(sql, from)
  if (isJson(to)) return toJson(sql, from)
  if (isBoolean(to)) return toBoolean(sql, from)
  if (isInteger(to)) return toInteger(sql, from, target)
  if (isSimple(to, 'date')) return isDateLike(from) ? `CAST(${sql} AS DATE)` : `sr_to_date(${toText(sql, from)})`
  if (isSimple(to, 'datetime'))
    return isDateLike(from) ? `CAST(${sql} AS TIMESTAMP)` : `sr_to_datetime(${toText(sql, from)})`
  if (isSimple(to, 'time')) return `TRY_CAST(${sql} AS BIGINT)`
  if (isDateLike(from) && (isFloating(to) || isDecimal(to))) return `TRY_CAST(${dateToInteger(sql, from)} AS ${target})`
  if (isJson(from) && isNumeric(to)) return `TRY_CAST(sr_json_text(${sql}) AS ${target})`
  if (isString(from) && isNumeric(to)) return textToNumber(`trim(${sql})`, to)
  if (isString(from) && to.kind === 'varbinary') return `encode(${sql})`
  if (isOpaque(to)) return `CAST(NULL AS ${target})`
  if (from.kind === 'aggregate-state' && to.kind === 'aggregate-state') {
    const fields = to.arguments.map((argument, index) => {
      const own = from.arguments[index]
      return `a${index + 1} := ${own === undefined ? `CAST(NULL AS ${duckType(argument)})` : castSql(`x.a${index + 1}`, own, argument)}`
    })
    return `list_transform(${sql}, lambda x: struct_pack(${fields.join(', ')}))`
  }
  if (from.kind === 'array' && to.kind === 'array') {
    return `list_transform(${sql}, lambda x: ${castSql('x', from.element, to.element)})`
  }
  if (from.kind === 'struct' && to.kind === 'struct') {
    const fields = to.fields.map(({ name, type }, index) => {
      const source = from.fields[index]
      return {
        name,
        sql: source === undefined ? 'NULL' : castSql(`struct_extract_at(s, ${index + 1})`, source.type, type),
      }
    })
    return structOf(sql, 's', fields)
  }
  if (from.kind === 'map' && to.kind === 'map') {
    const key = castSql('e.key', from.key, to.key)
    const value = castSql('e.value', from.value, to.value)
    return `list_transform(${sql}, lambda e: {'key': ${key}, 'value': ${value}})`
  }
  if (isJson(from) && to.kind === 'map') {
    const entries = `map_entries(TRY_CAST(${sql} AS MAP(VARCHAR, JSON)))`
    return `list_transform(${entries}, lambda e: {'key': ${castSql('e.key', VARCHAR, to.key)}, 'value': ${castSql('e.value', from, to.value)}})`
  }
  return `TRY_CAST(${sql} AS ${target})`
}

/** DuckDB reads text into 128-bit decimals forty times more slowly than into 64-bit ones, which most values fit. */
function textToNumber(text: string, to: DataType): string {
  const target = duckType(to)
  if (to.kind !== 'decimal' || to.precision <= 18 || to.scale > 17) return `TRY_CAST(${text} AS ${target})`
  return `coalesce(CAST(TRY_CAST(${text} AS DECIMAL(18, ${to.scale})) AS ${target}), TRY_CAST(${text} AS ${target}))`
}

function toText(sql: string, from: SqlType): string {
  if (isString(from)) return sql
  if (isBoolean(from)) return `CAST(CAST(${sql} AS TINYINT) AS VARCHAR)`
  if (isFloating(from)) return `sr_floating_text(${sql})`
  if (isSimple(from, 'datetime')) return `sr_datetime_text(${sql})`
  if (isJson(from)) return `sr_json_text(${sql})`
  if (from.kind === 'varbinary') return `decode(${sql})`
  if (isComplex(from)) return `CAST(${nestedJson(sql, from)} AS VARCHAR)`
  return `CAST(${sql} AS VARCHAR)`
}

function toJson(sql: string, from: SqlType): string {
  if (isString(from)) return `sr_cast_json(${sql})`
  if (isComplex(from)) return nestedJson(sql, from)
  if (isBoolean(from) || isNumeric(from)) return `to_json(${sql})`
  return `to_json(${toText(sql, from)})`
}

function toBoolean(sql: string, from: SqlType): string {
  if (isString(from)) return `sr_text_to_boolean(${sql})`
  if (isNumeric(from)) return `((${sql}) <> 0)`
  if (isDateLike(from)) return `((${sql}) IS NOT NULL)`
  if (isJson(from)) return `sr_text_to_boolean(sr_json_text(${sql}))`
  return `TRY_CAST(${sql} AS BOOLEAN)`
}

function toInteger(sql: string, from: SqlType, target: string): string {
  if (isString(from)) return `TRY_CAST(sr_integer_text(${sql}) AS ${target})`
  if (isJson(from)) return `TRY_CAST(trunc(TRY_CAST(sr_json_text(${sql}) AS DOUBLE)) AS ${target})`
  if (isFloating(from) || isDecimal(from)) return `TRY_CAST(trunc(${sql}) AS ${target})`
  if (isDateLike(from)) return `TRY_CAST(${dateToInteger(sql, from)} AS ${target})`
  return `TRY_CAST(${sql} AS ${target})`
}

function dateToInteger(sql: string, from: SqlType): string {
  return `CAST(strftime(${sql}, '${isSimple(from, 'date') ? '%Y%m%d' : '%Y%m%d%H%M%S'}') AS BIGINT)`
}
