import { DAY_MICROS, DAYS, MONTHS } from './calendar.ts'
import { firstDay, weekOf } from './week.ts'

interface Read {
  year: number
  month: number
  date: number
  hour: number
  minute: number
  second: number
  micro: number
  half?: 'AM' | 'PM'
  dayOfYear?: number
  weekday?: number
  week?: { readonly mode: number; readonly week: number }
  weekYear?: number
}

/**
 * Reads text by a format of MySQL, as `str_to_date` does: reading ends with the text or with the format, whichever is shorter. Microseconds since 1970;
 * undefined where the text does not fit or names no day.
 */
export function parseDate(text: string, format: string): bigint | undefined {
  const read: Read = { year: 0, month: 0, date: 0, hour: 0, minute: 0, second: 0, micro: 0 }
  let at = 0
  const skip = (): void => {
    while (at < text.length && /\s/.test(text.charAt(at))) at += 1
  }
  const digits = (width: number): number | undefined => {
    const found = new RegExp(`\\d{1,${width}}`, 'y')
    found.lastIndex = at
    const [run] = found.exec(text) ?? []
    if (run === undefined) return undefined
    at += run.length
    return Number(run)
  }
  const name = (names: readonly string[], length?: number): number | undefined => {
    const index = names.findIndex((item) => {
      const wanted = item.slice(0, length)
      return text.slice(at, at + wanted.length).toLowerCase() === wanted.toLowerCase()
    })
    if (index < 0) return undefined
    at += (names[index] ?? '').slice(0, length).length
    return index
  }
  const whole = format.replaceAll('%T', '%H:%i:%S').replaceAll('%r', '%I:%i:%S %p')
  for (let f = 0; f < whole.length && at < text.length; f += 1) {
    const letter = whole.charAt(f)
    if (/\s/.test(letter)) {
      skip()
      continue
    }
    if (letter !== '%' || f + 1 >= whole.length) {
      if (text.charAt(at) !== letter) return undefined
      at += 1
      continue
    }
    f += 1
    skip()
    if (!readPart(whole.charAt(f), read, digits, name, () => text.charAt(at++))) return undefined
  }
  return microsOf(read)
}

function readPart(
  letter: string,
  read: Read,
  digits: (width: number) => number | undefined,
  name: (names: readonly string[], length?: number) => number | undefined,
  character: () => string,
): boolean {
  const put = (key: 'year' | 'month' | 'date' | 'hour' | 'minute' | 'second', width: number): boolean => {
    const value = digits(width)
    if (value !== undefined) read[key] = value
    return value !== undefined
  }
  switch (letter) {
    case 'Y':
      return put('year', 4)
    case 'y': {
      const short = digits(2)
      if (short !== undefined) read.year = short + (short < 70 ? 2000 : 1900)
      return short !== undefined
    }
    case 'm':
    case 'c':
      return put('month', 2)
    case 'd':
    case 'e':
      return put('date', 2)
    case 'D': {
      const found = put('date', 2)
      return found && /[a-z]/i.test(character()) && /[a-z]/i.test(character())
    }
    case 'H':
    case 'k':
      return put('hour', 2)
    case 'h':
    case 'I':
    case 'l': {
      const found = put('hour', 2)
      read.half ??= 'AM'
      return found && read.hour >= 1 && read.hour <= 12
    }
    case 'i':
      return put('minute', 2)
    case 's':
    case 'S':
      return put('second', 2)
    case 'f': {
      let fraction = ''
      for (let next = digits(1); next !== undefined && fraction.length < 6; next = digits(1)) fraction += String(next)
      if (fraction !== '') read.micro = Number(fraction.padEnd(6, '0'))
      return fraction !== ''
    }
    case 'p': {
      const half = name(['AM', 'PM'])
      if (half !== undefined) read.half = half === 1 ? 'PM' : 'AM'
      return half !== undefined
    }
    case 'b':
    case 'M': {
      const month = name(MONTHS, letter === 'b' ? 3 : undefined)
      if (month !== undefined) read.month = month + 1
      return month !== undefined
    }
    case 'a':
    case 'W': {
      const weekday = name(DAYS, letter === 'a' ? 3 : undefined)
      if (weekday !== undefined) read.weekday = weekday
      return weekday !== undefined
    }
    case 'w': {
      const weekday = digits(1)
      if (weekday !== undefined) read.weekday = weekday
      return weekday !== undefined && weekday < 7
    }
    case 'j': {
      const day = digits(3)
      if (day !== undefined) read.dayOfYear = day
      return day !== undefined && day >= 1 && day <= 366
    }
    case 'u':
    case 'U':
    case 'v':
    case 'V': {
      const week = digits(2)
      if (week !== undefined) read.week = { mode: { U: 0, u: 1, V: 2, v: 3 }[letter], week }
      return week !== undefined && week <= 53
    }
    case 'x':
    case 'X': {
      const year = digits(4)
      if (year !== undefined) read.weekYear = year
      return year !== undefined
    }
    default:
      return character() === letter
  }
}

/** The microseconds since 1970 of a moment in its fields; undefined where they name none. */
export function microsOf(read: Read): bigint | undefined {
  const hour = read.half === undefined ? read.hour : (read.hour % 12) + (read.half === 'PM' ? 12 : 0)
  if (hour > 23 || read.minute > 59 || read.second > 59) return undefined
  const day = dayOf(read)
  if (day === undefined) return undefined
  const seconds = BigInt(hour * 3600 + read.minute * 60 + read.second)
  return BigInt(day) * DAY_MICROS + seconds * 1_000_000n + BigInt(read.micro)
}

function dayOf(read: Read): number | undefined {
  if (read.dayOfYear !== undefined) return firstDay(read.year) + read.dayOfYear - 1
  if (read.week !== undefined && read.weekday !== undefined) {
    const year = read.weekYear ?? read.year
    const { mode, week } = read.week
    // The first day from which the week and the weekday can be counted.
    for (let day = firstDay(year) - 7; day < firstDay(year + 1) + 7; day += 1) {
      const found = weekOf(day, mode)
      const weekday = (((day + 4) % 7) + 7) % 7
      if (found.year === year && found.week === week && weekday === read.weekday) return day
    }
    return undefined
  }
  if (read.month < 1 || read.month > 12 || read.date < 1) return undefined
  const date = new Date(0)
  date.setUTCFullYear(read.year, read.month - 1, read.date)
  return date.getUTCMonth() === read.month - 1 ? Math.floor(date.getTime() / 86_400_000) : undefined
}
