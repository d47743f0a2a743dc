import type { CreateMaterializedViewStatement, Expression, Query, Select } from '../../../language/index.ts'
import { visit } from '../../../language/index.ts'
import { messageDataType } from '../../data-type/print.ts'
import { canBeKey } from '../../data-type/rules.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { derivedKey } from '../../normalize/key.ts'
import { normalizeMaterializedView } from '../../normalize/materialized-view.ts'
import { queryDependencies } from '../../resolve-query/dependencies.ts'
import { findObject, sameObjectName } from '../../state.ts'
import type { MaterializedView } from '../../types/materialized-view.ts'
import type { ObjectName } from '../../types/names.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { columnNamed, includesColumn } from '../columns.ts'
import { partitionColumns } from '../create-table/partition.ts'
import { expressionMessage } from '../create-table/expression-message.ts'
import { functionName } from '../function-name.ts'
import { requireDatabase } from '../names.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import { put } from '../result.ts'
import type { Applied, ApplyScope } from '../result.ts'
import { checkResolves } from '../view.ts'

/** An output of the query: a column or expression to group and sort by, or an aggregate of one. */
interface Output {
  /** What the server calls the column. */
  readonly name: string
  /** Columns of the base table in it. */
  readonly columns: readonly string[]
  readonly aggregate?: string
}

/**
 * CREATE MATERIALIZED VIEW without REFRESH: an index of its one base table, made by a rollup job.
 *
 * Sources: CreateMaterializedViewStmt.analyze, LocalMetastore.createMaterializedView, MaterializedViewHandler.checkAndPrepareMaterializedView; each rule
 * tried on a frontend.
 */
export function createSynchronousView(
  view: MaterializedView,
  name: ObjectName,
  bases: readonly ObjectName[],
  { query }: CreateMaterializedViewStatement,
  scope: ApplyScope,
): Applied {
  checkResolves(query, name, scope)
  const select = onlySelect(query)
  const base = onlyBase(bases, query, scope)
  const object = findObject(scope.state, base)
  if (object?.kind === 'View') refuseAnalyzing(`Do not support alter non-OLAP table[${object.name}]`)
  const [relation] = select.from ?? []
  if (relation?.kind !== 'TableReference' || query.with !== undefined) {
    refuseUnsupported('Materialized view query statement only support direct query from table.')
  }
  const outputs = outputsOf(select)
  checkClauses(query, select)
  requireDatabase(name, scope)
  const table = object?.kind === 'Table' ? object : undefined
  if (table !== undefined) checkBase(table, outputs, select, scope)
  checkNameIsFree(name, base, scope)
  if (table !== undefined) checkColumns(table, outputs, select, scope)
  return put(scope, name, normalizeMaterializedView(view, scope.capabilities), {
    kind: 'Job',
    object: name,
    job: 'rollup',
  })
}

/** What the server calls the columns of a synchronous materialized view, by its query, which it took. */
export function synchronousColumns(query: Query): readonly string[] {
  return outputsOf(onlySelect(query)).map(({ name }) => name)
}

/** Refusals that name the way out; the only messages of the analyzer without a period at the end (recorded). */
function refuseUnsupported(message: string): never {
  refuse(`Getting analyzing error. Detail message: ${message}. Please use Asynchronous Materialized View instead`, {
    running: false,
  })
}

function onlySelect({ body }: Query): Select {
  if (body.kind === 'Query') return onlySelect(body)
  if (body.kind === 'Select') return body
  return refuseAnalyzing('Materialized view query statement only supports a single query blocks')
}

function onlyBase(bases: readonly ObjectName[], query: Query, { capabilities }: ApplyScope): ObjectName {
  const [base, other] = bases
  if (base !== undefined && other === undefined && !joins(query)) return base
  return refuseUnsupported(
    `The materialized view only support${capabilities.wording === '3.2' ? '' : 's'} one table in from clause.`,
  )
}

/** Whether a table is read beside itself. */
function joins(query: Query): boolean {
  let found = false
  visit(query, {
    Select({ from = [] }) {
      if (from.length > 1 || from[0]?.kind === 'JoinRelation') found = true
    },
  })
  return found
}

/** Those with a pattern of their own; besides them only unions of states are taken. */
const AGGREGATES: ReadonlySet<string> = new Set([
  'sum',
  'min',
  'max',
  'count',
  'bitmap_union',
  'bitmap_agg',
  'hll_union',
  'percentile_union',
])

function aggregateOf(expression: Expression): string | undefined {
  if (expression.kind !== 'FunctionCall') return undefined
  const name = functionName(expression)
  return AGGREGATES.has(name) || name.endsWith('_union') ? name : undefined
}

/** The columns of the view: those to group by first, then aggregates (CreateMaterializedViewStmt.genColumnAndSetIntoStmt). */
function outputsOf({ items }: Select): readonly Output[] {
  const outputs: Output[] = []
  for (const item of items) {
    if (item.kind === 'SelectStar')
      refuseUnsupported('The materialized view currently does not support * in select statement')
    const { expression, alias } = item
    const columns = referencedColumns(expression)
    if (columns.length === 0) {
      refuseUnsupported('The materialized view currently does not support const expr in select statement: {}')
    }
    const aggregate = aggregateOf(expression)
    const shown = expressionMessage(expression)
    if (expression.kind === 'FunctionCall' && expression.distinct && aggregate !== undefined) {
      refuseUnsupported(`Materialized view does not support distinct function ${shown}`)
    }
    if (aggregate === undefined && outputs.some((output) => output.aggregate !== undefined)) {
      refuseUnsupported(`Any single column should be before agg column. Column ${shown} at wrong location`)
    }
    if (aggregate === undefined && hasAggregate(expression)) {
      refuseUnsupported('Aggregate function with function expr is not supported yet')
    }
    const name =
      derivedName(expression, columns[0] ?? '', aggregate) ?? (alias === undefined ? undefined : `mv_${alias}`)
    if (name === undefined) {
      return refuseAnalyzing(`Create materialized view non-slot ref expression should have an alias:${shown}`)
    }
    if (outputs.some((output) => output.name.toLowerCase() === name.toLowerCase())) {
      refuseAnalyzing(`Duplicate column name '${name}'`, { code: 1060 })
    }
    outputs.push({ name, columns, ...(aggregate === undefined ? {} : { aggregate }) })
  }
  if (outputs[0]?.aggregate !== undefined) {
    refuseUnsupported(
      'Only [] found in the select list. Please add group by clause and at least one group by column in the select list',
    )
  }
  return outputs
}

/** What the server calls a column by the one it is made from; others are named by their alias (CreateMaterializedViewStmt.buildAggColumnItem, MVUtils). */
function derivedName(expression: Expression, column: string, aggregate: string | undefined): string | undefined {
  if (aggregate === undefined) return expression.kind === 'ColumnReference' ? column : undefined
  const argument = expression.kind === 'FunctionCall' ? expression.arguments[0] : undefined
  if (!AGGREGATES.has(aggregate) || argument === undefined || hashed(argument)?.kind !== 'ColumnReference')
    return undefined
  return `mv_${aggregate === 'bitmap_agg' ? 'bitmap_union' : aggregate}_${column}`
}

const HASHES: ReadonlySet<string> = new Set(['to_bitmap', 'hll_hash', 'percentile_hash'])

/** What a state is made from. */
function hashed(argument: Expression): Expression | undefined {
  if (argument.kind !== 'FunctionCall') return argument
  return HASHES.has(functionName(argument)) ? argument.arguments[0] : undefined
}

function hasAggregate(expression: Expression): boolean {
  let found = false
  visit(expression, {
    FunctionCall(call) {
      if (call.over === undefined && aggregateOf(call) !== undefined) found = true
    },
  })
  return found
}

function checkClauses({ limit }: Query, { having }: Select): void {
  if (having !== undefined) {
    refuseUnsupported(
      `The having clause is not supported in add materialized view clause, expr:${expressionMessage(having)}`,
    )
  }
  if (limit !== undefined) refuseUnsupported('The limit clause is not supported in add materialized view clause')
}

const isGrouped = (outputs: readonly Output[], { distinct, groupBy }: Select): boolean =>
  distinct === true || groupBy !== undefined || outputs.some(({ aggregate }) => aggregate !== undefined)

function keyOf(table: Table): TableKey | undefined {
  return table.key ?? derivedKey(table.columns)
}

/** What the view asks of its table before anything else is looked at. */
function checkBase(table: Table, outputs: readonly Output[], select: Select, { capabilities }: ApplyScope): void {
  const key = keyOf(table)
  for (const { name, columns, aggregate } of isGrouped(outputs, select) ? outputs : []) {
    const type = aggregate === undefined ? columnNamed(table.columns, columns[0] ?? '')?.type : undefined
    if (type !== undefined && columns[0] === name && !canBeKey(type, capabilities)) {
      refuseUnsupported(`Invalid data type of materialized key column '${name}': '${messageDataType(type)}'`)
    }
  }
  if ((key?.type === 'AGGREGATE' || key?.type === 'UNIQUE') && outputs.some(({ aggregate }) => aggregate === 'count')) {
    refuseUnsupported('Aggregate type table do not support count function in materialized view')
  }
  if (key?.type === 'PRIMARY') {
    refuse(`Do not support create materialized view on primary key table[${table.name}]`, {
      remedy: 'Make it an asynchronous one: say how it is refreshed.',
    })
  }
}

function checkNameIsFree(name: ObjectName, base: ObjectName, scope: ApplyScope): void {
  const existing = findObject(scope.state, name)
  if (sameObjectName(name, base)) refuse(`Materialized view[${name.name}] already exists in the table ${base.name}`)
  if (existing === undefined) return
  if (existing.kind !== 'MaterializedView' || existing.refresh !== undefined) {
    refuse(`Table [${name.name}] already exists in the db ${name.database}`)
  }
  const [table] = queryDependencies(existing.query, { currentDatabase: name.database })
  const where = table !== undefined && sameObjectName(table, base) ? 'the table' : 'table'
  refuse(`Materialized view[${name.name}] already exists in ${where} ${table?.name ?? ''}`)
}

/** What becomes of each column of the table: the rules of its key model (MaterializedViewHandler.checkAndPrepareMaterializedView). */
function checkColumns(table: Table, outputs: readonly Output[], select: Select, { capabilities }: ApplyScope): void {
  const key = keyOf(table)
  const grouped = isGrouped(outputs, select)
  if (key?.type === 'AGGREGATE' || key?.type === 'UNIQUE') {
    if (!grouped) refuse('The materialized view of aggregation or unique table must has grouping columns')
    for (const output of outputs) checkAggregate(table, key, output)
    return
  }
  const partitioned = partitionColumns(table)
  for (const { columns, aggregate } of outputs) {
    const column = columns.find((one) => aggregate !== undefined && includesColumn(partitioned, one))
    if (column !== undefined) refuse(`The partition columns ${column} must be key column in mv`)
  }
  const [first] = outputs
  const heading = first === undefined ? undefined : columnNamed(table.columns, first.name)
  if (!grouped && heading !== undefined && !canBeKey(heading.type, capabilities)) {
    refuse(`Data type of first column cannot be ${messageDataType(heading.type)}`)
  }
}

function checkAggregate(table: Table, key: TableKey, { name, columns, aggregate }: Output): void {
  for (const written of columns) {
    const column = columnNamed(table.columns, written)
    if (column === undefined) continue
    const isKey = includesColumn(key.columns, column.name)
    if (isKey && aggregate !== undefined) refuse(`The column[${name}] must be the key of materialized view`)
    const own = isKey ? undefined : (column.aggregation ?? 'REPLACE')
    if (own !== aggregate?.toUpperCase()) {
      refuse(
        `The aggregation type of column[${name}] must be same as the aggregate type of base column in aggregate table`,
      )
    }
  }
}
