import type { Expression } from '../ast/expression.ts'
import type {
  Join,
  JoinType,
  NamedArgument,
  QueryPeriod,
  Relation,
  SampleClause,
  TableReference,
  ValuesRow,
} from '../ast/query.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptWords, advance, at, commaSeparated, enter, expect, fail, finish, isName } from './cursor.ts'
import { parenthesized, peek, text } from './cursor.ts'
import { expression } from './expression.ts'
import { bracketHint } from './function-call.ts'
import { isImplicitAlias } from './alias.ts'
import {
  identifier,
  identifierList,
  integerText,
  optionalPartitions,
  propertyList,
  qualifiedName,
  string,
} from './names.ts'
import { isQueryInParentheses, queryInParentheses } from './query-start.ts'

/** relations: relation [, [LATERAL] relation]... */
export function relations(c: Cursor): Relation[] {
  const items = [relation(c)]
  while (accept(c, ',')) items.push(lateral(c, relation))
  return items
}

function lateral(c: Cursor, parse: (c: Cursor) => Relation): Relation {
  return accept(c, 'LATERAL') ? { ...parse(c), lateral: true } : parse(c)
}

/** relation: relationPrimary [join]... */
function relation(c: Cursor): Relation {
  const start = c.index
  const first = relationPrimary(c)
  let join = optionalJoin(c)
  if (join === undefined) return first
  const joins: Join[] = []
  for (; join !== undefined; join = optionalJoin(c)) joins.push(join)
  return finish(c, start, { kind: 'JoinRelation', first, joins })
}

/** joinType [hint] [LATERAL] relationPrimary [ON expression | USING ( columns )] */
function optionalJoin(c: Cursor): Join | undefined {
  const start = c.index
  const type = optionalJoinType(c)
  if (type === undefined) return undefined
  const hint = at(c, '[') ? bracketHint(c) : undefined
  const node: Mutable<Join> = { kind: 'Join', type, relation: lateral(c, relationPrimary) }
  if (hint !== undefined) node.hint = hint
  if (accept(c, 'ON')) node.on = expression(c)
  else if (accept(c, 'USING')) node.using = identifierList(c)
  else if (type !== 'INNER' && type !== 'CROSS') fail(c, 'ON', 'USING')
  return finish(c, start, node)
}

/** [INNER] JOIN, CROSS [JOIN], (LEFT | RIGHT | FULL) [OUTER] JOIN, (LEFT | RIGHT) (SEMI | ANTI) JOIN, NULL AWARE LEFT ANTI JOIN, ASOF ... JOIN */
function optionalJoinType(c: Cursor): JoinType | undefined {
  if (accept(c, 'JOIN')) return 'INNER'
  switch (c.kind) {
    case 'INNER':
      advance(c)
      expect(c, 'JOIN')
      return 'INNER'
    case 'CROSS':
      advance(c)
      accept(c, 'JOIN')
      return 'CROSS'
    case 'LEFT':
    case 'RIGHT':
    case 'FULL': {
      const side = c.kind
      advance(c)
      return sidedJoin(c, side)
    }
    case 'NULL':
      if (!acceptWords(c, 'NULL', 'AWARE', 'LEFT', 'ANTI', 'JOIN')) return undefined
      return 'NULL AWARE LEFT ANTI'
    case 'identifier':
      return isAsOfJoin(c) ? asOfJoin(c) : undefined
    default:
      return undefined
  }
}

function sidedJoin(c: Cursor, side: 'LEFT' | 'RIGHT' | 'FULL'): JoinType {
  let type: JoinType = side
  if (side !== 'FULL' && accept(c, 'SEMI')) type = `${side} SEMI`
  else if (side !== 'FULL' && accept(c, 'ANTI')) type = `${side} ANTI`
  else accept(c, 'OUTER')
  expect(c, 'JOIN')
  return type
}

function isAsOfJoin(c: Cursor): boolean {
  const next = peek(c)
  return (next === 'JOIN' || next === 'INNER' || next === 'LEFT') && text(c).toUpperCase() === 'ASOF'
}

function asOfJoin(c: Cursor): JoinType {
  advance(c)
  const left = accept(c, 'LEFT')
  if (left) accept(c, 'OUTER')
  else accept(c, 'INNER')
  expect(c, 'JOIN')
  return left ? 'ASOF LEFT' : 'ASOF INNER'
}

/** relationPrimary: a table, a subquery, VALUES, a table function, FILES, or relations in parentheses */
function relationPrimary(c: Cursor): Relation {
  const start = c.index
  switch (c.kind) {
    case '(':
      return inParentheses(c)
    case 'ASSERT_ROWS':
      if (peek(c) !== '(') break
      advance(c)
      return subquery(c, start, { assertRows: true })
    case 'FILES': {
      advance(c)
      const properties = propertyList(c)
      return finish(c, start, { kind: 'FileTableFunction', properties, ...aliasAndColumns(c) })
    }
    case 'TABLE': {
      advance(c)
      expect(c, '(')
      const name = qualifiedName(c)
      const items = parenthesized(c, argument)
      expect(c, ')')
      return finish(c, start, { kind: 'TableFunction', table: true, name, arguments: items, ...aliasAndColumns(c) })
    }
    default:
  }
  const name = qualifiedName(c)
  if (!at(c, '(')) return tableReference(c, start, { kind: 'TableReference', name })
  const items = parenthesized(c, argument)
  return finish(c, start, { kind: 'TableFunction', name, arguments: items, ...aliasAndColumns(c) })
}

function inParentheses(c: Cursor): Relation {
  const start = c.index
  if (peek(c) === 'VALUES') {
    advance(c)
    advance(c)
    const rows = commaSeparated(c, valuesRow)
    expect(c, ')')
    return finish(c, start, { kind: 'ValuesRelation', rows, ...aliasAndColumns(c) })
  }
  if (isQueryInParentheses(c, c.index)) return subquery(c, start)
  enter(c)
  advance(c)
  const inner = relations(c)
  expect(c, ')')
  c.depth--
  const [only] = inner
  if (inner.length === 1 && only !== undefined) return only
  return finish(c, start, { kind: 'RelationGroup', relations: inner })
}

function subquery(c: Cursor, start: number, extra?: { readonly assertRows: true }): Relation {
  const query = queryInParentheses(c)
  return finish(c, start, { kind: 'SubqueryRelation', ...extra, query, ...aliasAndColumns(c) })
}

/** ( expression [, expression]... ) */
function valuesRow(c: Cursor): ValuesRow {
  const start = c.index
  return finish(c, start, { kind: 'ValuesRow', values: parenthesized(c, expression) })
}

/** [[AS] alias [( columns )]] */
function aliasAndColumns(c: Cursor): { readonly alias?: string; readonly columns?: readonly string[] } {
  const alias = optionalRelationAlias(c)
  if (alias === undefined) return {}
  return at(c, '(') ? { alias, columns: identifierList(c) } : { alias }
}

function optionalRelationAlias(c: Cursor): string | undefined {
  if (accept(c, 'AS')) return identifier(c)
  if (c.kind === 'identifier' && isAsOfJoin(c)) return undefined
  return isImplicitAlias(c) ? identifier(c) : undefined
}

/** expression, or name => expression */
function argument(c: Cursor): Expression | NamedArgument {
  if (!isName(c.kind) || peek(c) !== '=>') return expression(c)
  const start = c.index
  const name = identifier(c)
  advance(c)
  return finish(c, start, { kind: 'NamedArgument', name, value: expression(c) })
}

/** name [period] [partitions] [TABLET (...)] [REPLICA (...)] [SAMPLE (...)] [[AS] alias] [hint] [BEFORE string] */
function tableReference(c: Cursor, start: number, node: Mutable<TableReference>): Relation {
  if (atPeriod(c)) node.period = queryPeriod(c)
  const partitions = optionalPartitions(c)
  if (partitions !== undefined) node.partitions = partitions
  const tablets = optionalTablets(c)
  if (tablets !== undefined) node.tablets = tablets
  if (c.kind === 'REPLICA' && peek(c) === '(') {
    advance(c)
    node.replicas = parenthesized(c, integerText)
  }
  if (c.kind === 'SAMPLE') node.sample = sampleClause(c)
  const alias = optionalRelationAlias(c)
  if (alias !== undefined) node.alias = alias
  if (at(c, '[')) node.hint = bracketHint(c)
  if (c.kind === 'BEFORE' && peek(c) === 'string') {
    advance(c)
    node.before = string(c)
  }
  return finish(c, start, node)
}

/** (TABLET | TABLETS) integers, in parentheses or not */
function optionalTablets(c: Cursor): string[] | undefined {
  if ((c.kind !== 'TABLET' && c.kind !== 'TABLETS') || (peek(c) !== '(' && peek(c) !== 'integer')) return undefined
  advance(c)
  return at(c, '(') ? parenthesized(c, integerText) : commaSeparated(c, integerText)
}

/** SAMPLE [propertyList] */
function sampleClause(c: Cursor): SampleClause {
  const start = c.index
  expect(c, 'SAMPLE')
  if (!at(c, '(')) return finish(c, start, { kind: 'SampleClause' })
  return finish(c, start, { kind: 'SampleClause', properties: propertyList(c) })
}

function atPeriod(c: Cursor): boolean {
  if (at(c, 'FOR')) return true
  if (c.kind !== 'SYSTEM_TIME' && c.kind !== 'TIMESTAMP' && c.kind !== 'VERSION') return false
  const next = peek(c)
  return next === 'BETWEEN' || next === 'FROM' || next === 'ALL' || (next === 'AS' && peek(c, 2) === 'OF')
}

/** [FOR] (SYSTEM_TIME | TIMESTAMP | VERSION) (AS OF e | BETWEEN e AND e | FROM e TO e | ALL) */
function queryPeriod(c: Cursor): QueryPeriod {
  const start = c.index
  accept(c, 'FOR')
  const period = c.kind
  if (period !== 'SYSTEM_TIME' && period !== 'TIMESTAMP' && period !== 'VERSION') {
    return fail(c, 'SYSTEM_TIME', 'TIMESTAMP', 'VERSION')
  }
  advance(c)
  if (accept(c, 'ALL')) return finish(c, start, { kind: 'QueryPeriod', period, type: 'ALL' })
  if (acceptWords(c, 'AS', 'OF')) {
    return finish(c, start, { kind: 'QueryPeriod', period, type: 'AS OF', end: expression(c) })
  }
  const type = accept(c, 'BETWEEN') ? 'BETWEEN' : 'FROM'
  if (type === 'FROM') expect(c, 'FROM')
  const from = type === 'FROM' ? expression(c) : c.rules.valueExpression(c)
  expect(c, type === 'FROM' ? 'TO' : 'AND')
  return finish(c, start, { kind: 'QueryPeriod', period, type, start: from, end: expression(c) })
}
