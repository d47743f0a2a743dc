/** A moment as clocks of a time zone show it: two digits each, the year four. */
export interface ZonedTime {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly hour: string
  readonly minute: string
  readonly second: string
  /** `Z`, or as `+01:00`. */
  readonly offset: string
}

/** @param timeZone `UTC`, `local`, or a name such as `Europe/Berlin`. */
export function zonedTime(date: Date, timeZone: string): ZonedTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): string => (parts.get(name) ?? '').padStart(2, '0')
  const offset = part('timeZoneName').slice('GMT'.length)
  return {
    year: part('year').padStart(4, '0'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
    offset: offset === '' || offset === '+00:00' ? 'Z' : offset,
  }
}

/** ISO 8601 in seconds, with the offset of the time zone: `2026-11-23T22:30:00+01:00`. */
export function zonedIsoTime(date: Date, timeZone: string): string {
  const { year, month, day, hour, minute, second, offset } = zonedTime(date, timeZone)
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`
}

export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone)
    return true
  } catch {
    return false
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    ...(timeZone === 'local' ? {} : { timeZone }),
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  })
}
