import type { FunctionCall } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import { BIGINT, DOUBLE, type SqlType, toDataType } from '../types/sql-type.ts'
import { aggregateRefusal } from './aggregate-refusal.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'
import { checkCall } from './check-call.ts'
import { noMatchingFunction } from './scalar-call.ts'
import { windowText } from './window-text.ts'

const RANKS: Readonly<Record<string, SqlType>> = {
  row_number: BIGINT,
  rank: BIGINT,
  dense_rank: BIGINT,
  ntile: BIGINT,
  cume_dist: DOUBLE,
  percent_rank: DOUBLE,
}

const VALUES: ReadonlySet<string> = new Set(['first_value', 'last_value', 'lag', 'lead', 'session_number'])

const NESTED: ReadonlySet<string> = new Set(['array', 'map', 'struct'])

/** A function that exists only with OVER; undefined for any other name. */
export function bindWindowCall(name: string, call: FunctionCall, environment: Environment): Bound | undefined {
  const rank = Object.hasOwn(RANKS, name) ? RANKS[name] : undefined
  if (rank === undefined && !VALUES.has(name)) return undefined
  if (call.over === undefined) throw analyzingError(`${name}() requires an OVER clause`)
  const refusal = aggregateRefusal(environment, call)
  if (refusal !== undefined) throw analyzingError(refusal)
  const args = call.arguments.map((argument) => bindExpression(argument, environment))
  checkCall(name, call, args, environment)
  if (name === 'session_number') return sessionNumber(call, args, environment)
  const over = `OVER (${windowText(call.over, environment)})`
  if (rank !== undefined) {
    return {
      ...combine(`${name}(${args.map((arg) => castTo(arg, BIGINT).sql).join(', ')}) ${over}`, rank, args),
      window: true,
    }
  }
  // Their forms are those of simple types (FunctionSet.initAggregateBuiltins).
  if (args.some(({ type }) => NESTED.has(type.kind))) throw noMatchingFunction(name, args, environment, call)
  const [value, offset, fallback] = args
  if (value === undefined) throw analyzingError(`No matching function with signature: ${name}()`)
  const texts = [value.sql]
  if (name === 'lag' || name === 'lead') {
    if (value.type.kind === 'varbinary') throw analyzingError('No assignment from VARBINARY to BITMAP')
    texts.push(offset === undefined ? '1' : castTo(offset, BIGINT).sql)
    if (fallback !== undefined) texts.push(castTo(fallback, toDataType(value.type)).sql)
  }
  const nulls = call.ignoreNulls === true ? ' IGNORE NULLS' : ''
  return { ...combine(`${name}(${texts.join(', ')}${nulls}) ${over}`, value.type, args), window: true }
}

/** `session_number(n, gap)`: counts the rows so far whose value is further than the gap from the one before. */
function sessionNumber(call: FunctionCall, args: readonly Bound[], environment: Environment): Bound {
  const [value, gap] = args
  if (call.over === undefined || value === undefined || gap === undefined || args.length > 2)
    throw noMatchingFunction('session_number', args, environment, call)
  const { frame: _, ...window } = call.over
  const rows = `list(${castTo(value, BIGINT).sql}) OVER (${windowText(window, environment)} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`
  return {
    ...combine(`sr_session_number(${rows}, ${castTo(gap, BIGINT).sql})`, BIGINT, args),
    window: true,
  }
}
