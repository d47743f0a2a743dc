import type {
  AggStateArgument,
  AggStateType,
  DataType,
  MapType,
  ScalarTypeName,
  StructField,
} from '../ast/data-type.ts'
import type { ArrayType } from '../ast/data-type.ts'
import type { TokenKind } from '../tokens.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  advance,
  at,
  commaSeparated,
  enter,
  expect,
  fail,
  finish,
  isName,
  note,
  parenthesized,
  peek,
  text,
} from './cursor.ts'
import { identifier, integer, optionalComment } from './names.ts'

/** How many numbers may stand in parentheses behind a type's name. */
type Parameters = 0 | 1 | 2

const SCALAR_TYPES: ReadonlyMap<TokenKind, readonly [ScalarTypeName, Parameters]> = new Map<
  TokenKind,
  readonly [ScalarTypeName, Parameters]
>([
  ['BOOLEAN', ['boolean', 0]],
  ['TINYINT', ['tinyint', 1]],
  ['SMALLINT', ['smallint', 1]],
  ['INT', ['int', 1]],
  ['INTEGER', ['integer', 1]],
  ['BIGINT', ['bigint', 1]],
  ['LARGEINT', ['largeint', 1]],
  ['FLOAT', ['float', 0]],
  ['DOUBLE', ['double', 0]],
  ['DECIMAL', ['decimal', 2]],
  ['DECIMALV2', ['decimalv2', 2]],
  ['DECIMAL32', ['decimal32', 2]],
  ['DECIMAL64', ['decimal64', 2]],
  ['DECIMAL128', ['decimal128', 2]],
  ['NUMERIC', ['numeric', 2]],
  ['NUMBER', ['number', 2]],
  ['DATE', ['date', 0]],
  ['DATETIME', ['datetime', 0]],
  ['TIME', ['time', 0]],
  ['CHAR', ['char', 1]],
  ['VARCHAR', ['varchar', 1]],
  ['STRING', ['string', 0]],
  ['TEXT', ['text', 0]],
  ['BITMAP', ['bitmap', 0]],
  ['HLL', ['hll', 0]],
  ['PERCENTILE', ['percentile', 0]],
  ['JSON', ['json', 0]],
  ['VARBINARY', ['varbinary', 1]],
  ['BINARY', ['binary', 1]],
])

/** Types of later versions, which the lexer of June 2025 does not know as words. */
const LATER_TYPES: ReadonlyMap<string, readonly [ScalarTypeName, Parameters]> = new Map([
  ['VARIANT', ['variant', 0]],
  ['DECIMAL256', ['decimal256', 2]],
])

/** type: a scalar type, ARRAY<type>, MAP<type, type> or STRUCT<name type, ...> */
export function dataType(c: Cursor): DataType {
  return optionalDataType(c) ?? fail(c, 'a data type')
}

/** A type, or undefined when the current token starts none. */
export function optionalDataType(c: Cursor): DataType | undefined {
  const start = c.index
  const known = SCALAR_TYPES.get(c.kind)
  if (known !== undefined) {
    advance(c)
    return scalarType(c, start, known)
  }
  switch (c.kind) {
    case 'ARRAY':
      return arrayType(c)
    case 'MAP':
      return peek(c) === '<' ? mapType(c) : undefined
    case 'STRUCT':
      return peek(c) === '<' ? structType(c) : undefined
    case 'SIGNED':
    case 'UNSIGNED': {
      const sign = c.kind === 'SIGNED' ? 'signed' : 'unsigned'
      advance(c)
      const name: ScalarTypeName = accept(c, 'INT') ? `${sign} int` : accept(c, 'INTEGER') ? `${sign} integer` : sign
      return finish(c, start, { kind: 'ScalarType', name })
    }
    case 'identifier': {
      const later = LATER_TYPES.get(text(c).toUpperCase())
      if (later === undefined) break
      advance(c)
      return scalarType(c, start, later)
    }
    default:
  }
  if (c.expected !== undefined) note(c, 'a data type')
  return undefined
}

/** Whether a type begins with this token. */
export function startsType(kind: TokenKind): boolean {
  return (
    SCALAR_TYPES.has(kind) ||
    kind === 'ARRAY' ||
    kind === 'MAP' ||
    kind === 'STRUCT' ||
    kind === 'SIGNED' ||
    kind === 'UNSIGNED'
  )
}

function scalarType(c: Cursor, start: number, [name, parameters]: readonly [ScalarTypeName, Parameters]): DataType {
  if (parameters === 0 || !accept(c, '(')) return finish(c, start, { kind: 'ScalarType', name })
  const params = [integer(c)]
  if (parameters === 2 && accept(c, ',')) params.push(integer(c))
  expect(c, ')')
  return finish(c, start, { kind: 'ScalarType', name, params })
}

/** ARRAY < type > */
export function arrayType(c: Cursor): ArrayType {
  const start = c.index
  enter(c)
  expect(c, 'ARRAY')
  expect(c, '<')
  const element = dataType(c)
  expect(c, '>')
  c.depth--
  return finish(c, start, { kind: 'ArrayType', element })
}

/** MAP < type , type > */
export function mapType(c: Cursor): MapType {
  const start = c.index
  enter(c)
  expect(c, 'MAP')
  expect(c, '<')
  const key = dataType(c)
  expect(c, ',')
  const value = dataType(c)
  expect(c, '>')
  c.depth--
  return finish(c, start, { kind: 'MapType', key, value })
}

/** STRUCT < name type [COMMENT string] [, ...] > */
function structType(c: Cursor): DataType {
  const start = c.index
  enter(c)
  expect(c, 'STRUCT')
  expect(c, '<')
  const fields = commaSeparated(c, structField)
  expect(c, '>')
  c.depth--
  return finish(c, start, { kind: 'StructType', fields })
}

function structField(c: Cursor): StructField {
  const start = c.index
  const name = identifier(c)
  const field: Mutable<StructField> = { kind: 'StructField', name, type: dataType(c) }
  const comment = optionalComment(c)
  if (comment !== undefined) field.comment = comment
  return finish(c, start, field)
}

/** Whether a state type such as `avg(bigint)` starts here. */
export function atAggStateType(c: Cursor): boolean {
  return isName(c.kind) && peek(c) === '('
}

/** aggStateDesc: function ( type [[NOT] NULL] [, ...] ) */
export function aggStateType(c: Cursor): AggStateType {
  const start = c.index
  const name = identifier(c)
  return finish(c, start, { kind: 'AggStateType', function: name, arguments: parenthesized(c, aggStateArgument) })
}

function aggStateArgument(c: Cursor): AggStateArgument {
  const start = c.index
  const argument: Mutable<AggStateArgument> = { kind: 'AggStateArgument', type: dataType(c) }
  const nullable = optionalNullable(c)
  if (nullable !== undefined) argument.nullable = nullable
  return finish(c, start, argument)
}

/** [ NULL | NOT NULL ] */
export function optionalNullable(c: Cursor): boolean | undefined {
  if (accept(c, 'NULL')) return true
  if (!at(c, 'NOT')) return undefined
  advance(c)
  expect(c, 'NULL')
  return false
}
