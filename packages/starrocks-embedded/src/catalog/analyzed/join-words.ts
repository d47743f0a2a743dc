import type { Join } from 'starrocks-kit/language'

const WORDS: { readonly [K in Join['type']]: string } = {
  INNER: 'INNER JOIN',
  CROSS: 'CROSS JOIN',
  LEFT: 'LEFT OUTER JOIN',
  RIGHT: 'RIGHT OUTER JOIN',
  FULL: 'FULL OUTER JOIN',
  'LEFT SEMI': 'LEFT SEMI JOIN',
  'RIGHT SEMI': 'RIGHT SEMI JOIN',
  'LEFT ANTI': 'LEFT ANTI JOIN',
  'RIGHT ANTI': 'RIGHT ANTI JOIN',
  'NULL AWARE LEFT ANTI': 'NULL AWARE LEFT ANTI JOIN',
  'ASOF INNER': 'ASOF INNER JOIN',
  'ASOF LEFT': 'ASOF LEFT OUTER JOIN',
}

/** The words of a join with its hint, as the analyzer prints them. */
export function joinWords(join: Join): string {
  const hint = join.hint === undefined ? '' : ` [${join.hint.names.join(',').toUpperCase()}]`
  return `${WORDS[join.type]}${hint}`
}
