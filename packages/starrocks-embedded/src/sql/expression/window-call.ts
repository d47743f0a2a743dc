import type { FunctionCall } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { combine, type Bound } from '../bound.ts'
import { castTo } from '../cast.ts'
import { BIGINT, DOUBLE, toDataType, type SqlType } from '../types/sql-type.ts'
import { aggregateRefusal, type Environment } from './environment.ts'
import { bindExpression } from './bind.ts'
import { windowText } from './window-text.ts'

const RANKS: Readonly<Record<string, SqlType>> = {
  row_number: BIGINT,
  rank: BIGINT,
  dense_rank: BIGINT,
  ntile: BIGINT,
  cume_dist: DOUBLE,
  percent_rank: DOUBLE,
}

const VALUES: ReadonlySet<string> = new Set(['first_value', 'last_value', 'lag', 'lead'])

/** A function that exists only with OVER; undefined for any other name. */
export function bindWindowCall(name: string, call: FunctionCall, environment: Environment): Bound | undefined {
  const rank = Object.hasOwn(RANKS, name) ? RANKS[name] : undefined
  if (rank === undefined && !VALUES.has(name)) return undefined
  if (call.over === undefined) throw analyzingError(`${name}() requires an OVER clause`)
  const refusal = aggregateRefusal(environment, call)
  if (refusal !== undefined) throw analyzingError(refusal)
  const args = call.arguments.map((argument) => bindExpression(argument, environment))
  const over = `OVER (${windowText(call.over, environment)})`
  if (rank !== undefined) {
    return {
      ...combine(`${name}(${args.map((arg) => castTo(arg, BIGINT).sql).join(', ')}) ${over}`, rank, args),
      window: true,
    }
  }
  const [value, offset, fallback] = args
  if (value === undefined) throw analyzingError(`No matching function with signature: ${name}()`)
  const texts = [value.sql]
  if (name === 'lag' || name === 'lead') {
    texts.push(offset === undefined ? '1' : castTo(offset, BIGINT).sql)
    if (fallback !== undefined) texts.push(castTo(fallback, toDataType(value.type)).sql)
  }
  const nulls = call.ignoreNulls === true ? ' IGNORE NULLS' : ''
  return { ...combine(`${name}(${texts.join(', ')}${nulls}) ${over}`, value.type, args), window: true }
}
