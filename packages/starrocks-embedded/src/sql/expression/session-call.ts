import type { FunctionCall } from 'starrocks-kit/language'
import type { Bound } from '../bound.ts'
import { quoteDuckString } from '../duck-text.ts'
import type { SqlValue } from '../scope.ts'
import { BIGINT, DATE, DATETIME, TIME } from '../types/sql-type.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'
import { bindValue } from './literal.ts'

/** The clock, and what only the session knows; undefined for any other name. */
export function bindSessionCall(name: string, call: FunctionCall, environment: Environment): Bound | undefined {
  const { session } = environment.context.translation
  const clock = bindClock(
    name,
    call.arguments.length,
    session.now ?? new Date(),
    String(session.variable('time_zone') ?? 'UTC'),
  )
  if (clock !== undefined) return clock
  if (session.sessionFunction === undefined) return undefined
  const args: SqlValue[] = []
  for (const argument of call.arguments) {
    if (!argument.kind.endsWith('Literal')) return undefined
    args.push(bindExpression(argument, environment).constant?.value ?? null)
  }
  const value = session.sessionFunction(name, args)
  return value === undefined ? undefined : bindValue(value)
}

function bindClock(name: string, argumentCount: number, now: Date, timeZone: string): Bound | undefined {
  switch (name) {
    case 'now':
    case 'current_timestamp':
    case 'localtime':
    case 'localtimestamp':
      return {
        sql: `TIMESTAMP ${quoteDuckString(argumentCount > 0 ? clockText(now, timeZone, true) : clockText(now, timeZone))}`,
        type: DATETIME,
      }
    case 'utc_timestamp':
      return { sql: `TIMESTAMP ${quoteDuckString(clockText(now, 'UTC'))}`, type: DATETIME }
    case 'utc_time':
      return { sql: String(secondsOf(clockText(now, 'UTC'))), type: TIME }
    case 'current_date':
    case 'curdate':
      return { sql: `DATE ${quoteDuckString(clockText(now, timeZone).slice(0, 10))}`, type: DATE }
    case 'current_time':
    case 'curtime':
      return { sql: String(secondsOf(clockText(now, timeZone))), type: TIME }
    case 'unix_timestamp':
      return argumentCount === 0 ? { sql: String(Math.floor(now.getTime() / 1000)), type: BIGINT } : undefined
    default:
      return undefined
  }
}

/** The seconds of the day of a moment's text. */
function secondsOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(11).split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds
}

/** A moment in a session's time zone, `2024-01-31 10:00:00`; an unknown zone reads as UTC. */
export function clockText(now: Date, timeZone: string, withFraction = false): string {
  const text = new Date(now.getTime() + offsetMinutes(now, timeZone) * 60_000).toISOString()
  const seconds = text.slice(0, 19).replace('T', ' ')
  return withFraction ? `${seconds}.${text.slice(20, 23)}` : seconds
}

function offsetMinutes(now: Date, timeZone: string): number {
  const fixed = /^([+-])(\d{1,2}):(\d{2})$/.exec(timeZone)
  if (fixed !== null) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3]))
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(now)
    const offset = /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '')
    return offset === null ? 0 : (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]))
  } catch {
    return 0
  }
}
