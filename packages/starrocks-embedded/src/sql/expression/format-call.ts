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
  c: '%-m',
  e: '%-d',
  u: '%V',
  v: '%V',
  x: '%G',
  a: '%a',
}

const KNOWN_LETTERS = /[aAbBcdfHIjmMpSUuVwWyYGhiklrsTvxeD%]/

/** `%Y-%m-%d %H:%i:%s` as DuckDB reads it; a letter without meaning stands for itself. */
function mysqlFormat(format: string): string {
  const named: Readonly<Record<string, string>> = {
    yyyyMMdd: '%Y%m%d',
    'yyyy-MM-dd': '%Y-%m-%d',
    'yyyy-MM-dd HH:mm:ss': '%Y-%m-%d %H:%i:%s',
  }
  const source = Object.hasOwn(named, format) ? (named[format] ?? format) : format
  return source.replace(/%(.)/gs, (whole: string, letter: string) => {
    if (Object.hasOwn(MYSQL_LETTERS, letter)) return MYSQL_LETTERS[letter] ?? whole
    return KNOWN_LETTERS.test(letter) ? whole : letter
  })
}

/** `yyyy-MM-dd HH:mm:ss`, the form of Java. */
function javaFormat(format: string): string {
  const letters: Readonly<Record<string, string>> = {
    yyyy: '%Y',
    yy: '%y',
    MM: '%m',
    M: '%-m',
    dd: '%d',
    d: '%-d',
    HH: '%H',
    H: '%-H',
    hh: '%I',
    mm: '%M',
    ss: '%S',
    SSS: '%g',
    a: '%p',
    EEEE: '%A',
    EEE: '%a',
  }
  return format.replace(/yyyy|yy|MM|M|dd|d|HH|H|hh|mm|ss|SSS|EEEE|EEE|a/g, (part) => letters[part] ?? part)
}

/** `yyyy-mm-dd hh24:mi:ss`, the form of Teradata. */
function teraFormat(format: string): string {
  const letters: Readonly<Record<string, string>> = {
    yyyy: '%Y',
    mm: '%m',
    dd: '%d',
    hh24: '%H',
    hh: '%I',
    mi: '%M',
    ss: '%S',
    am: '%p',
    pm: '%p',
  }
  return format.toLowerCase().replace(/yyyy|mm|dd|hh24|hh|mi|ss|am|pm/g, (part) => letters[part] ?? part)
}

/** Formats and their readers: DuckDB takes the format as a constant only, and so does this. Undefined for any other name. */
export function bindFormatCall(name: string, call: FunctionCall, environment: Environment): Bound | undefined {
  if (call.arguments.length !== 2) return undefined
  const bind = (): readonly [Bound, string] => {
    const [value, format] = call.arguments.map((argument) => bindExpression(argument, environment))
    const text = format?.constant?.value
    if (value === undefined || typeof text !== 'string')
      throw analyzingError(`${name}: the embedded server takes a constant format only`)
    return [value, text]
  }
  switch (name) {
    case 'date_format':
    case 'time_format':
      return write(...bind(), mysqlFormat)
    case 'jodatime_format':
      return write(...bind(), javaFormat)
    case 'str_to_date': {
      const [value, format] = bind()
      const read = readText(value, mysqlFormat(format))
      return /%[HhIklrTsSif]/.test(format) ? read : castTo(read, DATE)
    }
    case 'str2date':
      return castTo(readText(...map(bind(), mysqlFormat)), DATE)
    case 'to_tera_date':
      return castTo(readText(...map(bind(), teraFormat)), DATE)
    case 'to_tera_timestamp':
      return readText(...map(bind(), teraFormat))
    case 'from_unixtime': {
      const [value, format] = bind()
      return combine(
        `strftime(sr_local(${castTo(value, BIGINT).sql}), ${quoteDuckString(mysqlFormat(format))})`,
        VARCHAR,
        [value],
      )
    }
    case 'unix_timestamp': {
      const read = readText(...map(bind(), mysqlFormat))
      return combine(`sr_unix(${read.sql})`, BIGINT, [read])
    }
    default:
      return undefined
  }
}

function map([value, format]: readonly [Bound, string], convert: (format: string) => string): readonly [Bound, string] {
  return [value, convert(format)]
}

function write(value: Bound, format: string, convert: (format: string) => string): Bound {
  return combine(`strftime(${castTo(value, DATETIME).sql}, ${quoteDuckString(convert(format))})`, VARCHAR, [value])
}

function readText(value: Bound, format: string): Bound {
  return combine(`try_strptime(${castTo(value, VARCHAR).sql}, ${quoteDuckString(format)})`, DATETIME, [value])
}
