import type { AstNode } from '../../ast/ast-node.ts'
import type { Query, Select, SetOperation } from '../../ast/query.ts'
import type { Layout, Mode, Part } from '../layout.ts'
import type { Rules } from './rule.ts'

type QueryKind =
  | 'Query'
  | 'CommonTableExpression'
  | 'SetOperation'
  | 'Select'
  | 'GroupingExpressions'
  | 'JoinRelation'
  | 'Join'
  | 'SubqueryRelation'

export const QUERY_RULES: Rules<QueryKind> = {
  Query: query,
  CommonTableExpression: (node, layout) => layout.bracketAround(layout.firstOf(node.query), 'hard'),
  SetOperation: setOperation,
  Select: select,
  GroupingExpressions: (node, layout) => {
    if (node.type !== undefined) return
    const first = layout.firstOf(node)
    layout.list(first - 2, first, layout.lastOf(node))
  },
  JoinRelation: (node, layout) => {
    const group = layout.shared.get(node) ?? layout.groupOf(node, 'fit')
    for (const join of node.joins) layout.breakBefore(layout.firstOf(join), group, 0)
  },
  Join: (node, layout) => {
    const group = layout.groupOf(node, 'fit')
    for (const part of layout.parts(node)) {
      if (part.word === 'ON' || part.word === 'USING') layout.breakBefore(part.first, group, 1)
    }
  },
  SubqueryRelation: (node, layout) => {
    // What is alone in its query stays on the line when it fits.
    if (hasClauses(node.query)) layout.bracketAround(layout.firstOf(node.query), 'hard')
  },
}

/** A query in one of these is always written with a clause a line. */
const SPREADING: ReadonlySet<string> = new Set([
  'QueryStatement',
  'CommonTableExpression',
  'SubqueryRelation',
  'CreateViewStatement',
  'CreateMaterializedViewStatement',
  'CreateTableAsSelectStatement',
  'AlterViewQueryClause',
  'AlterViewDialectClause',
  'InsertStatement',
])

/** Whether a part of a query is written with a clause a line even when it would fit on one. */
function modeAmong(ancestors: readonly AstNode[]): Mode {
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const kind = ancestors[i]?.kind ?? 'Query'
    if (kind !== 'Query' && kind !== 'SetOperation') return SPREADING.has(kind) ? 'hard' : 'fit'
  }
  return 'hard'
}

function hasClauses({ body, with: tables, orderBy, limit }: Query): boolean {
  return body.kind !== 'Select' || body.from !== undefined || (tables ?? orderBy ?? limit) !== undefined
}

function query(node: Query, layout: Layout, ancestors: readonly AstNode[]): void {
  const group = layout.groupOf(node, modeAmong(ancestors))
  // SELECT and what surrounds it are broken together.
  if (node.body.kind === 'Select') layout.shared.set(node.body, group)
  const parts = layout.parts(node)
  let inWith = node.with !== undefined
  for (const [i, part] of parts.entries()) {
    if (inWith) inWith = layOutWith(part, layout, group)
    else if (part.word === 'ORDER' && part.depth === 0) layOutOrderBy(parts, i, layout, group)
    else if (part.node?.kind === 'LimitElement') layout.breakBefore(part.first, group, 0)
  }
}

/** The common table expressions, up to the query behind them. */
export function layOutWith(part: Part, layout: Layout, group: number): boolean {
  // The only name among the parts is RECURSIVE: those of the tables are in their nodes.
  if (part.word === 'WITH' || part.word === 'identifier') return true
  if (part.word === ',') layout.breakBefore(part.first + 1, group, 0)
  else if (part.node?.kind !== 'CommonTableExpression') {
    layout.breakBefore(part.first, group, 0)
    return false
  }
  return true
}

function layOutOrderBy(parts: readonly Part[], at: number, layout: Layout, group: number): void {
  const start = parts[at]?.first ?? 0
  layout.breakBefore(start, group, 0)
  const items = parts.slice(at + 1).filter((part) => part.node?.kind === 'SortItem')
  layout.list(start, start + 2, items.at(-1)?.last ?? start)
}

function setOperation(node: SetOperation, layout: Layout, ancestors: readonly AstNode[]): void {
  const group = layout.shared.get(node) ?? layout.groupOf(node, modeAmong(ancestors))
  for (const { word, depth, first } of layout.parts(node)) {
    if (depth > 0 || (word !== 'UNION' && word !== 'EXCEPT' && word !== 'INTERSECT')) continue
    layout.breakBefore(first, group, 0)
    layout.breakBefore(layout.kindAt(first + 1) === 'ALL' ? first + 2 : first + 1, group, 0)
  }
}

const CLAUSES: ReadonlySet<string> = new Set(['FROM', 'PivotClause', 'WHERE', 'GROUP', 'HAVING', 'QualifyClause'])

function select(node: Select, layout: Layout, ancestors: readonly AstNode[]): void {
  const group = layout.shared.get(node) ?? layout.groupOf(node, modeAmong(ancestors))
  const start = layout.firstOf(node)
  const items = layout.parts(node)
  for (const part of items) {
    const what = part.word ?? part.node?.kind ?? ''
    if (part.depth === 0 && CLAUSES.has(what)) layout.breakBefore(part.first, group, 0)
  }
  const [first] = node.items
  const last = node.items.at(-1)
  if (first !== undefined && last !== undefined) {
    layout.list(start, layout.kindAt(start + 1) === 'DISTINCT' ? start + 2 : start + 1, layout.lastOf(last))
  }
  from(node, layout, group)
}

/** One relation stands behind FROM with its joins below; several are a list. */
function from(node: Select, layout: Layout, group: number): void {
  const [first] = node.from ?? []
  const last = node.from?.at(-1)
  if (first === undefined || last === undefined) return
  const start = layout.firstOf(first)
  if (first === last) {
    if (first.kind === 'JoinRelation') layout.shared.set(first, group)
    return
  }
  for (const relation of node.from ?? []) {
    if (relation.kind === 'JoinRelation') layout.shared.set(relation, layout.groupOf(relation, layout.modeOf(group)))
  }
  layout.list(start - 1, start, layout.lastOf(last))
}
