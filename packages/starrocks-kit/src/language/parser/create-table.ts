import type { Property } from '../ast/common.ts'
import type { Statement } from '../ast/statement.ts'
import type {
  ColumnDefinition,
  CreateTableAsSelectStatement,
  CreateTableLikeStatement,
  CreateTableStatement,
  DistributionDesc,
  IndexDesc,
  KeyDesc,
  OrderByDesc,
  PartitionDesc,
} from '../ast/table.ts'
import { atKeyDesc, distributionDesc, indexDesc, keyDesc, orderByDesc, rollupDesc } from './clauses.ts'
import { columnDefinition, optionalCharset } from './column.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, advance, at, expect, finish, isName, parenthesized, peek } from './cursor.ts'
import { identifier, ifNotExists, optionalComment, optionalProperties, propertyList, qualifiedName } from './names.ts'
import { partitionDesc } from './partition.ts'

type TableHead = Pick<CreateTableStatement, 'temporary' | 'external' | 'ifNotExists' | 'name'>

interface TableClauses {
  engine?: string
  charset?: string
  key?: KeyDesc
  comment?: string
  partition?: PartitionDesc
  distribution?: DistributionDesc
  orderBy?: OrderByDesc
  properties?: readonly Property[]
}

/** CREATE [TEMPORARY | EXTERNAL] TABLE [IF NOT EXISTS] name, then a definition, LIKE another table, or AS a query */
export function createTable(c: Cursor): Statement {
  const start = c.index
  expect(c, 'CREATE')
  const modifier = accept(c, 'TEMPORARY')
    ? { temporary: true as const }
    : accept(c, 'EXTERNAL')
      ? { external: true as const }
      : {}
  expect(c, 'TABLE')
  const optional = ifNotExists(c)
  const head: TableHead = { ...modifier, ...(optional ? { ifNotExists: true } : {}), name: qualifiedName(c) }
  if (at(c, '(')) return isNameListOnly(c) ? asSelect(c, start, head) : definition(c, start, head)
  return likeOrAsSelect(c, start, head)
}

/** Whether the parentheses hold names without types: the columns of CREATE TABLE ... AS. */
function isNameListOnly(c: Cursor): boolean {
  const first = peek(c)
  const second = peek(c, 2)
  return first === 'INDEX' || (isName(first) && (second === ',' || second === ')'))
}

/** ( columns [, indexes] ) [ENGINE = name] [charset] [key] ... [PROPERTIES] [BROKER PROPERTIES] */
function definition(c: Cursor, start: number, head: TableHead): Statement {
  const columns: ColumnDefinition[] = []
  const indexes: IndexDesc[] = []
  expect(c, '(')
  do {
    if (columns.length > 0 && at(c, 'INDEX')) indexes.push(indexDesc(c))
    else if (indexes.length > 0) expect(c, 'INDEX')
    else columns.push(columnDefinition(c))
  } while (accept(c, ','))
  expect(c, ')')
  const node: Mutable<CreateTableStatement> = { kind: 'CreateTableStatement', ...head, columns }
  if (indexes.length > 0) node.indexes = indexes
  if (accept(c, 'ENGINE')) {
    expect(c, '=')
    node.engine = identifier(c)
  }
  const charset = optionalCharset(c)
  if (charset !== undefined) node.charset = charset
  keyAndComment(c, node)
  layout(c, node)
  if (c.kind === 'ROLLUP') {
    advance(c)
    node.rollups = parenthesized(c, rollupDesc)
  }
  optionalTableProperties(c, node)
  if (accept(c, 'BROKER')) {
    expect(c, 'PROPERTIES')
    node.brokerProperties = propertyList(c)
  }
  return finish(c, start, node)
}

/** [keyDesc] [COMMENT string] */
function keyAndComment(c: Cursor, node: TableClauses): void {
  if (atKeyDesc(c)) node.key = keyDesc(c)
  const comment = optionalComment(c)
  if (comment !== undefined) node.comment = comment
}

/** [partitionDesc] [distributionDesc] [orderByDesc] */
function layout(c: Cursor, node: TableClauses): void {
  if (at(c, 'PARTITION')) node.partition = partitionDesc(c)
  if (at(c, 'DISTRIBUTED')) node.distribution = distributionDesc(c)
  if (at(c, 'ORDER')) node.orderBy = orderByDesc(c)
}

function optionalTableProperties(c: Cursor, node: TableClauses): void {
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
}

/** [( names [, indexes] )] [key] [COMMENT] [PARTITION BY] [DISTRIBUTED BY] [ORDER BY] [PROPERTIES] AS query */
function asSelect(c: Cursor, start: number, head: TableHead): Statement {
  const columns: string[] = []
  const indexes: IndexDesc[] = []
  expect(c, '(')
  do {
    if (at(c, 'INDEX')) indexes.push(indexDesc(c))
    else if (indexes.length > 0) expect(c, 'INDEX')
    else columns.push(identifier(c))
  } while (accept(c, ','))
  expect(c, ')')
  const clauses: TableClauses = {}
  keyAndComment(c, clauses)
  layout(c, clauses)
  optionalTableProperties(c, clauses)
  const lists = { ...(columns.length > 0 ? { columns } : {}), ...(indexes.length > 0 ? { indexes } : {}) }
  return finishAsSelect(c, start, head, { ...lists, ...clauses })
}

function finishAsSelect(
  c: Cursor,
  start: number,
  head: TableHead,
  clauses: Omit<CreateTableAsSelectStatement, 'kind' | 'name' | 'query' | 'span'>,
): Statement {
  expect(c, 'AS')
  const query = c.rules.query(c)
  return finish(c, start, { kind: 'CreateTableAsSelectStatement', ...head, ...clauses, query })
}

/** [PARTITION BY] [DISTRIBUTED BY] [PROPERTIES] LIKE name, or the clauses of CREATE TABLE ... AS */
function likeOrAsSelect(c: Cursor, start: number, head: TableHead): Statement {
  const clauses: TableClauses = {}
  keyAndComment(c, clauses)
  layout(c, clauses)
  optionalTableProperties(c, clauses)
  const likeAllowed = clauses.key === undefined && clauses.comment === undefined && clauses.orderBy === undefined
  if (!likeAllowed || !accept(c, 'LIKE')) return finishAsSelect(c, start, head, clauses)
  const node: CreateTableLikeStatement = {
    kind: 'CreateTableLikeStatement',
    ...head,
    ...clauses,
    source: qualifiedName(c),
  }
  return finish(c, start, node)
}
