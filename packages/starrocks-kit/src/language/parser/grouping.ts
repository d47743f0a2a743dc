import type { GroupingElement, GroupingSet } from '../ast/query.ts'
import type { Cursor } from './cursor.ts'
import { accept, acceptWords, at, commaSeparated, expect, finish, parenthesized, peek } from './cursor.ts'
import { expression } from './expression.ts'

/** groupingElement: (ROLLUP | CUBE) ( [expressions] ), GROUPING SETS ( set [, set]... ), or expressions */
export function groupingElement(c: Cursor): GroupingElement {
  const start = c.index
  if ((c.kind === 'ROLLUP' || c.kind === 'CUBE') && peek(c) === '(') {
    const type = accept(c, 'ROLLUP') ? 'ROLLUP' : 'CUBE'
    accept(c, 'CUBE')
    return finish(c, start, { kind: 'GroupingExpressions', type, expressions: expressionsInParentheses(c) })
  }
  if (acceptWords(c, 'GROUPING', 'SETS')) {
    return finish(c, start, { kind: 'GroupingSets', sets: parenthesized(c, groupingSet) })
  }
  return finish(c, start, { kind: 'GroupingExpressions', expressions: commaSeparated(c, expression) })
}

function groupingSet(c: Cursor): GroupingSet {
  const start = c.index
  return finish(c, start, { kind: 'GroupingSet', expressions: expressionsInParentheses(c) })
}

function expressionsInParentheses(c: Cursor) {
  expect(c, '(')
  const expressions = at(c, ')') ? [] : commaSeparated(c, expression)
  expect(c, ')')
  return expressions
}
