import type { ArithmeticExpression, ArithmeticOperator, Expression, UnaryExpression } from 'starrocks-kit/language'
import type { DataType } from 'starrocks-kit/schema'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import { EngineError } from '../engine-error.ts'
import { duckType } from '../types/duck-type.ts'
import { isBig, operateBig } from '../big-decimal.ts'
import { divideDecimals, divisionScale } from '../decimal-division.ts'
import { integerRank } from '../types/common-type.ts'
import {
  BIGINT,
  decimal,
  DOUBLE,
  INT,
  isDateLike,
  isDecimal,
  isFloating,
  isInteger,
  isNull,
  isSimple,
  isString,
  LARGEINT,
  NULL_TYPE,
  SMALLINT,
  type SqlType,
  TINYINT,
} from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import { addInterval } from './date-arithmetic.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'
import { bindNumber } from './literal.ts'

/** A chain of operators of one precedence, folded from the left. */
export function bindArithmetic(expression: ArithmeticExpression, environment: Environment): Bound {
  const [first, ...rest] = expression.operands
  if (first === undefined) throw analyzingError('an operator without operands')
  if (first.kind === 'IntervalExpression') {
    const [date, ...more] = rest
    if (date === undefined) throw analyzingError('INTERVAL can only stand beside a date')
    return fold(
      addInterval(bindExpression(date, environment), first, 1, environment),
      expression.operators.slice(1),
      more,
      environment,
    )
  }
  return fold(bindExpression(first, environment), expression.operators, rest, environment)
}

function fold(
  start: Bound,
  operators: readonly ArithmeticOperator[],
  operands: readonly Expression[],
  environment: Environment,
): Bound {
  return operands.reduce((left, operand, index) => {
    const operator = operators[index] ?? '+'
    if (operand.kind === 'IntervalExpression') return addInterval(left, operand, operator === '-' ? -1 : 1, environment)
    return operate(operator, left, bindExpression(operand, environment))
  }, start)
}

export function bindUnary(expression: UnaryExpression, environment: Environment): Bound {
  if (expression.operator === '-' && expression.operand.kind === 'NumberLiteral')
    return bindNumber(`-${expression.operand.text}`)
  const operand = bindExpression(expression.operand, environment)
  if (expression.operator === '+') return operand
  if (expression.operator === '~') {
    const type = isInteger(operand.type) ? operand.type : BIGINT
    return combine(`(~${castTo(operand, type as DataType).sql})`, type, [operand])
  }
  return operate('*', bindNumber('-1'), operand)
}

/** The type of what a binary operator gives; undefined where its operands are no numbers. */
export function arithmeticType(operator: ArithmeticOperator, left: SqlType, right: SqlType): SqlType | undefined {
  try {
    return operate(operator, { sql: '', type: declaredNumber(left) }, { sql: '', type: declaredNumber(right) }).type
  } catch (error) {
    if (error instanceof EngineError) return undefined
    throw error
  }
}

/** As the analyzer declares it a date counts as DOUBLE; its digits are computed with as a whole number. */
function declaredNumber(type: SqlType): SqlType {
  return isDateLike(type) ? DOUBLE : type
}

/** One binary operator over two bound operands. */
export function operate(operator: ArithmeticOperator, left: Bound, right: Bound): Bound {
  if (isNull(left.type) && isNull(right.type)) return { sql: 'NULL', type: NULL_TYPE }
  const leftType = numericType(left.type)
  const rightType = numericType(right.type)
  const bitwise =
    operator === '&' || operator === '|' || operator === '^' || operator === 'DIV' || operator.startsWith('BITSHIFT')
  if (
    (isDecimal(leftType) || isDecimal(rightType)) &&
    (bitwise || (!isFloatingLike(left.type) && !isFloatingLike(right.type)))
  ) {
    return operateDecimal(operator, left, right)
  }
  const common = commonNumber(leftType, rightType)
  switch (operator) {
    case '+':
    case '-':
    case '*': {
      const type = biggerType(common)
      if (isSimple(common, 'bigint')) {
        // There is no larger type then: the server's sums and products overflow into the other sign.
        const exact = `CAST(${castTo(left, type).sql} AS HUGEINT) ${operator} ${castTo(right, type).sql}`
        return combine(`sr_wrap_bigint(${exact})`, type, [left, right])
      }
      const text = `(${castTo(left, type).sql} ${operator} ${castTo(right, type).sql})`
      return combine(text, type, [left, right])
    }
    case '/': {
      const text = `(${castTo(left, DOUBLE).sql} / nullif(${castTo(right, DOUBLE).sql}, 0))`
      return combine(text, DOUBLE, [left, right])
    }
    case '%':
    case 'MOD': {
      const divisor = castTo(right, common).sql
      // The smallest number modulo -1 overflows in DuckDB.
      const text = isInteger(common)
        ? `CAST(CAST(${castTo(left, common).sql} AS HUGEINT) % nullif(${divisor}, 0) AS ${duckType(common)})`
        : `(${castTo(left, common).sql} % nullif(${divisor}, 0))`
      return combine(text, common, [left, right])
    }
    case 'DIV': {
      const type = isInteger(common) ? common : BIGINT
      const bits = 8 * 2 ** Math.max(integerRank(type) - 1, 0)
      const quotient = `CAST(${castTo(left, type).sql} AS HUGEINT) // nullif(${castTo(right, type).sql}, 0)`
      // The smallest number divided by -1 overflows into itself on the server.
      const text = bits > 64 ? `(${quotient})` : `CAST(sr_wrap(${quotient}, ${bits}) AS ${duckType(type)})`
      return combine(text, type, [left, right])
    }
    case '&':
    case '|':
    case '^': {
      const type = isInteger(common) ? common : BIGINT
      const [a, b] = [castTo(left, type).sql, castTo(right, type).sql]
      return combine(operator === '^' ? `xor(${a}, ${b})` : `(${a} ${operator} ${b})`, type, [left, right])
    }
    case 'BITSHIFTLEFT':
    case 'BITSHIFTRIGHT':
    case 'BITSHIFTRIGHTLOGICAL': {
      const type = isInteger(leftType) ? leftType : BIGINT
      const shift =
        operator === 'BITSHIFTLEFT'
          ? 'sr_shift_left'
          : operator === 'BITSHIFTRIGHT'
            ? 'sr_shift_right'
            : 'sr_shift_right_logical'
      const bits = 8 * 2 ** Math.max(integerRank(type) - 1, 0)
      const text = `CAST(${shift}(CAST(${castTo(left, type as DataType).sql} AS HUGEINT), ${castTo(right, BIGINT).sql}, ${bits}) AS ${duckType(type)})`
      return combine(text, type, [left, right])
    }
  }
}

function isFloatingLike(type: SqlType): boolean {
  return isFloating(type) || isString(type)
}

/** The type as which an operand counts: dates and text are DOUBLE, BOOLEAN is TINYINT. */
function numericType(type: SqlType): SqlType {
  if (isInteger(type) || isDecimal(type) || isNull(type)) return type
  if (isSimple(type, 'boolean')) return TINYINT
  if (isDateLike(type)) return BIGINT
  if (isFloating(type) || isString(type) || isSimple(type, 'json', 'time')) return DOUBLE
  throw analyzingError(`cast type ${typeText(type)} with type double is invalid`)
}

function commonNumber(left: SqlType, right: SqlType): DataType {
  if (isFloating(left) || isFloating(right)) return DOUBLE
  const rank = Math.max(integerRank(left), integerRank(right), 1)
  return [TINYINT, TINYINT, SMALLINT, INT, BIGINT, LARGEINT][rank] ?? BIGINT
}

/** `+`, `-` and `*` are computed one size up. */
function biggerType(type: DataType): DataType {
  if (isFloating(type)) return DOUBLE
  return [SMALLINT, SMALLINT, INT, BIGINT, BIGINT, LARGEINT][integerRank(type)] ?? BIGINT
}

function operateDecimal(operator: ArithmeticOperator, left: Bound, right: Bound): Bound {
  const a = decimalOf(left.type)
  const b = decimalOf(right.type)
  const [x, y] = [asDecimal(left), asDecimal(right)]
  const parts = [left, right]
  const big = isBig(left.type) || isBig(right.type)
  if (big && (operator === '+' || operator === '-' || operator === '*' || operator === '/'))
    return operateBigs(operator, left, right)
  switch (operator) {
    case '+':
    case '-': {
      const scale = Math.max(a.scale, b.scale)
      const type = decimal(Math.min(Math.max(a.precision - a.scale, b.precision - b.scale) + scale + 1, 38), scale)
      return combine(`CAST(${roomy(x, type)} ${operator} ${y.sql} AS ${duckType(type)})`, type, parts)
    }
    case '*': {
      const scale = a.scale + b.scale
      if (scale > 38) {
        throw analyzingError(
          `Return scale(${scale}) exceeds maximum value(38), please cast decimal type to low-precision one`,
        )
      }
      const type = decimal(Math.min(a.precision + b.precision, 38), scale)
      return combine(`CAST(${roomy(x, type)} * ${y.sql} AS ${duckType(type)})`, type, parts)
    }
    case '/': {
      const scale = divisionScale(a.scale)
      const type = decimal(38, scale)
      return combine(divideDecimals(x.sql, a.scale, y.sql, b.scale, scale), type, parts)
    }
    case '%':
    case 'MOD': {
      const scale = Math.max(a.scale, b.scale)
      const type = decimal(Math.max(a.precision, b.precision) > 18 ? 38 : 18, scale)
      return combine(`CAST(${x.sql} % nullif(${y.sql}, 0) AS ${duckType(type)})`, type, parts)
    }
    case 'DIV':
      return combine(
        `TRY_CAST(trunc(${divideDecimals(x.sql, a.scale, y.sql, b.scale, divisionScale(a.scale))}) AS BIGINT)`,
        BIGINT,
        parts,
      )
    case '&':
    case '|':
    case '^':
    case 'BITSHIFTLEFT':
    case 'BITSHIFTRIGHT':
    case 'BITSHIFTRIGHTLOGICAL':
      return operate(operator, castTo(left, BIGINT), castTo(right, BIGINT))
  }
}

/** Where one side has more than 38 digits, so has the other, and the result (ArithmeticExpr.rewriteDecimalOperation). */
function operateBigs(operator: '+' | '-' | '*' | '/', left: Bound, right: Bound): Bound {
  const [a, b] = [decimalOf(left.type), decimalOf(right.type)]
  const scale =
    operator === '*' ? a.scale + b.scale : operator === '/' ? divisionScale(a.scale) : Math.max(a.scale, b.scale)
  if (scale > 76) {
    throw analyzingError(
      `Return scale(${scale}) exceeds maximum value(76), please cast decimal type to low-precision one`,
    )
  }
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale)
  const precision = operator === '*' ? a.precision + b.precision : operator === '/' ? 76 : whole + scale + 1
  const type = decimal(Math.min(Math.max(precision, 39), 76), scale)
  const [x, y] = [left, right].map((side) => {
    const { scale: own } = decimalOf(side.type)
    return { sql: castTo(side, decimal(76, own)).sql, scale: own }
  })
  if (x === undefined || y === undefined) throw analyzingError('an operator without operands')
  return combine(operateBig(operator, x, y, scale), type, [left, right])
}

/** An operand as a decimal that holds all its values: integers need a digit more than the type that decides the result has. */
function asDecimal(value: Bound): Bound {
  const { precision, scale } = decimalOf(value.type)
  return isDecimal(value.type) ? value : castTo(value, decimal(Math.min(precision + 1, 38), scale))
}

/** An operand that lets DuckDB compute with 128 bits where the result needs them: of two decimals of up to 18 digits it makes one of 64 bits, or fails. */
function roomy(value: Bound, result: DataType): string {
  if (!isDecimal(value.type) || value.type.precision > 18 || decimalOf(result).precision <= 18) return value.sql
  return `CAST(${value.sql} AS ${duckType(decimal(19, value.type.scale))})`
}

/** The decimal as which an operand decides the type of the result. */
function decimalOf(type: SqlType): { readonly precision: number; readonly scale: number } {
  if (isDecimal(type)) return type
  if (isSimple(type, 'largeint')) return { precision: 38, scale: 0 }
  if (isSimple(type, 'bigint')) return { precision: 18, scale: 0 }
  return { precision: 9, scale: 0 }
}
