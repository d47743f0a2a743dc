import type { Expression, MapEntry } from '../ast/expression.ts'
import type { Cursor } from './cursor.ts'
import { advance, at, commaSeparated, expect, finish } from './cursor.ts'
import { peek } from './cursor.ts'
import { mapType } from './types.ts'

/** [ [expression [, expression]...] ] */
export function arrayElements(c: Cursor): Expression[] {
  expect(c, '[')
  const elements = at(c, ']') ? [] : commaSeparated(c, c.rules.expression)
  expect(c, ']')
  return elements
}

/** MAP { ... } or MAP<type, type> { ... }, when the word MAP is not a name here */
export function optionalMap(c: Cursor): Expression | undefined {
  const start = c.index
  if (peek(c) === '{') {
    advance(c)
    return finish(c, start, { kind: 'MapExpression', entries: mapEntries(c) })
  }
  if (peek(c) !== '<' || !opensMapType(c)) return undefined
  const type = mapType(c)
  return finish(c, start, { kind: 'MapExpression', type, entries: mapEntries(c) })
}

/** Tells `MAP<INT, INT>{...}` from a comparison of a column named map: only the first has a brace behind the closing angle. */
function opensMapType(c: Cursor): boolean {
  let open = 0
  for (let i = c.index + 1; i < c.kinds.length; i++) {
    const kind = c.kinds[i]
    if (kind === '<') open++
    else if (kind === '>' && --open === 0) return c.kinds[i + 1] === '{'
    else if (kind === ';' || kind === 'end' || kind === '{') return false
  }
  return false
}

function mapEntries(c: Cursor): MapEntry[] {
  expect(c, '{')
  const entries = at(c, '}') ? [] : commaSeparated(c, mapEntry)
  expect(c, '}')
  return entries
}

function mapEntry(c: Cursor): MapEntry {
  const start = c.index
  const key = c.rules.expression(c)
  expect(c, ':')
  return finish(c, start, { kind: 'MapEntry', key, value: c.rules.expression(c) })
}
