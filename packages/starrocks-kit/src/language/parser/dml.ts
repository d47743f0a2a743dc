import type {
  Assignment,
  DeleteStatement,
  ExplainDesc,
  InsertStatement,
  InsertTable,
  InsertTarget,
  InsertValues,
  OptimizerTrace,
  Outfile,
  QueryStatement,
  UpdateStatement,
} from '../ast/dml.ts'
import type { DefaultValue, ValuesRow } from '../ast/query.ts'
import type { Expression } from '../ast/expression.ts'
import type { Statement } from '../ast/statement.ts'
import type { TokenKind } from '../tokens.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  acceptOneOf,
  acceptWords,
  advance,
  at,
  commaSeparated,
  expect,
  expectOneOf,
  fail,
  finish,
} from './cursor.ts'
import { isName, parenthesized, peek } from './cursor.ts'
import { expression } from './expression.ts'
import { identifier, identifierList, identifierOrString, optionalPartitions, optionalProperties } from './names.ts'
import { propertyList, qualifiedName, string } from './names.ts'
import { optionalWith, query, queryBehindWith } from './query.ts'
import type { WithClause } from './query.ts'
import { isQueryInParentheses } from './query-start.ts'
import { relations } from './relation.ts'

const LEVELS = ['LOGICAL', 'ANALYZE', 'VERBOSE', 'COSTS', 'SCHEDULER'] as const

/** Whether DESC or DESCRIBE explains a statement here, and does not describe a table. */
export function atExplained(c: Cursor): boolean {
  const next = peek(c)
  const level = LEVELS.some((word) => word === next)
  return opensExplained(next) || (level && opensExplained(peek(c, 2)))
}

function opensExplained(kind: TokenKind): boolean {
  return (
    kind === 'SELECT' || kind === 'WITH' || kind === '(' || kind === 'INSERT' || kind === 'UPDATE' || kind === 'DELETE'
  )
}

/** [explainDesc | optimizerTrace] (query | insert | update | delete) */
export function explained(c: Cursor): Statement {
  const start = c.index
  if (at(c, 'TRACE')) return queryStatement(c, start, undefined, optimizerTrace(c))
  const explain = optionalExplain(c)
  if (at(c, 'INSERT')) return insert(c, start, explain)
  if (at(c, 'UPDATE')) return update(c, start, explain)
  if (at(c, 'DELETE')) return remove(c, start, explain)
  return queryStatement(c, start, explain)
}

/** [(DESC | DESCRIBE | EXPLAIN) [LOGICAL | ANALYZE | VERBOSE | COSTS | SCHEDULER]] */
function optionalExplain(c: Cursor): ExplainDesc | undefined {
  const start = c.index
  if (acceptOneOf(c, ['DESC', 'DESCRIBE', 'EXPLAIN']) === undefined) return undefined
  const level = acceptOneOf(c, LEVELS)
  return finish(c, start, { kind: 'ExplainDesc', ...(level === undefined ? {} : { level }) })
}

/** TRACE (ALL | LOGS | TIMES | VALUES | REASON) [module] */
function optimizerTrace(c: Cursor): OptimizerTrace {
  const start = c.index
  expect(c, 'TRACE')
  const mode = expectOneOf(c, ['ALL', 'LOGS', 'TIMES', 'VALUES', 'REASON'])
  const module = isName(c.kind) ? { module: identifier(c) } : {}
  return finish(c, start, { kind: 'OptimizerTrace', mode, ...module })
}

/** query [INTO OUTFILE ...]; a WITH in front may also belong to UPDATE or DELETE */
function queryStatement(c: Cursor, start: number, explain: ExplainDesc | undefined, trace?: OptimizerTrace): Statement {
  const from = c.index
  const tables = optionalWith(c)
  if (tables.with !== undefined && at(c, 'UPDATE')) return update(c, start, explain, tables)
  if (tables.with !== undefined && at(c, 'DELETE')) return remove(c, start, explain, tables)
  const node: Mutable<QueryStatement> = { kind: 'QueryStatement', query: queryBehindWith(c, from, tables) }
  if (explain !== undefined) node.explain = explain
  if (trace !== undefined) node.trace = trace
  if (at(c, 'INTO')) node.outfile = outfile(c)
  return finish(c, start, node)
}

/** INTO OUTFILE string [FORMAT AS (name | string)] [PROPERTIES] */
function outfile(c: Cursor): Outfile {
  const start = c.index
  expect(c, 'INTO')
  expect(c, 'OUTFILE')
  const node: Mutable<Outfile> = { kind: 'Outfile', path: string(c) }
  if (acceptWords(c, 'FORMAT', 'AS')) node.format = identifierOrString(c)
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  return finish(c, start, node)
}

/** INSERT (INTO | OVERWRITE) target [( columns ) | BY NAME | WITH LABEL name]... [PROPERTIES] (query | VALUES rows) */
export function insert(c: Cursor, start: number, explain?: ExplainDesc): InsertStatement {
  expect(c, 'INSERT')
  const hints = c.tokens.hints.get(c.index)
  const overwrite = expectOneOf(c, ['INTO', 'OVERWRITE']) === 'OVERWRITE'
  const node: Mutable<Omit<InsertStatement, 'source'>> = { kind: 'InsertStatement', target: insertTarget(c) }
  if (explain !== undefined) node.explain = explain
  if (hints !== undefined) node.hints = hints
  if (overwrite) node.overwrite = true
  while (insertOption(c, node));
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  const source = at(c, 'VALUES') ? insertValues(c) : query(c)
  return finish(c, start, { ...node, source })
}

/** name [FOR VERSION AS OF branch] [partitions], FILES propertyList, BLACKHOLE () */
function insertTarget(c: Cursor): InsertTarget {
  const start = c.index
  if (accept(c, 'FILES')) return finish(c, start, { kind: 'InsertFiles', properties: propertyList(c) })
  if (acceptWords(c, 'BLACKHOLE', '(', ')')) return finish(c, start, { kind: 'InsertBlackhole' })
  const node: Mutable<InsertTable> = { kind: 'InsertTable', name: qualifiedName(c) }
  if (acceptWords(c, 'FOR', 'VERSION', 'AS', 'OF') || acceptWords(c, 'VERSION', 'AS', 'OF')) node.branch = identifier(c)
  const partitions = optionalPartitions(c)
  if (partitions !== undefined) node.partitions = partitions
  return finish(c, start, node)
}

function insertOption(c: Cursor, node: Mutable<Omit<InsertStatement, 'source'>>): boolean {
  if (c.kind === 'WITH' && peek(c) === 'LABEL' && peek(c, 2) !== 'AS' && peek(c, 2) !== '(') {
    advance(c)
    advance(c)
    node.label = identifier(c)
    return true
  }
  if (acceptWords(c, 'BY', 'NAME')) {
    node.byName = true
    return true
  }
  if (c.kind !== '(' || peek(c) === '(' || isQueryInParentheses(c, c.index)) return false
  node.columns = identifierList(c)
  return true
}

/** VALUES ( value [, value]... ) [, ( ... )]... */
function insertValues(c: Cursor): InsertValues {
  const start = c.index
  expect(c, 'VALUES')
  return finish(c, start, { kind: 'InsertValues', rows: commaSeparated(c, valuesRow) })
}

function valuesRow(c: Cursor): ValuesRow {
  const start = c.index
  return finish(c, start, { kind: 'ValuesRow', values: parenthesized(c, expressionOrDefault) })
}

/** expression | DEFAULT */
export function expressionOrDefault(c: Cursor): Expression | DefaultValue {
  const start = c.index
  return accept(c, 'DEFAULT') ? finish(c, start, { kind: 'DefaultValue' }) : expression(c)
}

/** UPDATE name SET assignment [, assignment]... [FROM relations] [WHERE expression] */
function update(c: Cursor, start: number, explain?: ExplainDesc, tables: WithClause = {}): Statement {
  expect(c, 'UPDATE')
  const hints = c.tokens.hints.get(c.index)
  const node: Mutable<UpdateStatement> = {
    kind: 'UpdateStatement',
    ...tables,
    table: qualifiedName(c),
    assignments: [],
  }
  if (explain !== undefined) node.explain = explain
  if (hints !== undefined) node.hints = hints
  expect(c, 'SET')
  node.assignments = commaSeparated(c, assignment)
  if (accept(c, 'FROM')) node.from = relations(c)
  if (accept(c, 'WHERE')) node.where = expression(c)
  return finish(c, start, node)
}

/** column = (expression | DEFAULT) */
function assignment(c: Cursor): Assignment {
  const start = c.index
  const column = identifier(c)
  expect(c, '=')
  return finish(c, start, { kind: 'Assignment', column, value: expressionOrDefault(c) })
}

/** DELETE FROM name [partitions] [USING relations] [WHERE expression] */
function remove(c: Cursor, start: number, explain?: ExplainDesc, tables: WithClause = {}): Statement {
  expect(c, 'DELETE')
  const hints = c.tokens.hints.get(c.index)
  if (!accept(c, 'FROM')) fail(c, 'FROM')
  const node: Mutable<DeleteStatement> = { kind: 'DeleteStatement', ...tables, table: qualifiedName(c) }
  if (explain !== undefined) node.explain = explain
  if (hints !== undefined) node.hints = hints
  const partitions = optionalPartitions(c)
  if (partitions !== undefined) node.partitions = partitions
  if (accept(c, 'USING')) node.using = relations(c)
  if (accept(c, 'WHERE')) node.where = expression(c)
  return finish(c, start, node)
}
