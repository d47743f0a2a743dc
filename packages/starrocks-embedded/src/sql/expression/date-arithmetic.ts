import type { ExtractExpression, IntervalExpression, TimestampArithmetic, TimeUnit } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import { BIGINT, DATETIME, INT, isComplex } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'
import { callFunction } from './scalar-call.ts'

/** A date moved by an interval: always a DATETIME, except whole days (and longer) of a DATE in functions that keep the type. */
export function addInterval(date: Bound, interval: IntervalExpression, sign: 1 | -1, environment: Environment): Bound {
  const count = castTo(bindExpression(interval.value, environment), INT)
  return moveDate(date, count, interval.unit, sign)
}

export function moveDate(date: Bound, count: Bound, unit: TimeUnit, sign: 1 | -1): Bound {
  if (isComplex(date.type)) throw analyzingError(`Cannot cast '${date.sql}' from ${typeText(date.type)} to DATETIME`)
  const moment = castTo(date, DATETIME)
  const amount = sign === 1 ? castTo(count, BIGINT).sql : `(-${castTo(count, BIGINT).sql})`
  return combine(`sr_add_${unit.toLowerCase()}(${moment.sql}, ${amount})`, DATETIME, [date, count])
}

export function bindTimestampArithmetic(expression: TimestampArithmetic, environment: Environment): Bound {
  const left = bindExpression(expression.left, environment)
  const right = bindExpression(expression.right, environment)
  if (expression.function === 'TIMESTAMPADD') return moveDate(right, castTo(left, INT), expression.unit, 1)
  return dateDifference(expression.unit, castTo(right, DATETIME), castTo(left, DATETIME))
}

/** The number of whole units from `start` to `end`. */
function dateDifference(unit: TimeUnit, end: Bound, start: Bound): Bound {
  const [a, b] = [castTo(end, DATETIME).sql, castTo(start, DATETIME).sql]
  return combine(`CAST(date_sub('${unit.toLowerCase()}', ${b}, ${a}) AS BIGINT)`, BIGINT, [end, start])
}

export function bindExtract(expression: ExtractExpression, environment: Environment): Bound {
  return callFunction(
    expression.unit.toLowerCase(),
    [bindExpression(expression.operand, environment)],
    environment,
    expression,
  )
}
