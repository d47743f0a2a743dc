import { DAY_MICROS, DAYS, MONTHS } from './calendar.ts'
import { firstDay, weekOf } from './week.ts'

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
