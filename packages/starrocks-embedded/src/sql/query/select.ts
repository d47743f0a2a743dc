import type { Expression, GroupingElement, Select, SelectItem } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { EngineError } from '../engine-error.ts'
import type { Bound } from '../bound.ts'
import { type Field, type NameScope, qualifierMatches } from '../name-scope.ts'
import type { Environment, OutputColumn, QueryContext, TranslatedQuery } from '../translation.ts'
import { bindExpression } from '../expression/bind.ts'
import { bindLiteral } from '../expression/literal.ts'
import { bindCondition } from '../expression/predicate.ts'
import { columnLabel } from './column-label.ts'
import { typeText } from '../types/type-text.ts'
import { canGroupBy, NO_GROUP_BY } from '../types/type-uses.ts'
import { orderText } from './order.ts'
import { pivotedRelation } from './pivot.ts'
import { limitText, type QueryTail } from './tail.ts'
import { translateFrom } from './relation.ts'

interface Output {
  readonly bound: Bound
  readonly column: OutputColumn
  /** Whether ORDER BY may find it by this name: aliases and plain columns. */
  readonly named: boolean
}

/** One SELECT with the ORDER BY and LIMIT that belong to it. */
export function translateSelect(
  select: Select,
  context: QueryContext,
  parent: NameScope | undefined,
  tail: QueryTail,
): TranslatedQuery {
  const base = translateFrom(select.from, context, parent)
  const from = select.pivot === undefined ? base : pivotedRelation(base, select.pivot, context, parent)
  const names: NameScope = { fields: from.fields, ...(parent === undefined ? {} : { parent }) }
  const environment: Environment = { context, names }
  const where =
    select.where === undefined ? undefined : bindCondition(select.where, { ...environment, forbidAggregates: 'WHERE' })
  const groupingNames = new Map<string, Bound>()
  const grouped =
    select.groupBy === undefined ? undefined : groupingsOf(select.groupBy, select, environment, groupingNames)
  const inner: Environment =
    grouped?.groupings === undefined ? environment : { ...environment, groupings: grouped.groupings }
  const outputs = select.items.flatMap((item) => bindItem(item, select, inner, from.fields))
  if (select.distinct === true) {
    const wrong = outputs.find(({ bound }) => !canGroupBy(bound.type))
    if (wrong !== undefined)
      throw analyzingError(`DISTINCT can only be applied to comparable types : ${typeText(wrong.bound.type)}`)
  }
  const aliases = aliasesOf(outputs, select.items)
  const having = select.having === undefined ? undefined : bindCondition(select.having, { ...inner, fallback: aliases })
  const qualify =
    select.qualify === undefined
      ? undefined
      : `${bindExpression(select.qualify.expression, inner).sql} ${select.qualify.operator} ${bindLiteral(select.qualify.limit).sql}`
  const order = orderText(tail.orderBy, {
    environment: inner,
    outputs: outputs.map(({ bound, column, named }) => ({ bound, ...(named ? { name: column.name } : {}) })),
  })
  const list = outputs.map(({ bound }, index) => `${bound.sql} AS _${index + 1}`).join(', ')
  const sql = [
    `SELECT ${select.distinct === true ? 'DISTINCT ' : ''}${list}`,
    from.sql === '' ? '' : ` FROM ${from.sql}`,
    where === undefined ? '' : ` WHERE ${where.sql}`,
    grouped === undefined ? '' : ` GROUP BY ${grouped.sql}`,
    having === undefined ? '' : ` HAVING ${having.sql}`,
    qualify === undefined ? '' : ` QUALIFY ${qualify}`,
    order,
    limitText(tail.limit, context),
  ].join('')
  return { sql, columns: outputs.map((output) => output.column) }
}

function bindItem(
  item: SelectItem,
  select: Select,
  environment: Environment,
  fields: readonly Field[],
): readonly Output[] {
  if (item.kind === 'SelectExpression') {
    const bound = bindExpression(item.expression, environment)
    const name = item.alias ?? columnLabel(item.expression)
    return [
      {
        bound,
        column: { name, type: bound.type },
        named: item.alias !== undefined || item.expression.kind === 'ColumnReference',
      },
    ]
  }
  const qualifier = item.qualifier?.parts ?? []
  let shown = fields.filter(
    (field) => field.hidden !== true && (qualifier.length === 0 || qualifierMatches(field, qualifier)),
  )
  if (shown.length === 0) {
    if (qualifier.length > 0) throw analyzingError(`Unknown table '${qualifier.join('.')}'`, undefined, 5502)
    throw analyzingError('SELECT * not allowed in queries without FROM clause')
  }
  if (item.exclude !== undefined) {
    const excluded = new Set(item.exclude.map((name) => name.toLowerCase()))
    const missing = item.exclude.filter(
      (name) => !shown.some((field) => field.name.toLowerCase() === name.toLowerCase()),
    )
    const where = qualifier.length > 0 ? `table '${qualifier.join('.')}'` : 'current scope'
    if (missing.length > 0) throw analyzingError(`Column(s) [${missing.join(', ')}] do not exist in ${where}`)
    shown = shown.filter((field) => !excluded.has(field.name.toLowerCase()))
    if (shown.length === 0)
      throw analyzingError(`EXCLUDE clause removes all columns from ${qualifier.length > 0 ? where : 'query scope'}`)
  }
  if (select.groupBy !== undefined && select.distinct !== true)
    throw analyzingError("cannot combine '*' in select list with GROUP BY: *")
  return shown.map((field) => ({
    bound: { sql: field.sql, type: field.type },
    column: { name: field.name, type: field.type },
    named: false,
  }))
}

function aliasesOf(outputs: readonly Output[], items: readonly SelectItem[]): ReadonlyMap<string, Bound> {
  const aliases = new Map<string, Bound>()
  if (items.every((item) => item.kind === 'SelectExpression')) {
    for (const [index, item] of items.entries()) {
      const output = outputs[index]
      if (item.kind === 'SelectExpression' && item.alias !== undefined && output !== undefined) {
        aliases.set(item.alias.toLowerCase(), output.bound)
      }
    }
    return aliases
  }
  for (const output of outputs) if (output.named) aliases.set(output.column.name.toLowerCase(), output.bound)
  return aliases
}

interface Groupings {
  readonly sql: string
  /** What GROUPING() may ask for: only with ROLLUP, CUBE or GROUPING SETS. */
  readonly groupings?: readonly Bound[]
}

/** GROUP BY: positions, columns, then aliases of the SELECT list. */
function groupingsOf(
  element: GroupingElement,
  select: Select,
  environment: Environment,
  names: Map<string, Bound>,
): Groupings {
  // Aliases are bound only when they are asked for: an item with GROUPING() cannot be bound before the groupings are known.
  const lazy = lazyAliases(select, environment, names)
  const bind = (expression: Expression): Bound => {
    const bound = bindAny(expression)
    if (!canGroupBy(bound.type)) throw analyzingError(NO_GROUP_BY)
    return bound
  }
  const bindAny = (expression: Expression): Bound => {
    if (expression.kind === 'NumberLiteral' && /^\d+$/.test(expression.text)) {
      const item = select.items[Number(expression.text) - 1]
      if (item?.kind !== 'SelectExpression')
        throw analyzingError(`Group by position ${expression.text} is not in select list`)
      return bindExpression(item.expression, environment)
    }
    return bindExpression(expression, { ...environment, fallback: lazy, forbidAggregates: 'GROUP BY' })
  }
  if (element.kind === 'GroupingExpressions') {
    const bound = element.expressions.map(bind)
    const list = bound.map((item) => item.sql).join(', ')
    return element.type === undefined ? { sql: list } : { sql: `${element.type} (${list})`, groupings: bound }
  }
  const sets = element.sets.map((set) => set.expressions.map(bind))
  return {
    sql: `GROUPING SETS (${sets.map((set) => `(${set.map((item) => item.sql).join(', ')})`).join(', ')})`,
    groupings: sets.flat(),
  }
}

function lazyAliases(select: Select, environment: Environment, names: Map<string, Bound>): ReadonlyMap<string, Bound> {
  for (const item of select.items) {
    if (item.kind !== 'SelectExpression' || item.alias === undefined) continue
    const alias = item.alias.toLowerCase()
    if (names.has(alias)) continue
    try {
      names.set(alias, bindExpression(item.expression, environment))
    } catch (error) {
      // Refused where it stands, in the SELECT list, if at all.
      if (!(error instanceof EngineError)) throw error
    }
  }
  return names
}
