import type { AnalyzeColumns, AnalyzeHistogramStatement, AnalyzeTableStatement } from '../ast/analyze.ts'
import type { CreateAnalyzeJobStatement } from '../ast/analyze.ts'
import type { QualifiedName } from '../ast/common.ts'
import type { Statement } from '../ast/statement.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptOneOf, acceptWords, at, commaSeparated, expect, expectOneOf, expectWords } from './cursor.ts'
import { finish, isName, parenthesized, peek } from './cursor.ts'
import { atPartitionNames, identifier, integer, integerText, optionalMode, optionalProperties } from './names.ts'
import { partitionNames, qualifiedName, string } from './names.ts'

/** ANALYZE PROFILE ..., or ANALYZE [FULL | SAMPLE] TABLE name and what is made of it */
export function analyze(c: Cursor): Statement {
  const start = c.index
  expect(c, 'ANALYZE')
  if (accept(c, 'PROFILE')) return analyzeProfile(c, start)
  const type = acceptOneOf(c, ['FULL', 'SAMPLE'])
  expect(c, 'TABLE')
  const table = qualifiedName(c)
  if (type === undefined && accept(c, 'UPDATE')) return histogram(c, start, table)
  if (type === undefined && accept(c, 'DROP')) {
    expectWords(c, 'HISTOGRAM', 'ON')
    return finish(c, start, { kind: 'DropHistogramStatement', table, columns: commaSeparated(c, qualifiedName) })
  }
  const node: Mutable<AnalyzeTableStatement> = { kind: 'AnalyzeTableStatement', table }
  if (type !== undefined) node.type = type
  const columns = optionalColumns(c)
  if (columns !== undefined) node.columns = columns
  if (atPartitionNames(c)) node.partitions = partitionNames(c)
  const mode = optionalMode(c)
  if (mode !== undefined) node.mode = mode
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  return finish(c, start, node)
}

/** FROM string [, integer]..., ANALYZE PROFILE being read already */
function analyzeProfile(c: Cursor, start: number): Statement {
  expect(c, 'FROM')
  const queryId = string(c)
  const planNodes = accept(c, ',') ? { planNodes: commaSeparated(c, integerText) } : {}
  return finish(c, start, { kind: 'AnalyzeProfileStatement', queryId, ...planNodes })
}

/** analyzeColumnClause: ALL COLUMNS | PREDICATE COLUMNS | MULTIPLE COLUMNS ( columns ) | columns, in parentheses or not */
function optionalColumns(c: Cursor): AnalyzeColumns | undefined {
  const start = c.index
  if (acceptWords(c, 'ALL', 'COLUMNS')) return finish(c, start, { kind: 'AnalyzeColumns', type: 'ALL' })
  if (acceptWords(c, 'PREDICATE', 'COLUMNS')) return finish(c, start, { kind: 'AnalyzeColumns', type: 'PREDICATE' })
  if (acceptWords(c, 'MULTIPLE', 'COLUMNS')) {
    return finish(c, start, { kind: 'AnalyzeColumns', type: 'MULTIPLE', columns: parenthesized(c, qualifiedName) })
  }
  if (at(c, '(')) {
    return finish(c, start, { kind: 'AnalyzeColumns', type: 'REGULAR', columns: parenthesized(c, qualifiedName) })
  }
  if (!isName(c.kind) || atPartitionNames(c) || (c.kind === 'PROPERTIES' && peek(c) === '(')) return undefined
  return finish(c, start, { kind: 'AnalyzeColumns', type: 'REGULAR', columns: commaSeparated(c, qualifiedName) })
}

/** HISTOGRAM ON columns [WITH integer BUCKETS] [properties] [WITH (SYNC | ASYNC) MODE]; CREATE makes a job of it, without a mode */
function histogram(c: Cursor, start: number, table: QualifiedName, job = false): Statement {
  expectWords(c, 'HISTOGRAM', 'ON')
  const columns = optionalColumns(c) ?? {
    kind: 'AnalyzeColumns',
    type: 'REGULAR',
    columns: commaSeparated(c, qualifiedName),
  }
  const node: Mutable<AnalyzeHistogramStatement> = { kind: 'AnalyzeHistogramStatement', table, columns }
  if (job) node.job = true
  if (c.kind === 'WITH' && peek(c) === 'integer') {
    expect(c, 'WITH')
    node.buckets = integer(c)
    expect(c, 'BUCKETS')
  }
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  const mode = job ? undefined : optionalMode(c)
  if (mode !== undefined) node.mode = mode
  return finish(c, start, node)
}

/** CREATE ANALYZE [FULL | SAMPLE] (ALL | DATABASE name | TABLE name [( columns )]) [properties] | CREATE and a histogram */
export function createAnalyze(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CREATE', 'ANALYZE')
  const node: Mutable<CreateAnalyzeJobStatement> = { kind: 'CreateAnalyzeJobStatement' }
  const type = acceptOneOf(c, ['FULL', 'SAMPLE'])
  if (type !== undefined) node.type = type
  const scope = expectOneOf(c, ['ALL', 'DATABASE', 'TABLE'])
  if (scope === 'DATABASE') node.database = identifier(c)
  if (scope === 'TABLE') {
    const table = qualifiedName(c)
    if (type === undefined && accept(c, 'UPDATE')) return histogram(c, start, table, true)
    node.table = table
    if (at(c, '(')) node.columns = parenthesized(c, qualifiedName)
  }
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  return finish(c, start, node)
}

/** DROP ANALYZE integer | DROP ALL ANALYZE JOB */
export function dropAnalyzeJob(c: Cursor): Statement {
  const start = c.index
  expect(c, 'DROP')
  if (accept(c, 'ALL')) {
    expectWords(c, 'ANALYZE', 'JOB')
    return finish(c, start, { kind: 'DropAnalyzeJobStatement' })
  }
  expect(c, 'ANALYZE')
  return finish(c, start, { kind: 'DropAnalyzeJobStatement', id: integerText(c) })
}

/** DROP [MULTIPLE COLUMNS] STATS table */
export function dropStats(c: Cursor): Statement {
  const start = c.index
  expect(c, 'DROP')
  const multiple = acceptWords(c, 'MULTIPLE', 'COLUMNS') ? { multiple: true as const } : {}
  expect(c, 'STATS')
  return finish(c, start, { kind: 'DropStatsStatement', ...multiple, table: qualifiedName(c) })
}

/** KILL ANALYZE integer */
export function killAnalyze(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'KILL', 'ANALYZE')
  return finish(c, start, { kind: 'KillAnalyzeStatement', id: integerText(c) })
}
