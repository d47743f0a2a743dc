import type { Expression, FunctionCall, LambdaExpression } from 'starrocks-kit/language'
import type { DataType } from 'starrocks-kit/schema'
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
  mapOf,
  NULL_TYPE,
  toDataType,
  VARCHAR,
} from '../../sql/types/sql-type.ts'
import { declaredFunction } from '../../sql/declared-function.ts'
import type { FunctionFinder } from '../../sql/scope.ts'
import type { SqlType } from '../../sql/types/sql-type.ts'
import { withoutTextLength } from '../describe/text-length.ts'
import { aggregateType } from './aggregate-type.ts'
import { functionType } from './function-type.ts'

/** Where an expression stands, for its type. */
export interface TypeScope {
  /** The type of a column, undefined when nobody knows it. */
  column(parts: readonly string[]): SqlType | undefined
  /** Functions of users. */
  readonly functions?: FunctionFinder
}

/** The type of an expression where it stands: handed in, as calls and expressions hold each other. */
type TypeOf = (expression: Expression, scope: TypeScope) => SqlType | undefined

/** The type of what a call returns; undefined where it takes the engine to tell. */
export function callType(call: FunctionCall, scope: TypeScope, typeOf: TypeOf): SqlType | undefined {
  const name = (call.name.at(-1) ?? '').toLowerCase()
  const lambda = call.arguments.find((argument): argument is LambdaExpression => argument.kind === 'LambdaExpression')
  if (lambda !== undefined) return lambdaType(name, lambda, call.arguments, scope, typeOf)
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
      return functionType(name, known) ?? declaredFunction(scope.functions, call.name, known)?.result
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
  typeOf: TypeOf,
): SqlType | undefined {
  const inputs = args.filter((argument) => argument !== lambda).map((argument) => typeOf(argument, scope))
  const [first] = inputs
  if (first === undefined) return undefined
  const values =
    first.kind === 'map'
      ? [first.key, first.value]
      : inputs.map((type) => (type?.kind === 'array' ? type.element : undefined))
  const inner: TypeScope = {
    ...scope,
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
