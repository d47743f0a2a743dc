import type { Expression } from '../ast/expression.ts'
import type { Statement } from '../ast/statement.ts'
import type { IndexDesc } from '../ast/table.ts'
import type {
  AlterMaterializedViewClause,
  CreateMaterializedViewStatement,
  RefreshMaterializedViewStatement,
  RefreshSchemeDesc,
  ViewColumn,
} from '../ast/view.ts'
import { setProperties } from './alter-table.ts'
import { distributionDesc, indexDesc, orderByDesc } from './clauses.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  acceptOneOf,
  acceptWords,
  at,
  closingOf,
  commaSeparated,
  expect,
  expectOneOf,
  expectWords,
} from './cursor.ts'
import { fail, finish, refuse } from './cursor.ts'
import { interval } from './literal.ts'
import { identifier, ifExists, ifNotExists, integer, optionalComment, optionalMode, propertyList } from './names.ts'
import { qualifiedName, string } from './names.ts'
import { listValues, startAndEnd } from './partition.ts'
import { primaryExpression } from './primary.ts'
import { viewColumn } from './view.ts'

type Draft = Mutable<Omit<CreateMaterializedViewStatement, 'query'>>

/** CREATE MATERIALIZED VIEW [IF NOT EXISTS] name [( columns [, indexes] )] [COMMENT string] [clause]... AS query */
export function createMaterializedView(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CREATE', 'MATERIALIZED', 'VIEW')
  const optional = ifNotExists(c)
  const node: Draft = { kind: 'CreateMaterializedViewStatement', name: qualifiedName(c) }
  if (optional) node.ifNotExists = true
  if (accept(c, '(')) columnsAndIndexes(c, node)
  const comment = optionalComment(c)
  if (comment !== undefined) node.comment = comment
  while (clause(c, node));
  expect(c, 'AS')
  return finish(c, start, { ...node, query: c.rules.query(c) })
}

function columnsAndIndexes(c: Cursor, node: Draft): void {
  const columns: ViewColumn[] = [viewColumn(c)]
  const indexes: IndexDesc[] = []
  while (accept(c, ',')) {
    if (at(c, 'INDEX')) indexes.push(indexDesc(c))
    else if (indexes.length > 0) expect(c, 'INDEX')
    else columns.push(viewColumn(c))
  }
  expect(c, ')')
  node.columns = columns
  if (indexes.length > 0) node.indexes = indexes
}

/** materializedViewDesc: PARTITION BY, DISTRIBUTED BY, ORDER BY, REFRESH or PROPERTIES, in any order, each once */
function clause(c: Cursor, node: Draft): boolean {
  const start = c.index
  let twice: boolean
  if (acceptWords(c, 'PARTITION', 'BY')) {
    twice = node.partitionBy !== undefined
    node.partitionBy = partitionExpressions(c)
  } else if (at(c, 'DISTRIBUTED')) {
    twice = node.distribution !== undefined
    node.distribution = distributionDesc(c)
  } else if (at(c, 'ORDER')) {
    twice = node.orderBy !== undefined
    node.orderBy = orderByDesc(c)
  } else if (at(c, 'REFRESH')) {
    twice = node.refresh !== undefined
    node.refresh = refreshSchemeDesc(c)
  } else if (accept(c, 'PROPERTIES')) {
    twice = node.properties !== undefined
    node.properties = propertyList(c)
  } else return false
  if (twice) refuse(c, 'this clause was given twice', start)
  return true
}

/** mvPartitionExprs: primaryExpression, or ( primaryExpression [, ...] ) */
function partitionExpressions(c: Cursor): Expression[] {
  if (!at(c, '(') || !isExpressionList(c)) return [primaryExpression(c)]
  expect(c, '(')
  // One item alone may be any expression: that is a primary one in parentheses.
  const first = c.rules.expression(c)
  const items = accept(c, ',') ? [first, ...commaSeparated(c, primaryExpression)] : [first]
  expect(c, ')')
  return items
}

function isExpressionList(c: Cursor): boolean {
  const behind = c.kinds[closingOf(c, c.index) + 1]
  return behind !== '.' && behind !== '[' && behind !== '->'
}

/** REFRESH [IMMEDIATE | DEFERRED] (ASYNC [START ( string )] [EVERY ( interval )] | INCREMENTAL | MANUAL) */
export function refreshSchemeDesc(c: Cursor): RefreshSchemeDesc {
  const start = c.index
  expect(c, 'REFRESH')
  const moment = acceptOneOf(c, ['IMMEDIATE', 'DEFERRED'])
  const type = expectOneOf(c, ['ASYNC', 'INCREMENTAL', 'MANUAL'])
  const node: Mutable<RefreshSchemeDesc> = { kind: 'RefreshSchemeDesc', type }
  if (moment !== undefined) node.moment = moment
  if (type === 'ASYNC') {
    if (acceptWords(c, 'START', '(')) {
      node.start = string(c)
      expect(c, ')')
    }
    const every = node.start === undefined ? accept(c, 'EVERY') : (expect(c, 'EVERY'), true)
    if (every) {
      expect(c, '(')
      node.every = interval(c)
      expect(c, ')')
    }
  }
  return finish(c, start, node)
}

/** DROP MATERIALIZED VIEW [IF EXISTS] name */
export function dropMaterializedView(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'MATERIALIZED', 'VIEW')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  return finish(c, start, { kind: 'DropMaterializedViewStatement', ...optional, name: qualifiedName(c) })
}

/** ALTER MATERIALIZED VIEW name (refreshSchemeDesc | RENAME name | SET propertyList | SWAP WITH name | ACTIVE | INACTIVE) */
export function alterMaterializedView(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'MATERIALIZED', 'VIEW')
  const name = qualifiedName(c)
  return finish(c, start, { kind: 'AlterMaterializedViewStatement', name, clause: alterClause(c) })
}

function alterClause(c: Cursor): AlterMaterializedViewClause {
  const start = c.index
  if (at(c, 'REFRESH')) return refreshSchemeDesc(c)
  if (at(c, 'SET')) return setProperties(c)
  if (accept(c, 'RENAME')) return finish(c, start, { kind: 'TableRenameClause', newName: identifier(c) })
  if (accept(c, 'SWAP')) {
    expect(c, 'WITH')
    return finish(c, start, { kind: 'SwapTableClause', name: identifier(c) })
  }
  const status = acceptOneOf(c, ['ACTIVE', 'INACTIVE']) ?? fail(c, 'a clause of ALTER MATERIALIZED VIEW')
  return finish(c, start, { kind: 'StatusDesc', status })
}

/** REFRESH MATERIALIZED VIEW name [PARTITION (range | values)] [FORCE] [WITH (SYNC | ASYNC) MODE] [WITH PRIORITY integer] */
export function refreshMaterializedView(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'REFRESH', 'MATERIALIZED', 'VIEW')
  const node: Mutable<RefreshMaterializedViewStatement> = {
    kind: 'RefreshMaterializedViewStatement',
    name: qualifiedName(c),
  }
  if (accept(c, 'PARTITION')) {
    const from = c.index
    if (at(c, 'START')) node.range = finish(c, from, { kind: 'RefreshRange', ...startAndEnd(c) })
    else node.values = listValues(c)
  }
  if (accept(c, 'FORCE')) node.force = true
  const mode = optionalMode(c)
  if (mode !== undefined) node.mode = mode
  if (acceptWords(c, 'WITH', 'PRIORITY')) node.priority = integer(c)
  return finish(c, start, node)
}
