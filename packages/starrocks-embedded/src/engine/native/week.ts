const DAY_MS = 86_400_000

/** Days since 1970-01-01 of the first day of a year. */
export function firstDay(year: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, 0, 1)
  return Math.floor(date.getTime() / DAY_MS)
}

export interface WeekOfYear {
  readonly year: number
  readonly week: number
}

/**
 * The week of a day (since 1970-01-01) in one of MySQL's eight ways of counting: bit 0 of the mode begins weeks on Monday, bit 1 counts from 1 and lets days
 * belong to the year before or behind, bit 2 (turned round for weeks from Sunday) decides by the first Monday or Sunday, else by four days.
 */
export function weekOf(day: number, mode: number): WeekOfYear {
  const fromMonday = (mode & 1) !== 0
  const ownYear = (mode & 2) !== 0
  const byFirst = ((mode & 4) !== 0) === fromMonday
  const year = new Date(day * DAY_MS).getUTCFullYear()
  const inYear = (of: number): number | undefined => {
    const first = firstDay(of)
    // 1970-01-01 was a Thursday.
    const weekday = (((first + (fromMonday ? 3 : 4)) % 7) + 7) % 7
    const late = byFirst ? weekday !== 0 : weekday >= 4
    const start = late ? first + 7 - weekday : first - weekday
    return day < start ? undefined : Math.floor((day - start) / 7) + 1
  }
  const week = inYear(year)
  if (week === undefined) return ownYear ? { year: year - 1, week: inYear(year - 1) ?? 53 } : { year, week: 0 }
  if (ownYear && week >= 53 && inYear(year + 1) !== undefined) return { year: year + 1, week: 1 }
  return { year, week }
}
