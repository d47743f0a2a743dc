import type { FunctionCall } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import { quoteDuckString } from '../duck-text.ts'
import { BIGINT, DATE, DATETIME, VARCHAR } from '../types/sql-type.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'

/** MySQL's format letters that DuckDB spells another way. */
const MYSQL_LETTERS: Readonly<Record<string, string>> = {
  i: '%M',
  s: '%S',
  M: '%B',
  W: '%A',
  T: '%H:%M:%S',
  h: '%I',
  k: '%-H',
  l: '%-I',
  r: '%I:%M:%S %p',
  a: '%a',
}

/** Letters that DuckDB writes as MySQL does, once they are spelled its way. */
const PLAIN = /^(?:[^%]|%[YymdHisSTjpfaMWlkIh%])*$/

/** Formats of Java that `date_format` takes too. */
const NAMED: Readonly<Record<string, string>> = {
  yyyyMMdd: '%Y%m%d',
  'yyyy-MM-dd': '%Y-%m-%d',
  'yyyy-MM-dd HH:mm:ss': '%Y-%m-%d %H:%i:%s',
}

/** `%Y-%m-%d %H:%i:%s` as DuckDB spells it; undefined for letters that it does not have, or has for something else. */
function duckFormat(format: string): string | undefined {
  if (!PLAIN.test(format)) return undefined
  return format.replace(/%(.)/gs, (whole: string, letter: string) =>
    Object.hasOwn(MYSQL_LETTERS, letter) ? (MYSQL_LETTERS[letter] ?? whole) : whole,
  )
}

function namedFormat(format: string): string {
  return Object.hasOwn(NAMED, format) ? (NAMED[format] ?? format) : format
}

/** `yyyy-MM-dd HH:mm:ss`, the form of Java, in MySQL's letters. */
function javaFormat(format: string): string {
  const letters: Readonly<Record<string, string>> = {
    yyyy: '%Y',
    yy: '%y',
    MM: '%m',
    M: '%c',
    MMM: '%b',
    MMMM: '%M',
    dd: '%d',
    d: '%e',
    HH: '%H',
    H: '%k',
    hh: '%h',
    mm: '%i',
    ss: '%s',
    SSSSSS: '%f',
    SSS: '%f',
    a: '%p',
    EEEE: '%W',
    EEE: '%a',
  }
  return format.replace(/yyyy|yy|M{1,4}|dd|d|HH|H|hh|mm|ss|SSSSSS|SSS|EEEE|EEE|a/g, (part) => letters[part] ?? part)
}

/** `yyyy-mm-dd hh24:mi:ss`, the form of Teradata, in MySQL's letters. */
function teraFormat(format: string): string {
  const letters: Readonly<Record<string, string>> = {
    yyyy: '%Y',
    mm: '%m',
    dd: '%d',
    hh24: '%H',
    hh: '%h',
    mi: '%i',
    ss: '%s',
    am: '%p',
    pm: '%p',
  }
  return format.toLowerCase().replace(/yyyy|mm|dd|hh24|hh|mi|ss|am|pm/g, (part) => letters[part] ?? part)
}

/** A format as it stands in the call: known beforehand, or a value of the row. */
interface Format {
  readonly bound: Bound
  readonly constant?: string
}

/** Functions that write and read dates by a format; undefined for any other name. */
export function bindFormatCall(name: string, call: FunctionCall, environment: Environment): Bound | undefined {
  if (call.arguments.length !== 2 && !(name === 'from_unixtime' && call.arguments.length === 3)) return undefined
  const bind = (): readonly [Bound, Format, Bound | undefined] => {
    const [value, format, zone] = call.arguments.map((argument) => bindExpression(argument, environment))
    if (value === undefined || format === undefined)
      throw analyzingError(`No matching function with signature: ${name}()`)
    const text = format.constant?.value
    return [value, { bound: format, ...(typeof text === 'string' ? { constant: text } : {}) }, zone]
  }
  switch (name) {
    case 'date_format':
    case 'time_format': {
      const [value, format] = bind()
      return write(castTo(value, DATETIME), format)
    }
    case 'jodatime_format': {
      const [value, { bound }] = bind()
      const text = `sr_format_joda(epoch_us(${castTo(value, DATETIME).sql}), ${castTo(bound, VARCHAR).sql})`
      return combine(text, VARCHAR, [value, bound])
    }
    case 'str_to_date': {
      const [value, format] = bind()
      const read = readText(value, format)
      return format.constant === undefined || /%[HhIklrTsSif]/.test(format.constant) ? read : castTo(read, DATE)
    }
    case 'str2date': {
      const [value, format] = bind()
      return castTo(readText(value, format), DATE)
    }
    case 'str_to_jodatime': {
      const [value, format] = bind()
      return readText(value, converted(format, javaFormat, name))
    }
    case 'to_tera_date': {
      const [value, format] = bind()
      return castTo(readText(value, converted(format, teraFormat, name)), DATE)
    }
    case 'to_tera_timestamp': {
      const [value, format] = bind()
      return readText(value, converted(format, teraFormat, name))
    }
    case 'from_unixtime': {
      const [value, format, zone] = bind()
      const seconds = castTo(value, BIGINT).sql
      const at =
        zone === undefined
          ? `sr_local(${seconds})`
          : `sr_to_zone(make_timestamp(${seconds} * 1000000), ${castTo(zone, VARCHAR).sql})`
      const written = write({ sql: at, type: DATETIME }, format)
      const parts = zone === undefined ? [value, format.bound] : [value, format.bound, zone]
      return combine(`CASE WHEN ${seconds} >= 0 THEN nullif(${written.sql}, '') END`, VARCHAR, parts)
    }
    case 'unix_timestamp': {
      const [value, format] = bind()
      const read = readText(value, format)
      return combine(`greatest(sr_unix(${read.sql}), 0)`, BIGINT, [read])
    }
    default:
      return undefined
  }
}

/** A format of another form, which has to be known beforehand. */
function converted(format: Format, convert: (text: string) => string, name: string): Format {
  if (format.constant === undefined) throw analyzingError(`${name}: the embedded server takes a constant format only`)
  const constant = convert(format.constant)
  return { bound: { sql: quoteDuckString(constant), type: VARCHAR }, constant }
}

function write(value: Bound, format: Format): Bound {
  const plain = format.constant === undefined ? undefined : duckFormat(namedFormat(format.constant))
  const text =
    plain === undefined
      ? `sr_format_date(epoch_us(${value.sql}), ${castTo(format.bound, VARCHAR).sql})`
      : `strftime(${value.sql}, ${quoteDuckString(plain)})`
  return combine(text, VARCHAR, [value, format.bound])
}

/** DuckDB reads what fits the format as a whole; all else is read as the server does. */
function readText(value: Bound, format: Format): Bound {
  const text = castTo(value, VARCHAR).sql
  const pattern =
    format.constant === undefined ? format.bound : { sql: quoteDuckString(namedFormat(format.constant)), type: VARCHAR }
  const slow = `make_timestamp(sr_parse_date(${text}, ${castTo(pattern, VARCHAR).sql}))`
  const plain = format.constant === undefined ? undefined : duckFormat(namedFormat(format.constant))
  const read = plain === undefined ? slow : `coalesce(try_strptime(${text}, ${quoteDuckString(plain)}), ${slow})`
  return combine(read, DATETIME, [value, format.bound])
}
