import type { Expression } from 'starrocks-kit/language'
import type { Bound } from '../bound.ts'
import { bindArithmetic, bindUnary } from './arithmetic.ts'
import { bindColumn, bindFieldAccess } from './column.ts'
import { bindArray, bindJsonArrow, bindMap, bindSlice, bindSubscript } from './container.ts'
import { bindCase, bindCast } from './conversion.ts'
import { bindExtract, bindTimestampArithmetic } from './date-arithmetic.ts'
import type { Environment } from '../translation.ts'
import { bindFunctionCall } from './function-call.ts'
import { bindLiteral } from './literal.ts'
import {
  bindBetween,
  bindComparison,
  bindInList,
  bindIsNull,
  bindLike,
  bindLogical,
  bindMatch,
  bindNot,
} from './predicate.ts'
import { bindExists, bindInSubquery, bindScalarSubquery } from './subquery.ts'
import { bindSystemVariable, bindUserVariable } from './variable.ts'
import { analyzingError } from '../analyzing-error.ts'

/** Resolves the names and types of an expression and writes it for DuckDB. */
export function bindExpression(expression: Expression, environment: Environment): Bound {
  switch (expression.kind) {
    case 'NullLiteral':
    case 'BooleanLiteral':
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'DateLiteral':
    case 'BinaryLiteral':
    case 'UnitBoundary':
    case 'Parameter':
      return bindLiteral(expression)
    case 'IntervalExpression':
      throw analyzingError('INTERVAL can only stand beside a date', {
        node: expression,
        source: environment.context.translation.session.source,
      })
    case 'ColumnReference':
      return bindColumn(expression, environment)
    case 'UserVariable':
      return bindUserVariable(expression, environment)
    case 'SystemVariable':
      return bindSystemVariable(expression, environment)
    case 'LogicalExpression':
      return bindLogical(expression, environment)
    case 'NotExpression':
      return bindNot(expression.operand, environment)
    case 'ArithmeticExpression':
      return bindArithmetic(expression, environment)
    case 'UnaryExpression':
      return expression.operator === '!' ? bindNot(expression.operand, environment) : bindUnary(expression, environment)
    case 'BinaryPrefixExpression':
    case 'CollateExpression':
      return bindExpression(expression.operand, environment)
    case 'ComparisonExpression':
      return bindComparison(expression, environment)
    case 'IsNullExpression':
      return bindIsNull(expression, environment)
    case 'InListExpression':
      return bindInList(expression, environment)
    case 'InSubqueryExpression':
      return bindInSubquery(expression, environment)
    case 'BetweenExpression':
      return bindBetween(expression, environment)
    case 'LikeExpression':
      return bindLike(expression, environment)
    case 'MatchExpression':
      return bindMatch(expression, environment)
    case 'ExistsExpression':
      return bindExists(expression, environment)
    case 'SubqueryExpression':
      return bindScalarSubquery(expression, environment)
    case 'CastExpression':
      return bindCast(expression, environment)
    case 'CaseExpression':
      return bindCase(expression, environment)
    case 'ArrayExpression':
      return bindArray(expression, environment)
    case 'MapExpression':
      return bindMap(expression, environment)
    case 'SubscriptExpression':
      return bindSubscript(expression, environment)
    case 'SliceExpression':
      return bindSlice(expression, environment)
    case 'FieldAccess':
      return bindFieldAccess(expression, environment)
    case 'JsonArrowExpression':
      return bindJsonArrow(expression, environment)
    case 'LambdaExpression':
      throw analyzingError('lambda functions can only be arguments of functions that take them')
    case 'FunctionCall':
      return bindFunctionCall(expression, environment)
    case 'ExtractExpression':
      return bindExtract(expression, environment)
    case 'TimestampArithmetic':
      return bindTimestampArithmetic(expression, environment)
  }
}
