import { firstDay, weekOf } from './week.ts'

const DAY_MICROS = 86_400_000_000n
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A moment in its parts. */
interface Moment {
  /** Since 1970-01-01. */
  readonly day: number
  readonly year: number
  readonly month: number
  readonly date: number
  /** Sunday is 0. */
  readonly weekday: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly micro: number
}

function momentOf(micros: bigint): Moment {
  const ofDay = ((micros % DAY_MICROS) + DAY_MICROS) % DAY_MICROS
  const day = Number((micros - ofDay) / DAY_MICROS)
  const date = new Date(day * 86_400_000)
  const seconds = Number(ofDay / 1_000_000n)
  return {
    day,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    micro: Number(ofDay % 1_000_000n),
  }
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}

function twelve(hour: number): number {
  return hour % 12 === 0 ? 12 : hour % 12
}

function ordinal(date: number): string {
  const teens = date >= 11 && date <= 13
  return `${date}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][date % 10] ?? 'th')}`
}

/** MySQL's letters behind `%`; any other letter stands for itself. */
const LETTERS: Readonly<Record<string, (at: Moment) => string>> = {
  a: (at) => (DAYS[at.weekday] ?? '').slice(0, 3),
  b: (at) => (MONTHS[at.month - 1] ?? '').slice(0, 3),
  c: (at) => String(at.month),
  D: (at) => ordinal(at.date),
  d: (at) => pad(at.date),
  e: (at) => String(at.date),
  f: (at) => pad(at.micro, 6),
  H: (at) => pad(at.hour),
  h: (at) => pad(twelve(at.hour)),
  I: (at) => pad(twelve(at.hour)),
  i: (at) => pad(at.minute),
  j: (at) => pad(at.day - firstDay(at.year) + 1, 3),
  k: (at) => String(at.hour),
  l: (at) => String(twelve(at.hour)),
  M: (at) => MONTHS[at.month - 1] ?? '',
  m: (at) => pad(at.month),
  p: (at) => (at.hour < 12 ? 'AM' : 'PM'),
  r: (at) => `${pad(twelve(at.hour))}:${pad(at.minute)}:${pad(at.second)} ${at.hour < 12 ? 'AM' : 'PM'}`,
  S: (at) => pad(at.second),
  s: (at) => pad(at.second),
  T: (at) => `${pad(at.hour)}:${pad(at.minute)}:${pad(at.second)}`,
  U: (at) => pad(weekOf(at.day, 0).week),
  u: (at) => pad(weekOf(at.day, 1).week),
  V: (at) => pad(weekOf(at.day, 2).week),
  v: (at) => pad(weekOf(at.day, 3).week),
  W: (at) => DAYS[at.weekday] ?? '',
  w: (at) => String(at.weekday),
  X: (at) => pad(weekOf(at.day, 2).year, 4),
  x: (at) => pad(weekOf(at.day, 3).year, 4),
  Y: (at) => pad(at.year, 4),
  y: (at) => pad(at.year % 100),
}

/** Formats of Java that `date_format` takes too. */
const NAMED: Readonly<Record<string, string>> = {
  yyyyMMdd: '%Y%m%d',
  'yyyy-MM-dd': '%Y-%m-%d',
  'yyyy-MM-dd HH:mm:ss': '%Y-%m-%d %H:%i:%s',
}

/** A moment (microseconds since 1970) by a format of MySQL, as `date_format` writes it. */
export function formatDate(micros: bigint, format: string): string {
  const at = momentOf(micros)
  const source = Object.hasOwn(NAMED, format) ? (NAMED[format] ?? format) : format
  return source.replace(/%(.)/gsu, (_whole, letter: string) =>
    Object.hasOwn(LETTERS, letter) ? (LETTERS[letter]?.(at) ?? '') : letter,
  )
}

/** The same by a format of Joda: letters in runs, text between apostrophes. */
export function formatJoda(micros: bigint, format: string): string {
  const at = momentOf(micros)
  return format.replace(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (run: string, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'")
    return jodaPart(run.charAt(0), run.length, at)
  })
}

function jodaPart(letter: string, width: number, at: Moment): string {
  const number = (value: number): string => pad(value, width)
  switch (letter) {
    case 'G':
      return 'AD'
    case 'C':
      return number(Math.floor(at.year / 100))
    case 'Y':
    case 'y':
      return width === 2 ? pad(at.year % 100) : number(at.year)
    case 'x':
      return width === 2 ? pad(weekOf(at.day, 3).year % 100) : number(weekOf(at.day, 3).year)
    case 'w':
      return number(weekOf(at.day, 3).week)
    case 'e':
      return number(at.weekday === 0 ? 7 : at.weekday)
    case 'E':
      return width > 3 ? (DAYS[at.weekday] ?? '') : (DAYS[at.weekday] ?? '').slice(0, 3)
    case 'D':
      return number(at.day - firstDay(at.year) + 1)
    case 'M':
      if (width > 3) return MONTHS[at.month - 1] ?? ''
      return width === 3 ? (MONTHS[at.month - 1] ?? '').slice(0, 3) : number(at.month)
    case 'd':
      return number(at.date)
    case 'a':
      return at.hour < 12 ? 'AM' : 'PM'
    case 'K':
      return number(at.hour % 12)
    case 'h':
      return number(twelve(at.hour))
    case 'H':
      return number(at.hour)
    case 'k':
      return number(at.hour === 0 ? 24 : at.hour)
    case 'm':
      return number(at.minute)
    case 's':
      return number(at.second)
    case 'S':
      return pad(at.micro, 6).padEnd(width, '0').slice(0, width)
    default:
      return letter.repeat(width)
  }
}

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
