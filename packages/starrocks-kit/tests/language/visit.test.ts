import { describe, expect, it } from 'vitest'
import {
  childrenOf,
  lineAndColumn,
  parseExpression,
  parseStatement,
  printNode,
  splitStatements,
  transform,
  visit,
} from '../../src/language/index.ts'

describe('visit', () => {
  it('meets nodes from the top, in source order, with their ancestors', () => {
    const met: string[] = []
    visit(parseStatement('SELECT a, f(b) FROM t WHERE c IN (SELECT d FROM u)'), {
      ColumnReference: (node, ancestors) => void met.push(`${node.parts.join('.')}@${ancestors.length}`),
      TableReference: (node) => void met.push(printNode(node)),
    })
    expect(met).toEqual(['a@4', 'b@5', 't', 'c@4', 'd@7', 'u'])
  })

  it('stays out of a node on request', () => {
    const met: string[] = []
    visit(parseExpression('a + f(b) + c'), {
      FunctionCall: () => 'skip',
      ColumnReference: (node) => void met.push(printNode(node)),
    })
    expect(met).toEqual(['a', 'c'])
  })

  it('lists children', () => {
    expect(childrenOf(parseExpression('a BETWEEN b AND c')).map(printNode)).toEqual(['a', 'b', 'c'])
  })
})

describe('transform', () => {
  it('copies only what changes', () => {
    const tree = parseExpression('f(a) = g(b)')
    const changed = transform(tree, (node) =>
      node.kind === 'ColumnReference' && node.parts[0] === 'a' ? { ...node, parts: ['x'] } : node,
    )
    expect(printNode(changed)).toBe('f(x) = g(b)')
    expect(printNode(tree)).toBe('f(a) = g(b)')
    expect(
      changed.kind === 'ComparisonExpression' && tree.kind === 'ComparisonExpression' && changed.right === tree.right,
    ).toBe(true)
  })
})

describe('splitStatements', () => {
  it('cuts at semicolons that are not inside something', () => {
    const script = "-- head\nSELECT ';' /* ; */, `;`;;\n DROP nonsense ; USE a"
    expect(splitStatements(script).map((s) => s.text)).toEqual(["SELECT ';' /* ; */, `;`", 'DROP nonsense', 'USE a'])
    for (const { text, start, end } of splitStatements(script)) expect(script.slice(start, end)).toBe(text)
  })
})

describe('lineAndColumn', () => {
  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [6, 3, 1],
    [8, 4, 1],
  ])('offset %i', (offset, line, column) => {
    expect(lineAndColumn('ab\ncd\r\nx\ry', offset === 6 ? 7 : offset === 8 ? 9 : offset)).toEqual({ line, column })
  })
})
