import type { Expression } from '../../language/index.ts'
import { normalizeTableExpression } from '../../schema/normalize/expression.ts'
import { expressionOf } from '../../schema/sql-text.ts'
import type {
  Partition,
  PartitionBound,
  PartitionItem,
  Partitioning,
  PartitionListValue,
} from '../../schema/types/partitioning.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'
import { array, call, chain, object, string, text } from '../source/code.ts'
import type { Code } from '../source/code.ts'
import { sqlTemplate } from '../source/template.ts'
import type { ClauseContext } from './clauses.ts'
import { plainPropertiesCode } from './properties.ts'

/** The `partitionBy` of a table. */
export function partitioningCode(partitioning: Partitioning, context: ClauseContext): Code {
  const { imports, columns } = context
  const partitions = partitioning.partitions.map((partition) => partitionCode(partition, context))
  const list = partitions.length === 0 ? [] : [array(partitions)]
  switch (partitioning.kind) {
    case 'range':
    case 'list': {
      const expression = partitioning.kind === 'range' ? partitioning.expression : undefined
      const by =
        expression === undefined
          ? oneOrList(partitioning.columns.map((column) => columns.code(column)))
          : expressionText(expression, context)
      return call(imports.use(partitioning.kind), by, ...list)
    }
    case 'expression': {
      const items = oneOrList(partitioning.items.map((item) => itemCode(item, context)))
      return list.length === 0 ? items : call(imports.use('automatic'), items, ...list)
    }
  }
}

/** The `partitionBy` of a materialized view. A bare name would be read as text, so that even one column stands in a list. */
export function materializedViewPartitioningCode(items: readonly PartitionItem[], context: ClauseContext): Code {
  const codes = items.map((item) => itemCode(item, context))
  const [first] = items
  return items.length === 1 && first?.kind === 'expression' ? oneOrList(codes) : array(codes)
}

function oneOrList(codes: readonly Code[]): Code {
  const [first, ...rest] = codes
  return first !== undefined && rest.length === 0 ? first : array(codes)
}

function itemCode(item: PartitionItem, context: ClauseContext): Code {
  if (item.kind === 'column') return context.columns.code(item.column)
  const expression = expressionOf(item.expression)
  const known =
    knownExpression(expression, context) ?? knownExpression(withInterval(expression, item.expression), context)
  return known ?? expressionText(item.expression, context)
}

/** Servers print `time_slice(d, 7, 'day', 'floor')` for what is written with an INTERVAL. */
function withInterval(expression: Expression, written: SqlText): Expression {
  const printed = expression.kind === 'FunctionCall' && expression.arguments.length > 2
  return printed ? expressionOf(normalizeTableExpression(written, (name) => name)) : expression
}

function expressionText(expression: SqlText, { imports }: ClauseContext): Code {
  imports.use('sql')
  return sqlTemplate([expression.text])
}

const UNITS = new Set(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'])

/** `dateTrunc('day', t.at)` and `timeSlice(t.at, 7, 'day')`: the expressions that have a function. */
function knownExpression(expression: Expression, { imports, columns }: ClauseContext): Code | undefined {
  if (expression.kind !== 'FunctionCall' || expression.arguments.length !== 2) return undefined
  const name = expression.name.length === 1 ? expression.name[0]?.toLowerCase() : undefined
  const [first, second] = expression.arguments
  if (name === 'date_trunc' && first?.kind === 'StringLiteral' && second?.kind === 'ColumnReference') {
    // Only the unit in small letters gives the same text again.
    if (!UNITS.has(first.value) || second.parts.length !== 1) return undefined
    return call(imports.use('dateTrunc'), string(first.value), columns.code(second.parts.join('.')))
  }
  if (name === 'time_slice' && first?.kind === 'ColumnReference' && second?.kind === 'IntervalExpression') {
    const unit = second.unit.toLowerCase()
    if (!UNITS.has(unit) || second.value.kind !== 'NumberLiteral' || first.parts.length !== 1) return undefined
    return call(
      imports.use('timeSlice'),
      columns.code(first.parts.join('.')),
      text(String(Number(second.value.text))),
      string(unit),
    )
  }
  return undefined
}

function partitionCode(partition: Partition, { imports }: ClauseContext): Code {
  if (partition.kind === 'batch') {
    const { count, unit } = partition.every
    const every = unit === undefined ? text(String(count)) : string(`INTERVAL ${count} ${unit}`)
    return call(
      imports.use('batch'),
      object([
        ['start', string(partition.start)],
        ['end', string(partition.end)],
        ['every', every],
      ]),
    )
  }
  const properties = plainPropertiesCode(partition.properties ?? {})
  const head = call(imports.use('partition'), string(partition.name), ...(properties === undefined ? [] : [properties]))
  const bound = (value: PartitionBound): Code =>
    value.kind === 'maxvalue' ? text(imports.use('MAXVALUE')) : string(value.value)
  switch (partition.kind) {
    case 'less-than': {
      const all = partition.upper.every((value) => value.kind === 'maxvalue')
      const [first] = partition.upper
      const upper = all && first !== undefined ? [first] : partition.upper
      return chain(head, call('lessThan', ...upper.map(bound)))
    }
    case 'range':
      return chain(head, call('between', oneOrList(partition.lower.map(bound)), oneOrList(partition.upper.map(bound))))
    case 'list':
      return chain(head, call('in', ...partition.values.map((row) => oneOrList(row.map(listValue)))))
  }
}

function listValue(value: PartitionListValue): Code {
  return value === null ? text('null') : string(value)
}
