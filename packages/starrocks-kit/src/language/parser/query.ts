import type { Expression, NumberLiteral, Parameter, UserVariable } from '../ast/expression.ts'
import type {
  CommonTableExpression,
  LimitElement,
  Query,
  QueryBody,
  QualifyClause,
  Select,
  SelectExpression,
  SelectItem,
  SelectStar,
  SetOperation,
  SetOperator,
} from '../ast/query.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  advance,
  at,
  commaSeparated,
  enter,
  expect,
  fail,
  finish,
  isName,
  peek,
  refuse,
  text,
} from './cursor.ts'
import { optionalAlias } from './alias.ts'
import { expression } from './expression.ts'
import { orderBy } from './function-call.ts'
import { groupingElement } from './grouping.ts'
import { numberLiteral } from './literal.ts'
import { identifier, identifierList, identifierOrString, qualifiedName } from './names.ts'
import { pivotClause } from './pivot.ts'
import { startsQuery } from './query-start.ts'
import { relations } from './relation.ts'

/** queryRelation: [WITH cte [, cte]...] setOperation [ORDER BY ...] [LIMIT ...] */
export function query(c: Cursor): Query {
  const start = c.index
  return queryBehindWith(c, start, optionalWith(c))
}

/** A query whose WITH has been read already. */
export function queryBehindWith(c: Cursor, start: number, tables: WithClause): Query {
  enter(c)
  const body = unionChain(c)
  const node: Mutable<Query> = { kind: 'Query', ...tables, body }
  if (at(c, 'ORDER')) node.orderBy = orderBy(c)
  if (at(c, 'LIMIT')) node.limit = limitElement(c)
  c.depth--
  if (body.kind === 'Query' && isBare(node) && !c.positions) return body
  return finish(c, start, node)
}

function isBare(node: Query): boolean {
  return node.with === undefined && node.orderBy === undefined && node.limit === undefined
}

/** What WITH says of the statement that stands behind it; nothing where there is none. */
export type WithClause = Pick<Query, 'with' | 'recursive'>

const NO_WITH: WithClause = {}

/** [WITH [RECURSIVE] cte [, cte]...] */
export function optionalWith(c: Cursor): WithClause {
  if (!accept(c, 'WITH')) return NO_WITH
  // RECURSIVE is no reserved word: before AS or a column list it is the name of a common table.
  const next = peek(c)
  const recursive = c.kind === 'identifier' && text(c).toUpperCase() === 'RECURSIVE' && next !== 'AS' && next !== '('
  if (recursive) advance(c)
  const tables = commaSeparated(c, commonTableExpression)
  return recursive ? { with: tables, recursive } : { with: tables }
}

/** identifier [( identifier [, ...] )] AS ( query ) */
function commonTableExpression(c: Cursor): CommonTableExpression {
  const start = c.index
  const name = identifier(c)
  const columns = at(c, '(') ? identifierList(c) : undefined
  expect(c, 'AS')
  enter(c)
  expect(c, '(')
  const inner = query(c)
  expect(c, ')')
  c.depth--
  const node: Mutable<CommonTableExpression> = { kind: 'CommonTableExpression', name, query: inner }
  if (columns !== undefined) node.columns = columns
  return finish(c, start, node)
}

/** intersectChain [(UNION | EXCEPT | MINUS) [DISTINCT | ALL] intersectChain]... */
function unionChain(c: Cursor): QueryBody {
  return setChain(c, intersectChain, unionOperator)
}

/** queryPrimary [INTERSECT [DISTINCT | ALL] queryPrimary]... */
function intersectChain(c: Cursor): QueryBody {
  return setChain(c, queryPrimary, intersectOperator)
}

function setChain(
  c: Cursor,
  operand: (c: Cursor) => QueryBody,
  operator: (c: Cursor) => 'UNION' | 'EXCEPT' | 'INTERSECT' | undefined,
): QueryBody {
  const start = c.index
  const left = operand(c)
  let word = operator(c)
  if (word === undefined) return left
  const splice = left.kind === 'SetOperation' && isIntersect(left) === (word === 'INTERSECT')
  const operators: SetOperator[] = splice ? [...left.operators] : []
  const operands: QueryBody[] = splice ? [...left.operands] : [left]
  while (word !== undefined) {
    operators.push(accept(c, 'ALL') ? `${word} ALL` : (accept(c, 'DISTINCT'), word))
    operands.push(operand(c))
    word = operator(c)
  }
  return finish(c, start, { kind: 'SetOperation', operators, operands })
}

function isIntersect(node: SetOperation): boolean {
  return node.operators[0]?.startsWith('INTERSECT') === true
}

function unionOperator(c: Cursor): 'UNION' | 'EXCEPT' | undefined {
  if (accept(c, 'UNION')) return 'UNION'
  return accept(c, 'EXCEPT') || accept(c, 'MINUS') ? 'EXCEPT' : undefined
}

function intersectOperator(c: Cursor): 'INTERSECT' | undefined {
  return accept(c, 'INTERSECT') ? 'INTERSECT' : undefined
}

/** queryPrimary: SELECT ..., or ( query ) */
function queryPrimary(c: Cursor): QueryBody {
  if (at(c, 'SELECT')) return select(c)
  if (!accept(c, '(')) fail(c, 'SELECT', '(')
  const inner = query(c)
  expect(c, ')')
  // Trees with positions keep all parentheses: the server's wording of a query shows them.
  return isBare(inner) && !c.positions ? inner.body : inner
}

/** SELECT [DISTINCT | ALL] item [, item]... [FROM ...] [WHERE ...] [GROUP BY ...] [HAVING ...] [QUALIFY ...] */
function select(c: Cursor): Select {
  const start = c.index
  const node: Mutable<Select> = { kind: 'Select', items: [] }
  expect(c, 'SELECT')
  const hints = c.tokens.hints.get(c.index)
  if (hints !== undefined) node.hints = hints
  if (accept(c, 'DISTINCT')) node.distinct = true
  else accept(c, 'ALL')
  node.items = commaSeparated(c, selectItem)
  if (accept(c, 'FROM')) {
    if (!accept(c, 'DUAL')) node.from = relations(c)
    if (c.kind === 'PIVOT' && peek(c) === '(') node.pivot = pivotClause(c)
  }
  if (accept(c, 'WHERE')) node.where = expression(c)
  if (accept(c, 'GROUP')) {
    expect(c, 'BY')
    node.groupBy = groupingElement(c)
  }
  if (accept(c, 'HAVING')) node.having = expression(c)
  if (at(c, 'QUALIFY')) node.qualify = qualifyClause(c)
  return finish(c, start, node)
}

/** *, name.*, or expression [[AS] alias] */
export function selectItem(c: Cursor): SelectItem {
  const start = c.index
  if (c.kind === '*') {
    advance(c)
    return star(c, start, { kind: 'SelectStar' })
  }
  if (isName(c.kind) && isQualifiedStar(c)) {
    const qualifier = qualifiedName(c)
    expect(c, '.')
    expect(c, '*')
    return star(c, start, { kind: 'SelectStar', qualifier })
  }
  const node: Mutable<SelectExpression> = { kind: 'SelectExpression', expression: expression(c) }
  const alias = optionalAlias(c)
  if (alias !== undefined) node.alias = alias
  return finish(c, start, node)
}

function isQualifiedStar(c: Cursor): boolean {
  let offset = 1
  while (peek(c, offset) === '.' || peek(c, offset) === 'dot-identifier') {
    if (peek(c, offset) === 'dot-identifier') offset++
    else if (peek(c, offset + 1) === '*') return true
    else offset += 2
  }
  return false
}

/** [(EXCEPT | EXCLUDE) ( identifier [, ...] )] */
function star(c: Cursor, start: number, node: Mutable<SelectStar>): SelectStar {
  const excludes = (c.kind === 'EXCEPT' || c.kind === 'EXCLUDE') && peek(c) === '(' && !startsQuery(peek(c, 2))
  if (excludes && peek(c, 2) !== '(') {
    advance(c)
    node.exclude = identifierList(c)
  }
  return finish(c, start, node)
}

/** QUALIFY expression comparison integer */
function qualifyClause(c: Cursor): QualifyClause {
  const start = c.index
  expect(c, 'QUALIFY')
  const from = c.index
  const condition = expression(c)
  if (condition.kind !== 'ComparisonExpression' || condition.right.kind !== 'NumberLiteral') {
    return refuse(c, 'QUALIFY needs a window function compared with an integer', from)
  }
  const { left, operator, right } = condition
  return finish(c, start, { kind: 'QualifyClause', expression: left, operator, limit: right })
}

/** LIMIT limit [OFFSET offset], or LIMIT offset , limit */
export function limitElement(c: Cursor): LimitElement {
  const start = c.index
  expect(c, 'LIMIT')
  const first = limitConstant(c)
  if (accept(c, 'OFFSET')) return finish(c, start, { kind: 'LimitElement', limit: first, offset: limitConstant(c) })
  if (accept(c, ',')) return finish(c, start, { kind: 'LimitElement', limit: limitConstant(c), offset: first })
  return finish(c, start, { kind: 'LimitElement', limit: first })
}

function limitConstant(c: Cursor): NumberLiteral | Parameter | UserVariable {
  const start = c.index
  if (accept(c, '?')) return finish(c, start, { kind: 'Parameter' })
  if (accept(c, '@')) return finish(c, start, { kind: 'UserVariable', name: identifierOrString(c) })
  if (c.kind !== 'integer') fail(c, 'an integer')
  return numberLiteral(c)
}

/** [WHERE expression] */
export function optionalWhere(c: Cursor): Expression | undefined {
  return accept(c, 'WHERE') ? expression(c) : undefined
}
