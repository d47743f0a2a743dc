import type { Expression } from '../../language/index.ts'
import { isInteger, isSimple, isString } from '../data-type/rules.ts'
import { dataTypeFromAst } from '../from-ast/data-type.ts'
import type { DataType, SimpleTypeName } from '../types/data-type.ts'

const simple = (name: SimpleTypeName): DataType => ({ kind: 'simple', name })
const TEXT: DataType = { kind: 'varchar', length: 65533 }

/** Result types of functions by their names in lower case. */
type FunctionTypes = Readonly<Record<string, DataType>>

/** Functions whose results had other types up to 3.2. */
export const OLDER_FUNCTION_TYPES: FunctionTypes = { get_json_int: simple('int') }

/** Result types of functions that do not depend on their arguments. */
const FUNCTION_TYPES: FunctionTypes = {
  concat: TEXT,
  substr: TEXT,
  substring: TEXT,
  upper: TEXT,
  lower: TEXT,
  trim: TEXT,
  replace: TEXT,
  get_json_string: TEXT,
  date_format: TEXT,
  from_unixtime: TEXT,
  uuid: TEXT,
  md5: TEXT,
  get_json_int: simple('bigint'),
  get_json_double: simple('double'),
  get_json_bool: simple('boolean'),
  json_query: simple('json'),
  parse_json: simple('json'),
  length: simple('int'),
  char_length: simple('int'),
  year: simple('smallint'),
  month: simple('tinyint'),
  day: simple('tinyint'),
  hour: simple('tinyint'),
  rand: simple('double'),
  now: simple('datetime'),
  to_date: simple('date'),
  str2date: simple('date'),
  str_to_date: simple('datetime'),
  unix_timestamp: simple('bigint'),
}

/**
 * The type of an expression as the server's analyzer derives it; undefined where these few rules do not reach: then nothing may be concluded.
 */
export function expressionType(
  expression: Expression,
  columnType: (name: string) => DataType | undefined,
  otherFunctions: FunctionTypes = {},
): DataType | undefined {
  const of = (operand: Expression): DataType | undefined => expressionType(operand, columnType, otherFunctions)
  switch (expression.kind) {
    case 'ColumnReference':
      return expression.parts.length === 1 ? columnType(expression.parts[0] ?? '') : undefined
    case 'NumberLiteral':
      return numberType(expression.text)
    case 'StringLiteral':
      return { kind: 'varchar', length: Math.max(expression.value.length, 1) }
    case 'BooleanLiteral':
    case 'ComparisonExpression':
    case 'IsNullExpression':
    case 'LogicalExpression':
    case 'NotExpression':
    case 'InListExpression':
    case 'BetweenExpression':
    case 'LikeExpression':
      return simple('boolean')
    case 'CastExpression':
      return dataTypeFromAst(expression.type)
    case 'ArithmeticExpression':
      return arithmeticType(expression.operators, expression.operands.map(of))
    case 'CaseExpression': {
      const results = expression.branches.map((branch) => branch.result)
      return commonType([...results, ...(expression.otherwise === undefined ? [] : [expression.otherwise])].map(of))
    }
    case 'FunctionCall':
      return (
        otherFunctions[expression.name.join('.').toLowerCase()] ??
        functionType(expression.name, expression.arguments, of)
      )
    default:
      return undefined
  }
}

function numberType(text: string): DataType | undefined {
  if (/[eE]/.test(text)) return simple('double')
  if (text.includes('.')) return undefined
  const value = BigInt(text)
  if (value <= 127n) return simple('tinyint')
  if (value <= 32767n) return simple('smallint')
  if (value <= 2147483647n) return simple('int')
  return value <= 9223372036854775807n ? simple('bigint') : simple('largeint')
}

const WIDENED: Readonly<Record<string, SimpleTypeName>> = {
  boolean: 'smallint',
  tinyint: 'smallint',
  smallint: 'int',
  int: 'bigint',
  bigint: 'bigint',
  largeint: 'largeint',
  float: 'double',
  double: 'double',
}
const ORDER = ['boolean', 'tinyint', 'smallint', 'int', 'bigint', 'largeint', 'float', 'double']

/** Sums and products of integers are one size larger than the larger operand; division is DOUBLE. */
function arithmeticType(
  operators: readonly string[],
  operands: readonly (DataType | undefined)[],
): DataType | undefined {
  let [type] = operands
  operators.forEach((operator, i) => {
    const right = operands[i + 1]
    type = type === undefined || right === undefined ? undefined : binaryType(operator, type, right)
  })
  return type
}

function binaryType(operator: string, left: DataType, right: DataType): DataType | undefined {
  if (isReckonedAsDouble(left) || isReckonedAsDouble(right)) {
    return ['+', '-', '*', '/', '%'].includes(operator) ? simple('double') : undefined
  }
  if (left.kind !== 'simple' || right.kind !== 'simple') return undefined
  const rank = Math.max(ORDER.indexOf(left.name), ORDER.indexOf(right.name))
  if (!ORDER.includes(left.name) || !ORDER.includes(right.name)) return undefined
  const larger = ORDER[rank] ?? ''
  switch (operator) {
    case '+':
    case '-':
    case '*': {
      const widened = WIDENED[larger]
      return widened === undefined ? undefined : simple(widened)
    }
    case '/':
      return isInteger(left) || isInteger(right) || isSimple(left, 'float', 'double') ? simple('double') : undefined
    default:
      return undefined
  }
}

/** Texts, days and moments become numbers where they stand beside an arithmetic operator (recorded). */
const isReckonedAsDouble = (type: DataType): boolean => isString(type) || isSimple(type, 'date', 'datetime')

/** The type that all results of CASE or IF are brought to: the same, or the widest number. */
function commonType(types: readonly (DataType | undefined)[]): DataType | undefined {
  const [first] = types
  if (first === undefined || types.includes(undefined)) return undefined
  let widest = first
  for (const type of types) {
    if (type?.kind !== 'simple' || widest.kind !== 'simple') {
      if (type?.kind !== widest.kind) return undefined
      continue
    }
    if (type.name === widest.name) continue
    if (!ORDER.includes(type.name) || !ORDER.includes(widest.name)) return undefined
    if (ORDER.indexOf(type.name) > ORDER.indexOf(widest.name)) widest = type
  }
  return widest
}

function functionType(
  name: readonly string[],
  args: readonly Expression[],
  of: (expression: Expression) => DataType | undefined,
): DataType | undefined {
  const word = (name.at(-1) ?? '').toLowerCase()
  if (Object.hasOwn(FUNCTION_TYPES, word)) return FUNCTION_TYPES[word]
  switch (word) {
    case 'if':
      return commonType(args.slice(1).map(of))
    case 'array_avg': {
      const type = args[0] === undefined ? undefined : of(args[0])
      const element = type?.kind === 'array' ? type.element : undefined
      return element?.kind === 'simple' && ORDER.includes(element.name) ? simple('double') : undefined
    }
    case 'date_trunc': {
      const type = args[1] === undefined ? undefined : of(args[1])
      return type !== undefined && isSimple(type, 'date', 'datetime') ? type : undefined
    }
    case 'date_add':
    case 'date_sub':
    case 'adddate':
    case 'subdate':
      return simple('datetime')
    default:
      return undefined
  }
}
