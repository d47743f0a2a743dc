import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDataType, parseExpression, parseQuery, parseStatement, printNode } from '../../src/language/index.ts'
import { createTable, dataType, expression, query } from './trees.ts'

/** `parse(print(tree))` equals the tree, and printing leaves it as it is. */
function holds<T extends Parameters<typeof printNode>[0]>(tree: T, parse: (text: string) => unknown): void {
  const before = JSON.stringify(tree)
  const text = printNode(tree)
  expect(JSON.stringify(tree)).toBe(before)
  expect(parse(text)).toEqual(tree)
}

describe('what is printed reads as what it was', () => {
  it('for types', () => {
    fc.assert(fc.property(dataType, (tree) => holds(tree, parseDataType)))
  })

  it('for expressions', () => {
    fc.assert(
      fc.property(expression, (tree) => holds(tree, parseExpression)),
      { numRuns: 400 },
    )
  })

  it('for queries', () => {
    fc.assert(
      fc.property(query, (tree) => holds(tree, parseQuery)),
      { numRuns: 150 },
    )
  })

  it('for CREATE TABLE', () => {
    fc.assert(
      fc.property(createTable, (tree) => holds(tree, parseStatement)),
      { numRuns: 150 },
    )
  })
})
