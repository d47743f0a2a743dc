import { scalar, type FunctionTable, type ScalarForm } from './function.ts'

/** A part of a moment, as an integer of the given type. */
function part(name: string, type: 'int' | 'tinyint'): readonly ScalarForm[] {
  const duck = type === 'int' ? 'INTEGER' : 'TINYINT'
  return [
    scalar(`(date) ${type}`, (d = '') => `CAST(${name}(${d}) AS ${duck})`),
    scalar(`(datetime) ${type}`, (d = '') => `CAST(${name}(${d}) AS ${duck})`),
  ]
}

/** Units of the calendar, whose differences look no closer than at seconds. */
const CALENDAR_UNITS: readonly string[] = ['year', 'quarter', 'month']

/** `days_add(d, n)` and its opposite, for every unit. */
function moves(unit: string): Record<string, readonly ScalarForm[]> {
  return {
    [`${unit}s_add`]: [scalar('(datetime, int) datetime', (d = '', n = '') => `sr_add_${unit}(${d}, ${n})`)],
    [`${unit}s_sub`]: [scalar('(datetime, int) datetime', (d = '', n = '') => `sr_add_${unit}(${d}, -(${n}))`)],
    [`${unit}s_diff`]: [
      scalar('(datetime, datetime) bigint', (a = '', b = '') =>
        CALENDAR_UNITS.includes(unit)
          ? `CAST(date_sub('${unit}', date_trunc('second', ${b}), date_trunc('second', ${a})) AS BIGINT)`
          : `CAST(date_sub('${unit}', ${b}, ${a}) AS BIGINT)`,
      ),
    ],
  }
}

/** Functions over dates and times. Clock functions stand apart: they ask the session. */
export const DATE_FUNCTIONS: FunctionTable = {
  ...moves('year'),
  ...moves('quarter'),
  ...moves('month'),
  ...moves('week'),
  ...moves('day'),
  ...moves('hour'),
  ...moves('minute'),
  ...moves('second'),
  ...moves('millisecond'),
  ...moves('microsecond'),
  add_months: [scalar('(datetime, int) datetime', (d = '', n = '') => `sr_add_month(${d}, ${n})`)],
  convert_tz: [
    scalar(
      '(datetime, varchar, varchar) datetime',
      (d = '', from = '', to = '') => `sr_to_zone(sr_from_zone(${d}, ${from}), ${to})`,
    ),
  ],
  date: [scalar('(datetime) date', (d = '') => `CAST(${d} AS DATE)`)],
  date_diff: [
    scalar(
      '(varchar, datetime, datetime) bigint',
      (unit = '', a = '', b = '') =>
        `CAST(CASE WHEN lower(${unit}) IN (${CALENDAR_UNITS.map((name) => `'${name}'`).join(', ')}) THEN date_sub(lower(${unit}), date_trunc('second', ${b}), date_trunc('second', ${a})) ELSE date_sub(lower(${unit}), ${b}, ${a}) END AS BIGINT)`,
    ),
  ],
  datediff: [
    scalar(
      '(datetime, datetime) int',
      (a = '', b = '') => `CAST(date_diff('day', CAST(${b} AS DATE), CAST(${a} AS DATE)) AS INTEGER)`,
    ),
  ],
  date_trunc: [
    scalar(
      '(varchar, datetime) datetime',
      (unit = '', d = '') => `CAST(date_trunc(lower(${unit}), ${d}) AS TIMESTAMP)`,
    ),
    scalar('(varchar, date) date', (unit = '', d = '') => `CAST(date_trunc(lower(${unit}), ${d}) AS DATE)`),
  ],
  day: part('day', 'tinyint'),
  dayname: [scalar('(datetime) varchar', 'dayname')],
  dayofmonth: part('day', 'tinyint'),
  dayofweek: [scalar('(datetime) int', (d = '') => `CAST(dayofweek(${d}) + 1 AS INTEGER)`)],
  dayofweek_iso: [scalar('(datetime) int', (d = '') => `CAST(isodow(${d}) AS INTEGER)`)],
  dayofyear: [scalar('(datetime) int', (d = '') => `CAST(dayofyear(${d}) AS INTEGER)`)],
  from_days: [scalar('(int) date', (n = '') => `CAST(DATE '1970-01-01' + (${n} - 719528) AS DATE)`)],
  from_unixtime: [
    scalar(
      '(bigint) varchar',
      (n = '') => `CASE WHEN ${n} >= 0 THEN strftime(sr_local(${n}), '%Y-%m-%d %H:%M:%S') END`,
    ),
  ],
  from_unixtime_ms: [scalar('(bigint) varchar', (n = '') => `strftime(sr_local(${n} // 1000), '%Y-%m-%d %H:%M:%S')`)],
  hour: part('hour', 'tinyint'),
  hour_from_unixtime: [scalar('(bigint) int', (n = '') => `CAST(hour(sr_local(${n})) AS INTEGER)`)],
  last_day: [
    scalar(
      '(datetime, varchar?) date',
      (d = '', unit = "'month'") =>
        `CAST(date_trunc(lower(${unit}), ${d}) + CASE lower(${unit}) WHEN 'year' THEN INTERVAL 1 YEAR WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END - INTERVAL 1 DAY AS DATE)`,
    ),
  ],
  makedate: [
    scalar(
      '(int, int) date',
      (y = '', n = '') =>
        `CASE WHEN ${y} BETWEEN 0 AND 9999 AND ${n} BETWEEN 1 AND 366 AND year(make_date(${y}, 1, 1) + (${n} - 1)) = ${y} THEN CAST(make_date(${y}, 1, 1) + (${n} - 1) AS DATE) END`,
    ),
  ],
  microsecond: [scalar('(datetime) int', (d = '') => `CAST(microsecond(${d}) % 1000000 AS INTEGER)`)],
  minute: part('minute', 'tinyint'),
  month: part('month', 'tinyint'),
  monthname: [scalar('(datetime) varchar', 'monthname')],
  months_between: [
    scalar(
      '(datetime, datetime) double',
      (a = '', b = '') => `(date_diff('month', ${b}, ${a}) + (day(${a}) - day(${b})) / 31.0)`,
    ),
  ],
  next_day: [scalar('(datetime, varchar) date', (d = '', name = '') => `sr_in_calendar(sr_next_day(${d}, ${name}))`)],
  previous_day: [
    scalar('(datetime, varchar) date', (d = '', name = '') => `sr_in_calendar(sr_previous_day(${d}, ${name}))`),
  ],
  quarter: part('quarter', 'tinyint'),
  sec_to_time: [scalar('(bigint) time', (n = '') => n)],
  second: part('second', 'tinyint'),
  time_to_sec: [scalar('(time) bigint', (t = '') => t)],
  timediff: [scalar('(datetime, datetime) time', (a = '', b = '') => `CAST(date_sub('second', ${b}, ${a}) AS BIGINT)`)],
  timestamp: [scalar('(datetime) datetime', (d = '') => d)],
  to_date: [scalar('(datetime) date', (d = '') => `CAST(${d} AS DATE)`)],
  to_datetime: [
    scalar(
      '(bigint, int?) datetime',
      (n = '', scale = '0') => `sr_local_micros(CAST(${n} * CAST(pow(10, 6 - ${scale}) AS BIGINT) AS BIGINT))`,
    ),
  ],
  to_datetime_ntz: [
    scalar(
      '(bigint, int?) datetime',
      (n = '', scale = '0') => `make_timestamp(CAST(${n} * CAST(pow(10, 6 - ${scale}) AS BIGINT) AS BIGINT))`,
    ),
  ],
  to_days: [
    scalar(
      '(datetime) int',
      (d = '') => `CAST(date_diff('day', DATE '1970-01-01', CAST(${d} AS DATE)) + 719528 AS INTEGER)`,
    ),
  ],
  to_iso8601: [
    scalar('(date) varchar', (d = '') => `strftime(${d}, '%Y-%m-%d')`),
    scalar('(datetime) varchar', (d = '') => `strftime(${d}, '%Y-%m-%dT%H:%M:%S.%f')`),
  ],
  unix_timestamp: [scalar('(datetime) bigint', (d = '') => `greatest(sr_unix(${d}), 0)`)],
  week: [scalar('(datetime, int?) int', (d = '', mode = '0') => `sr_week(${d}, ${mode})`)],
  week_iso: [scalar('(datetime) int', (d = '') => `CAST(weekofyear(${d}) AS INTEGER)`)],
  weekday: [scalar('(datetime) int', (d = '') => `CAST(isodow(${d}) - 1 AS INTEGER)`)],
  weekofyear: [scalar('(datetime) int', (d = '') => `CAST(weekofyear(${d}) AS INTEGER)`)],
  year: [
    scalar('(date) smallint', (d = '') => `CAST(year(${d}) AS SMALLINT)`),
    scalar('(datetime) smallint', (d = '') => `CAST(year(${d}) AS SMALLINT)`),
  ],
  yearweek: [
    scalar(
      '(datetime, int?) int',
      (d = '', mode = '0') =>
        `sr_year_week(CAST(date_diff('day', DATE '1970-01-01', CAST(${d} AS DATE)) AS INTEGER), ${mode} | 2)`,
    ),
  ],
}
