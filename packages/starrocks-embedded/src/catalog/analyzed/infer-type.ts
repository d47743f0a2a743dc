import { dataTypeFromAst } from 'starrocks-kit/schema'
import type { Expression } from 'starrocks-kit/language'
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
import type { FunctionFinder } from '../../sql/scope.ts'
import type { SqlType } from '../../sql/types/sql-type.ts'
import { functionType } from './function-type.ts'
import { resolveColumn } from './relation-scope.ts'
import type { RelationScope } from './relation-scope.ts'
import { callType } from './call-type.ts'
import type { TypeScope } from './call-type.ts'

/** The type of an expression as the analyzer derives it; undefined where it takes the engine to tell. */
export function inferType(expression: Expression, scope: RelationScope): SqlType | undefined {
  return typeOf(expression, {
    column: (parts) => {
      const found = resolveColumn(parts, scope)
      return found === undefined ? undefined : fieldType(found.column.type, found.fields)
    },
    ...(scope.functions === undefined ? {} : { functions: scope.functions }),
  })
}

/** The type of an expression over columns of one table. */
export function inferColumnType(
  expression: Expression,
  columns: readonly { readonly name: string; readonly type: DataType }[],
  functions?: FunctionFinder,
): SqlType | undefined {
  return typeOf(expression, {
    column: (parts) => columns.find((column) => column.name.toLowerCase() === parts.at(-1)?.toLowerCase())?.type,
    ...(functions === undefined ? {} : { functions }),
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
      return callType(expression, scope, typeOf)
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
