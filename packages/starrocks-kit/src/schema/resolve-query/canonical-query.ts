import { parseExpression, SqlSyntaxError, transform } from '../../language/index.ts'
import type {
  CommonTableExpression,
  Expression,
  Query,
  QueryBody,
  Select,
  SelectExpression,
  SelectItem,
  SortItem,
} from '../../language/index.ts'
import { grouping, replaceColumns, substitute } from './aliases.ts'
import { canonicalExpressionTree, canonicalSortItem, expressionKey } from './canonical-expression.ts'
import type { ExpressionContext } from './canonical-expression.ts'
import { canonicalRelations } from './canonical-relation.ts'
import { impliedName } from './implied-name.ts'
import { withoutQualify } from './qualify.ts'
import { resolveColumn } from './scope.ts'
import type { CommonTables, Resolver, Scope } from './scope.ts'
import { recursiveTable } from './recursive-table.ts'

/** A query in canonical form, with the names of its output columns where they can be known. */
export interface CanonicalQueryResult {
  readonly query: Query
  readonly columns: readonly string[] | undefined
}

const EMPTY_SCOPE: Scope = { relations: [] }

/** Names resolved, stars expanded, aliases and ordinals put in, one form for every spelling. */
export function canonicalQueryTree(
  query: Query,
  resolver: Resolver,
  parent: Scope = EMPTY_SCOPE,
  outer: CommonTables = new Map(),
  /** What the first operand of a union sees, where that is something else. */
  ofAnchor: CommonTables = outer,
): CanonicalQueryResult {
  const tables = new Map(outer)
  const withs: CommonTableExpression[] = []
  for (const cte of query.with ?? []) {
    const before = new Map(tables)
    const lowerCase = (columns: readonly string[] | undefined): readonly string[] | undefined =>
      (cte.columns ?? columns)?.map((name) => name.toLowerCase())
    const anchor = recursiveTable(query, cte)?.anchor
    if (anchor !== undefined) tables.set(cte.name, lowerCase(canonicalBody(anchor, resolver, parent, before).columns))
    const inner = canonicalQueryTree(cte.query, resolver, parent, tables, before)
    const columns = lowerCase(inner.columns)
    tables.set(cte.name, columns)
    withs.push({ kind: 'CommonTableExpression', name: cte.name, ...(columns ? { columns } : {}), query: inner.query })
  }
  const anchorTables = query.with === undefined ? ofAnchor : tables
  const body = canonicalBody(query.body, resolver, parent, tables, anchorTables)
  const orderBy = query.orderBy?.map((item) => orderItem(item, body))
  const plain = withs.length === 0 && orderBy === undefined && query.limit === undefined
  if (plain && body.node.kind === 'Query') return { query: body.node, columns: body.columns }
  return {
    query: {
      kind: 'Query',
      ...(withs.length > 0 ? { with: withs } : {}),
      ...(query.recursive === true ? { recursive: true } : {}),
      body: body.node,
      ...(orderBy !== undefined ? { orderBy } : {}),
      ...(query.limit !== undefined ? { limit: query.limit } : {}),
    },
    columns: body.columns,
  }
}

interface Body {
  readonly node: QueryBody
  readonly columns: readonly string[] | undefined
  /** What ORDER BY may refer to: the output columns with their expressions. */
  readonly outputs: readonly { readonly name: string; readonly expression: Expression }[]
  readonly context: ExpressionContext
}

function canonicalBody(
  body: QueryBody,
  resolver: Resolver,
  parent: Scope,
  tables: CommonTables,
  ofAnchor: CommonTables = tables,
): Body {
  switch (body.kind) {
    case 'Select':
      return canonicalSelect(body, resolver, parent, tables)
    case 'Query': {
      const inner = canonicalQueryTree(body, resolver, parent, tables)
      const { with: ctes, orderBy, limit, body: innerBody } = inner.query
      const node = ctes === undefined && orderBy === undefined && limit === undefined ? innerBody : inner.query
      return { node, columns: inner.columns, ...setOutputs(inner.columns, resolver, parent, tables) }
    }
    case 'SetOperation': {
      const operands = body.operands.map((operand, index) =>
        canonicalBody(operand, resolver, parent, index === 0 ? ofAnchor : tables),
      )
      const columns = operands[0]?.columns
      return {
        node: flatSet(
          body.operators,
          operands.map((operand) => operand.node),
        ),
        columns,
        ...setOutputs(columns, resolver, parent, tables),
      }
    }
  }
}

/** ORDER BY behind a set operation sees only its output columns. */
function setOutputs(
  columns: readonly string[] | undefined,
  resolver: Resolver,
  parent: Scope,
  tables: CommonTables,
): Pick<Body, 'outputs' | 'context'> {
  const relation = { exposed: '', parts: [], columns }
  return {
    outputs: (columns ?? []).map((name) => ({
      name,
      expression: { kind: 'ColumnReference', parts: [name.toLowerCase()] },
    })),
    context: expressionContext(resolver, { relations: [relation], parent }, tables),
  }
}

/** A chain in parentheses at the head of a chain of the same strength needs none. */
function flatSet(
  operators: Extract<QueryBody, { kind: 'SetOperation' }>['operators'],
  operands: readonly QueryBody[],
): QueryBody {
  const [first, ...rest] = operands
  if (first?.kind === 'SetOperation' && isIntersect(first.operators) === isIntersect(operators)) {
    return {
      kind: 'SetOperation',
      operators: [...first.operators, ...operators],
      operands: [...first.operands, ...rest],
    }
  }
  return { kind: 'SetOperation', operators, operands }
}

function isIntersect(operators: readonly string[]): boolean {
  return operators.some((operator) => operator.startsWith('INTERSECT'))
}

function expressionContext(resolver: Resolver, scope: Scope, tables: CommonTables): ExpressionContext {
  return {
    resolver,
    scope,
    query: (query, parent) => canonicalQueryTree(query, resolver, parent, tables).query,
  }
}

function canonicalSelect(select: Select, resolver: Resolver, parent: Scope, tables: CommonTables): Body {
  if (select.qualify !== undefined) return canonicalBody(withoutQualify(select), resolver, parent, tables)
  const from = canonicalRelations(select.from ?? [], {
    resolver,
    parent,
    tables,
    subquery: (query, place) => canonicalQueryTree(query, resolver, place, tables),
    outputs: (query, inner) => canonicalQueryTree(query, inner).columns,
    expression: (expression, scope) => canonicalExpressionTree(expression, expressionContext(resolver, scope, tables)),
  })
  const scope: Scope = { relations: from.relations, parent }
  const context = expressionContext(resolver, scope, tables)
  const canon = (expression: Expression): Expression => canonicalExpressionTree(expression, context)
  if (select.pivot !== undefined) resolver.doubts.push('PIVOT is not resolved')
  const items: SelectItem[] = []
  const outputs: { name: string; expression: Expression }[] = []
  let complete = true
  for (const item of select.items) {
    if (item.kind === 'SelectStar') {
      const expanded = expandStar(item, scope)
      if (expanded === undefined) {
        complete = false
        resolver.doubts.push('the columns behind * are not known')
        items.push(item)
      } else {
        for (const output of expanded) {
          items.push({ kind: 'SelectExpression', expression: output.expression })
          outputs.push(output)
        }
      }
      continue
    }
    const expression = canon(item.expression)
    const name = item.alias ?? impliedName(item.expression)
    outputs.push({ name, expression })
    items.push(selectItem(item, expression, context))
  }
  const aliases = new Map(outputs.map((output) => [output.name.toLowerCase(), output.expression]))
  const groupBy = select.groupBy === undefined ? undefined : grouping(select.groupBy, outputs, aliases, context)
  const having = select.having === undefined ? undefined : canon(substitute(select.having, outputs, select, scope))
  return {
    node: {
      kind: 'Select',
      ...(select.hints !== undefined ? { hints: select.hints } : {}),
      ...(select.distinct ? { distinct: true } : {}),
      items,
      ...(from.nodes.length > 0 ? { from: from.nodes } : {}),
      ...(select.pivot !== undefined ? { pivot: select.pivot } : {}),
      ...(select.where !== undefined ? { where: canon(select.where) } : {}),
      ...(groupBy !== undefined ? { groupBy } : {}),
      ...(having !== undefined ? { having } : {}),
    },
    columns: complete ? outputs.map((output) => output.name) : undefined,
    outputs,
    context,
  }
}

/** An alias that only repeats what the column is called anyway is dropped. */
function selectItem(item: SelectExpression, expression: Expression, context: ExpressionContext): SelectExpression {
  const { alias } = item
  const plain: SelectExpression = { kind: 'SelectExpression', expression }
  if (alias === undefined) return plain
  if (expression.kind === 'ColumnReference' && (expression.parts.at(-1) ?? '').toLowerCase() === alias.toLowerCase()) {
    return plain
  }
  // The analyzer gives an expression its own text as alias: read it back and see whether it says the same.
  if (/[^\w$]|^\d/.test(alias) && sameText(alias, expression, context)) return plain
  return { ...plain, alias }
}

function sameText(alias: string, expression: Expression, context: ExpressionContext): boolean {
  try {
    const trial: Resolver = { ...context.resolver, problem: undefined, doubts: [] }
    const read = canonicalExpressionTree(parseExpression(alias), { ...context, resolver: trial })
    return expressionKey(untyped(read)) === expressionKey(untyped(expression))
  } catch (error) {
    if (error instanceof SqlSyntaxError) return false
    throw error
  }
}

/** The analyzer's names of columns leave out the types of array and map literals. */
function untyped(expression: Expression): Expression {
  return transform(expression, (node) => {
    if (node.kind !== 'ArrayExpression' && node.kind !== 'MapExpression') return node
    const { type: _, ...rest } = node
    return rest
  })
}

function expandStar(
  star: Extract<SelectItem, { kind: 'SelectStar' }>,
  scope: Scope,
): { name: string; expression: Expression }[] | undefined {
  const qualifier = star.qualifier?.parts
  const excluded = new Set(star.exclude?.map((name) => name.toLowerCase()))
  const outputs: { name: string; expression: Expression }[] = []
  for (const relation of scope.relations) {
    if (qualifier !== undefined) {
      const [name, database] = qualifier.toReversed()
      if (relation.exposed !== name || (database !== undefined && relation.database !== database)) continue
    }
    if (relation.columns === undefined) return undefined
    for (const column of relation.columns) {
      if (excluded.has(column.toLowerCase())) continue
      if (qualifier === undefined && relation.hidden?.has(column.toLowerCase())) continue
      outputs.push({
        name: column,
        expression: { kind: 'ColumnReference', parts: [...relation.parts, column.toLowerCase()] },
      })
    }
  }
  return outputs
}

/** ORDER BY: ordinals and output names first, then columns of the relations. */
function orderItem(item: SortItem, body: Body): SortItem {
  const { expression } = item
  const order = (replacement: Expression): SortItem => {
    const sorted = canonicalSortItem({ ...item, expression: { kind: 'NullLiteral' } }, body.context)
    return { ...sorted, expression: replacement }
  }
  if (expression.kind === 'NumberLiteral') {
    const output = body.outputs[Number(expression.text) - 1]
    if (output !== undefined) return order(output.expression)
  }
  if (expression.kind === 'ColumnReference' && expression.parts.length === 1) {
    const name = (expression.parts[0] ?? '').toLowerCase()
    const output = body.outputs.find((candidate) => candidate.name.toLowerCase() === name)
    if (output !== undefined) return order(output.expression)
  }
  return canonicalSortItem({ ...item, expression: aliased(expression, body) }, body.context)
}

/** Aliases inside an ORDER BY expression, where no column has that name. */
function aliased(expression: Expression, body: Body): Expression {
  const names = new Map(body.outputs.map((output) => [output.name.toLowerCase(), output.expression]))
  return replaceColumns(expression, (parts) => {
    const found = resolveColumn(parts, body.context.scope)
    if (found.kind === 'column' || found.kind === 'lambda') return undefined
    // The analyzer puts the table before an alias of one of its columns (recorded).
    return names.get((parts.at(-1) ?? '').toLowerCase())
  }) as Expression
}
