import { dataTypeFromAst } from 'starrocks-kit/schema'
import type { Expression, LambdaExpression } from 'starrocks-kit/language'
import type { DataType } from 'starrocks-kit/schema'
import { arithmeticType } from '../../sql/expression/arithmetic.ts'
import { commonTypeOf } from '../../sql/types/common-type.ts'
import {
  arrayOf,
  BIGINT,
  BOOLEAN,
  DATE,
  DATETIME,
  decimal,
  DOUBLE,
  INT,
  isDecimal,
  isNull,
  JSON_TYPE,
  LARGEINT,
  mapOf,
  NULL_TYPE,
  SMALLINT,
  TINYINT,
  toDataType,
  VARBINARY,
  VARCHAR,
} from '../../sql/types/sql-type.ts'
import type { SqlType } from '../../sql/types/sql-type.ts'
import { withoutTextLength } from '../describe/text-length.ts'
import { aggregateType } from './aggregate-type.ts'
import { functionType } from './function-type.ts'
import { resolveColumn } from './relation-scope.ts'
import type { RelationScope } from './relation-scope.ts'

/** Where an expression stands, for its type. */
interface TypeScope {
  /** The type of a column, undefined when nobody knows it. */
  column(parts: readonly string[]): SqlType | undefined
}

/** The type of an expression as the analyzer derives it; undefined where it takes the engine to tell. */
export function inferType(expression: Expression, scope: RelationScope): SqlType | undefined {
  return typeOf(expression, {
    column: (parts) => {
      const found = resolveColumn(parts, scope)
      return found === undefined ? undefined : fieldType(found.column.type, found.fields)
    },
  })
}

/** The type of an expression over columns of one table. */
export function inferColumnType(
  expression: Expression,
  columns: readonly { readonly name: string; readonly type: DataType }[],
): SqlType | undefined {
  return typeOf(expression, {
    column: (parts) => columns.find((column) => column.name.toLowerCase() === parts.at(-1)?.toLowerCase())?.type,
  })
}

function fieldType(type: SqlType | undefined, fields: readonly string[]): SqlType | undefined {
  let result = type
  for (const name of fields) {
    if (result?.kind === 'simple' && result.name === 'json') return JSON_TYPE
    if (result?.kind !== 'struct') return undefined
    result = result.fields.find((field) => field.name.toLowerCase() === name.toLowerCase())?.type
  }
  return result
}

function typeOf(expression: Expression, scope: TypeScope): SqlType | undefined {
  const of = (child: Expression): SqlType | undefined => typeOf(child, scope)
  switch (expression.kind) {
    case 'ColumnReference':
      return scope.column(expression.parts)
    case 'NullLiteral':
      return NULL_TYPE
    case 'NumberLiteral':
      return numberType(expression.text)
    case 'StringLiteral':
      return VARCHAR
    case 'DateLiteral':
      return /[ T:]/.test(expression.value.trim()) ? DATETIME : DATE
    case 'BinaryLiteral':
      return VARBINARY
    case 'BooleanLiteral':
    case 'ComparisonExpression':
    case 'LogicalExpression':
    case 'NotExpression':
    case 'InListExpression':
    case 'InSubqueryExpression':
    case 'BetweenExpression':
    case 'LikeExpression':
    case 'MatchExpression':
    case 'IsNullExpression':
    case 'ExistsExpression':
      return BOOLEAN
    case 'ArithmeticExpression':
      return expression.operands.some((operand) => operand.kind === 'IntervalExpression')
        ? DATETIME
        : expression.operands.slice(1).reduce<SqlType | undefined>(
            (left, operand, i) => {
              const right = of(operand)
              if (left === undefined || right === undefined) return undefined
              return arithmeticType(expression.operators[i] ?? '+', left, right)
            },
            firstOf(expression.operands, of),
          )
    case 'UnaryExpression': {
      if (expression.operator === '!') return BOOLEAN
      const type = of(expression.operand)
      if (expression.operator === '+' || expression.operand.kind === 'NumberLiteral' || type === undefined) return type
      return expression.operator === '-' ? arithmeticType('*', TINYINT, type) : arithmeticType('&', type, type)
    }
    case 'CastExpression':
      return castType(expression.type)
    case 'CaseExpression':
      return commonOf([
        ...expression.branches.map((branch) => of(branch.result)),
        expression.otherwise === undefined ? NULL_TYPE : of(expression.otherwise),
      ])
    case 'ArrayExpression': {
      if (expression.type !== undefined) return dataTypeFromAst(expression.type)
      const element = commonOf(expression.elements.map(of)) ?? (expression.elements.length === 0 ? BOOLEAN : undefined)
      return element === undefined ? undefined : arrayOf(toDataType(element))
    }
    case 'MapExpression': {
      if (expression.type !== undefined) return dataTypeFromAst(expression.type)
      const key = commonOf(expression.entries.map((entry) => of(entry.key)))
      const value = commonOf(expression.entries.map((entry) => of(entry.value)))
      return key === undefined || value === undefined ? undefined : mapOf(toDataType(key), toDataType(value))
    }
    case 'SubscriptExpression': {
      const base = of(expression.base)
      if (base?.kind === 'array') return base.element
      if (base?.kind === 'map') return base.value
      if (base?.kind === 'struct' && expression.index.kind === 'NumberLiteral')
        return base.fields[Number(expression.index.text) - 1]?.type
      return undefined
    }
    case 'SliceExpression':
      return of(expression.base)
    case 'FieldAccess':
      return fieldType(of(expression.base), expression.fields)
    case 'JsonArrowExpression':
      return JSON_TYPE
    case 'BinaryPrefixExpression':
    case 'CollateExpression':
      return of(expression.operand)
    case 'ExtractExpression':
      return functionType(expression.unit.toLowerCase(), [of(expression.operand) ?? DATETIME])
    case 'TimestampArithmetic':
      return expression.function === 'TIMESTAMPADD' ? DATETIME : BIGINT
    case 'FunctionCall':
      return callType(expression, scope)
    default:
      return undefined
  }
}

function firstOf(
  operands: readonly Expression[],
  of: (expression: Expression) => SqlType | undefined,
): SqlType | undefined {
  const [first] = operands
  return first === undefined ? undefined : of(first)
}

/** Undefined as soon as one of the types is. */
function commonOf(types: readonly (SqlType | undefined)[]): SqlType | undefined {
  const known = types.filter((type) => type !== undefined)
  return known.length === types.length ? commonTypeOf(known) : undefined
}

/** Text that a cast gives no length has none, where a column's would be 1. */
function castType(type: Parameters<typeof dataTypeFromAst>[0]): DataType {
  const result = dataTypeFromAst(type)
  const bare = type.kind === 'ScalarType' && type.params === undefined && /^(?:var)?char$/i.test(type.name)
  return bare && (result.kind === 'char' || result.kind === 'varchar') ? { ...result, length: -1 } : result
}

function callType(call: Extract<Expression, { kind: 'FunctionCall' }>, scope: TypeScope): SqlType | undefined {
  const name = (call.name.at(-1) ?? '').toLowerCase()
  const lambda = call.arguments.find((argument): argument is LambdaExpression => argument.kind === 'LambdaExpression')
  if (lambda !== undefined) return lambdaType(name, lambda, call.arguments, scope)
  if (INTERVAL_FUNCTIONS.has(name)) return DATETIME
  const args = call.arguments.map((argument) =>
    argument.kind === 'IntervalExpression' || argument.kind === 'UnitBoundary' ? INT : typeOf(argument, scope),
  )
  const known = args.filter((type) => type !== undefined)
  // Results that depend on no argument do not wait for them.
  const aggregate = aggregateType(name, known.length === args.length ? known : [])
  if (aggregate !== undefined) return aggregate
  switch (name) {
    case 'time_slice':
      return DATETIME
    case 'date_slice':
      return DATE
    case 'database':
    case 'schema':
    case 'catalog':
    case 'user':
    case 'current_user':
    case 'current_role':
    case 'session_user':
      return VARCHAR
    case 'connection_id':
    case 'grouping':
    case 'grouping_id':
      return BIGINT
  }
  if (known.length < args.length) return undefined
  switch (name) {
    case 'if':
      return bareText(commonTypeOf(known.slice(1)))
    case 'ifnull':
    case 'nvl':
    case 'nullif':
    case 'coalesce':
      return bareText(commonTypeOf(known))
    case 'row':
    case 'struct':
      return { kind: 'struct', fields: known.map((type, i) => ({ name: `col${i + 1}`, type: toDataType(type) })) }
    case 'named_struct':
      return namedStruct(call.arguments, known)
    case 'str_to_date': {
      const [, format] = call.arguments
      return format?.kind === 'StringLiteral' && !/%[fHhIiklprSsT]/.test(format.value) ? DATE : DATETIME
    }
    case 'concat':
      return known.some((type) => type.kind === 'array')
        ? functionType(
            'array_concat',
            known.map((type) => (type.kind === 'array' ? type : arrayOf(toDataType(type)))),
          )
        : VARCHAR
    case 'round':
    case 'dround':
    case 'truncate':
      return roundType(name, call.arguments, known)
    default:
      return functionType(name, known)
  }
}

/** What functions return has no length. */
function bareText(type: SqlType | undefined): SqlType | undefined {
  return type === undefined || type.kind === 'null' ? type : withoutTextLength(type)
}

/** Date functions whose second argument may be an interval. */
const INTERVAL_FUNCTIONS: ReadonlySet<string> = new Set(['date_add', 'date_sub', 'adddate', 'subdate'])

function namedStruct(args: readonly Expression[], types: readonly SqlType[]): SqlType {
  const fields: { name: string; type: DataType }[] = []
  for (let i = 0; i + 1 < args.length; i += 2) {
    const name = args[i]
    fields.push({
      name: name?.kind === 'StringLiteral' ? name.value : `col${i / 2 + 1}`,
      type: toDataType(types[i + 1] ?? NULL_TYPE),
    })
  }
  return { kind: 'struct', fields }
}

/** A decimal keeps as many digits as a literal asks for (DecimalV3FunctionAnalyzer.getFunctionOfRound). */
function roundType(name: string, args: readonly Expression[], types: readonly SqlType[]): SqlType | undefined {
  const [value, digits] = types
  if (value === undefined || !isDecimal(value)) {
    return value === undefined || isNull(value)
      ? functionType(name, [DOUBLE, ...types.slice(1)])
      : functionType(name, [DOUBLE, ...(digits === undefined ? [] : [INT])])
  }
  const [, count] = args
  if (count === undefined) return decimal(38, 0)
  if (count.kind === 'NumberLiteral') return decimal(38, Math.min(Math.max(Number(count.text), 0), 38))
  return count.kind === 'ColumnReference' ? decimal(38, value.scale) : DOUBLE
}

/** Functions of arrays and maps that take a lambda. */
function lambdaType(
  name: string,
  lambda: LambdaExpression,
  args: readonly Expression[],
  scope: TypeScope,
): SqlType | undefined {
  const inputs = args.filter((argument) => argument !== lambda).map((argument) => typeOf(argument, scope))
  const [first] = inputs
  if (first === undefined) return undefined
  const values =
    first.kind === 'map'
      ? [first.key, first.value]
      : inputs.map((type) => (type?.kind === 'array' ? type.element : undefined))
  const inner: TypeScope = {
    column: (parts) => {
      const place =
        parts.length === 1
          ? lambda.parameters.findIndex((parameter) => parameter.toLowerCase() === parts[0]?.toLowerCase())
          : -1
      return place === -1 ? scope.column(parts) : values[place]
    },
  }
  const body = lambda.body.map((child) => typeOf(child, inner))
  const [result, second] = body
  switch (name) {
    case 'array_map':
    case 'transform':
      return result === undefined ? undefined : arrayOf(toDataType(result))
    case 'any_match':
    case 'all_match':
      return BOOLEAN
    case 'map_apply':
      return result === undefined || second === undefined ? undefined : mapOf(toDataType(result), toDataType(second))
    case 'transform_keys':
      return first.kind === 'map' && result !== undefined ? mapOf(toDataType(result), first.value) : undefined
    case 'transform_values':
      return first.kind === 'map' && result !== undefined ? mapOf(first.key, toDataType(result)) : undefined
    default:
      return first
  }
}

function numberType(text: string): SqlType {
  if (/e/i.test(text)) return DOUBLE
  const point = text.indexOf('.')
  if (point !== -1) {
    const scale = text.length - point - 1
    return decimal(Math.max(text.replace(/^0+|\./g, '').length, scale), scale)
  }
  const value = BigInt(text)
  if (value < 128n) return TINYINT
  if (value < 32_768n) return SMALLINT
  if (value < 2_147_483_648n) return INT
  return value < 9_223_372_036_854_775_808n ? BIGINT : LARGEINT
}
