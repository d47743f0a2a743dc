import type { TimeUnit } from '../language/index.ts'
import { ownEntry } from './state.ts'

const TIME_UNITS: { readonly [Unit in TimeUnit]: Unit } = {
  YEAR: 'YEAR',
  QUARTER: 'QUARTER',
  MONTH: 'MONTH',
  WEEK: 'WEEK',
  DAY: 'DAY',
  HOUR: 'HOUR',
  MINUTE: 'MINUTE',
  SECOND: 'SECOND',
  MILLISECOND: 'MILLISECOND',
  MICROSECOND: 'MICROSECOND',
}

/** The unit in the words of the grammar; undefined when the text is none. */
export function findTimeUnit(text: string): TimeUnit | undefined {
  return ownEntry<TimeUnit>(TIME_UNITS, text.toUpperCase())
}

/** The unit in the words of the grammar. Throws RangeError when the text is none. */
export function timeUnit(text: string): TimeUnit {
  const known = findTimeUnit(text)
  if (known === undefined)
    throw new RangeError(`${text} is not a unit of time. Use one of ${Object.keys(TIME_UNITS).join(', ')}`)
  return known
}
