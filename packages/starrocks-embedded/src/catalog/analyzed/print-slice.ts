import type { Expression, FunctionCall } from 'starrocks-kit/language'
import { printString } from './print-literal.ts'

/**
 * The arguments of a function that cuts time into slices, with the boundary that holds when none is given. The short wording of partition expressions
 * spells number and unit as two arguments.
 */
export function sliceArguments(
  call: FunctionCall,
  short: boolean,
  print: (expression: Expression) => string,
): readonly string[] {
  const [date, interval, boundary] = call.arguments
  if (date === undefined || interval?.kind !== 'IntervalExpression') return call.arguments.map(print)
  const word = boundary?.kind === 'UnitBoundary' ? boundary.boundary.toLowerCase() : 'floor'
  const unit = interval.unit.toLowerCase()
  const value = print(interval.value)
  return short
    ? [print(date), value, printString(unit), printString(word)]
    : [print(date), `INTERVAL ${value} ${unit}`, word]
}
