import { describe, expect, it } from 'vitest'
import {
  SqlSyntaxError,
  parseExpression,
  parseStatement,
  parseStatements,
  printExpression,
  printStatement,
  transform,
  visit,
} from '../../src/language/index.ts'

const MANY = 10_000

function roundTrip(sql: string): void {
  const tree = parseStatement(sql)
  const printed = printStatement(tree)
  expect(printStatement(parseStatement(printed))).toBe(printed)
  let nodes = 0
  visit(tree, { ColumnReference: () => void nodes++ })
  expect(transform(tree, (node) => node)).toBe(tree)
}

describe(`chains of ${MANY} terms`, () => {
  it.each(['AND', 'OR', '&&', '||', '+', '-', '*', 'DIV', '^', '&', 'BITSHIFTLEFT'])('%s', (operator) => {
    roundTrip(`SELECT ${Array.from({ length: MANY }, () => 'a').join(` ${operator} `)}`)
  })

  it.each(['UNION ALL', 'UNION', 'INTERSECT', 'EXCEPT'])('%s', (operator) => {
    roundTrip(Array.from({ length: MANY }, () => 'SELECT 1').join(` ${operator} `))
  })

  it('of mixed set operations', () => {
    const operators = ['UNION', 'UNION ALL', 'INTERSECT']
    roundTrip(Array.from({ length: MANY }, (_, i) => `SELECT 1 ${operators[i % 3]}`).join(' ') + ' SELECT 1')
  })

  it('of || under PIPES_AS_CONCAT', () => {
    const tree = parseExpression(Array.from({ length: MANY }, () => 'a').join(' || '), { pipesAsConcat: true })
    expect(tree).toMatchObject({ kind: 'FunctionCall', name: ['concat'] })
    expect(printExpression(tree).length).toBeGreaterThan(MANY)
  })

  it('of comparisons, calls and signs side by side', () => {
    roundTrip(`SELECT ${Array.from({ length: MANY }, () => 'f(-a)[1] * 2 = b').join(' AND NOT ')}`)
  })

  it('of joins, values, fields and names', () => {
    roundTrip(`SELECT * FROM a ${'INNER JOIN b ON a.x = b.x AND a.y IS NULL '.repeat(MANY)}`)
    roundTrip(`INSERT INTO t VALUES ${Array.from({ length: MANY }, () => '(1, -2)').join(', ')}`)
    roundTrip(`SELECT f(a)${'.b'.repeat(MANY)}, a${'.b'.repeat(MANY)}`)
    roundTrip(`SELECT a IN (${Array.from({ length: 50_000 }, () => '1').join(', ')})`)
  })
})

const DEEP: Readonly<Record<string, string>> = {
  parentheses: `SELECT ${'('.repeat(MANY)}1${')'.repeat(MANY)}`,
  'open parentheses': `SELECT ${'('.repeat(MANY)}`,
  'parentheses of relations': `SELECT * FROM ${'('.repeat(MANY)}a${')'.repeat(MANY)}`,
  'parentheses of queries': `${'('.repeat(MANY)}SELECT 1${')'.repeat(MANY)}`,
  subqueries: `${'SELECT * FROM ('.repeat(MANY)}SELECT 1`,
  'common tables': 'WITH a AS ('.repeat(MANY),
  NOT: `SELECT ${'NOT '.repeat(MANY)}a`,
  signs: `SELECT ${'- '.repeat(MANY)}a`,
  subscripts: `SELECT a${'[1]'.repeat(MANY)}`,
  'subscripts inside': `SELECT ${'a['.repeat(MANY)}1`,
  comparisons: `SELECT ${'a = '.repeat(MANY)}a`,
  'IS NULL': `SELECT a${' IS NULL'.repeat(MANY)}`,
  calls: `SELECT ${'f('.repeat(MANY)}1`,
  arrays: `SELECT ${'['.repeat(MANY)}1`,
  maps: `SELECT ${'MAP{1: '.repeat(MANY)}1`,
  types: `SELECT CAST(1 AS ${'ARRAY<'.repeat(MANY)}INT`,
  lambdas: `SELECT f(${'x -> '.repeat(MANY)}1)`,
  BETWEEN: `SELECT ${'a BETWEEN 1 AND '.repeat(MANY)}2`,
  CASE: `SELECT ${'CASE WHEN '.repeat(MANY)}`,
  EXISTS: `SELECT ${'EXISTS (SELECT '.repeat(MANY)}`,
  arrows: `SELECT a${" -> 'x'".repeat(MANY)}`,
  COLLATE: `SELECT a${' COLLATE x'.repeat(MANY)}`,
  MATCH: `SELECT a${' MATCH b'.repeat(MANY)}`,
  'chains inside parentheses': `SELECT ${'('.repeat(200)}a${`)${'[1]'.repeat(200)}`.repeat(200)}`,
  INTERVAL: `SELECT ${'INTERVAL ('.repeat(MANY)}`,
  'column named map': `SELECT ${'map < '.repeat(MANY)}1`,
}

describe('nesting ends in an error, not in a stack overflow', () => {
  it.each(Object.entries(DEEP))('%s', (_, sql) => {
    const { statements, errors } = parseStatements(`${sql}; USE a`)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toBeInstanceOf(SqlSyntaxError)
    expect(errors[0]?.details.reason).toContain('nested too deeply')
    expect(statements.map(printStatement)).toEqual(['USE a'])
  })

  it('takes 100 levels of everything at once, and prints them', () => {
    const open = 'NOT (a = 1 + -(b AND f(x, CASE WHEN '
    const close = ' THEN 1 END)))[1]'
    roundTrip(`SELECT ${open.repeat(60)}1${close.repeat(60)}`)
    roundTrip(`${'SELECT * FROM ('.repeat(100)}SELECT 1${') AS t'.repeat(100)}`)
    roundTrip(`SELECT ${'('.repeat(250)}1${')'.repeat(250)}`)
  })

  it.each(["'", '"', '`', '/*', '$$', "x'", '--'])('an endless run of %s', (piece) => {
    const { statements, errors } = parseStatements(piece.repeat(MANY + 1))
    expect(statements.length + errors.length).toBeLessThanOrEqual(1)
  })
})
