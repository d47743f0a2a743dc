import { microsOf } from './parse-date.ts'

/**
 * Text as CAST reads it into a moment (microseconds since 1970; undefined where it is none). Digits alone, or up to a fraction, are cut into fields of fixed
 * width, with a year of four digits when there are 4, 8 or at least 14 of them; else fields end at the first other character. Any punctuation parts
 * fields, a space only the day from the hour, and so does a `T`. What follows the last field that could be read does not matter (date::from_string).
 */
export function castDatetime(text: string): bigint | undefined {
  const trimmed = text.replace(/^\s+/, '')
  const run = /^[\dT]*/.exec(trimmed)?.[0].length ?? 0
  if (!/^\d/.test(trimmed)) return undefined
  const fixed = run === trimmed.trimEnd().length || trimmed.charAt(run) === '.'
  const longYear = !fixed || run === 4 || run === 8 || run >= 14
  const fields: string[] = []
  let at = 0
  while (fields.length < 7 && /\d/.test(trimmed.charAt(at))) {
    const index = fields.length
    const width = index === 0 ? (longYear ? 4 : 2) : index === 6 ? 6 : 2
    const pattern = fixed || index === 6 ? new RegExp(`\\d{1,${width}}`, 'y') : /\d+/y
    pattern.lastIndex = at
    const [field = ''] = pattern.exec(trimmed) ?? []
    if (Number(field) > 999_999) return undefined
    fields.push(field)
    at += field.length
    const next = trimmed.charAt(at)
    if (index === 2 && next === 'T') at += 1
    else if (index === 5) {
      if (next !== '.') break
      at += 1
    } else {
      const [between = ''] = /^[^\p{L}\p{N}]*/u.exec(trimmed.slice(at)) ?? []
      const ends = at + between.length >= trimmed.length
      if (/\s/.test(between) && index !== 2 && index !== 6 && !ends) return undefined
      at += between.length
    }
  }
  const [year = '', month, date, hour = '0', minute = '0', second = '0', fraction = ''] = fields
  if (month === undefined || date === undefined) return undefined
  const short = fixed ? !longYear : year.length === 2
  return microsOf({
    year: Number(year) + (short ? (Number(year) < 70 ? 2000 : 1900) : 0),
    month: Number(month),
    date: Number(date),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    micro: Number(fraction.padEnd(6, '0')),
  })
}
