import { visit } from 'starrocks-kit/language'
import type { DeleteStatement, UpdateStatement } from 'starrocks-kit/language'
import type { Table } from 'starrocks-kit/schema'
import { analyzingError } from '../analyzing-error.ts'
import { canCast, castTo } from '../cast.ts'
import { quoteDuckIdentifier } from '../duck-text.ts'
import { bindExpression } from '../expression/bind.ts'
import { bindCondition } from '../expression/predicate.ts'
import type { Field, NameScope } from '../name-scope.ts'
import { partitionCondition } from '../query/partition.ts'
import { withClause } from '../query/with-clause.ts'
import { translateFrom } from '../query/relation.ts'
import type { QueryContext } from '../translation.ts'
import { isNull, isOpaque, isComplex } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import { defaultOf } from './column-default.ts'
import type { InsertServices } from './insert.ts'
import { columnOf, isKey, type WriteTarget } from './target.ts'

/** The rows of the target with the names that the statement gives them. */
function ownFields(target: WriteTarget, alias: string, database: string | undefined): readonly Field[] {
  return target.table.columns.map((column) => ({
    qualifier: { name: target.table.name, ...(database === undefined ? {} : { database }) },
    name: column.name,
    type: column.type,
    sql: `${alias}.${quoteDuckIdentifier(column.name)}`,
  }))
}

/** An UPDATE as a query of the new rows: `__rid` says which row each one replaces. */
export interface PlannedUpdate {
  readonly target: WriteTarget
  readonly source: string
}

/** Plans an UPDATE, which only PRIMARY KEY tables take. */
export function planUpdate(
  statement: UpdateStatement,
  target: WriteTarget,
  relation: string,
  context: QueryContext,
  services: InsertServices,
): PlannedUpdate {
  const { table } = target
  if (target.keyType !== 'PRIMARY') throw analyzingError(`table ${table.name} does not support update`)
  if (!mayUpdate(statement, table, String(context.translation.session.variable('partial_update_mode') ?? 'auto')))
    throw analyzingError('must specify where clause to prevent full table update')
  const { prefix, inner } = withClause(statement, context)
  const alias = context.translation.newName()
  const database = statement.table.parts.at(-2) ?? context.translation.session.currentDatabase
  const own = ownFields(target, alias, database)
  const from = translateFrom(statement.from, inner, undefined)
  const names: NameScope = { fields: [...own, ...from.fields] }
  const environment = { context: inner, names }
  const values = new Map<string, string>()
  for (const assignment of statement.assignments) {
    const column = columnOf(table, assignment.column)
    if (column === undefined)
      throw analyzingError(`table '${table.name}' do not existing column '${assignment.column}'`)
    if (isKey(target, column)) throw analyzingError(`primary key column cannot be updated: ${column.name}`)
    if (column.generated !== undefined) throw analyzingError(`generated column cannot be updated: ${column.name}`)
    const isDefault = assignment.value.kind === 'DefaultValue'
    const bound =
      assignment.value.kind === 'DefaultValue'
        ? column.autoIncrement === true
          ? { sql: services.nextValue(target.id), type: column.type }
          : defaultOf(column, inner, (text) => services.parseExpression(text))
        : bindExpression(assignment.value, environment)
    if (bound === undefined) throw analyzingError(`Column has no default value, column=${column.name}`)
    if (column.autoIncrement === true && !isDefault && isNull(bound.type)) {
      throw analyzingError(`AUTO_INCREMENT column: ${column.name} must not be NULL`)
    }
    if (!isNull(bound.type) && !canCast(bound.type, column.type)) {
      throw analyzingError(`Cannot cast '${column.name}' from ${typeText(bound.type)} to ${typeText(column.type)}`)
    }
    values.set(column.name, castTo(bound, column.type).sql)
  }
  refuseHalfGenerated(statement, target, context, services)
  const where =
    statement.where === undefined
      ? undefined
      : bindCondition(statement.where, { ...environment, forbidAggregates: 'WHERE' })
  const items = table.columns
    .filter((column) => column.generated === undefined)
    .map(
      (column) =>
        `${values.get(column.name) ?? `${alias}.${quoteDuckIdentifier(column.name)}`} AS ${quoteDuckIdentifier(column.name)}`,
    )
  const relations = from.sql === '' ? '' : `, ${from.sql}`
  const source = `${prefix}SELECT DISTINCT ON (__rid) * FROM (SELECT ${alias}.rowid AS __rid, ${items.join(', ')} FROM ${relation} AS ${alias}${relations}${where === undefined ? '' : ` WHERE ${where.sql}`})`
  return { target, source }
}

/** Where only the changed columns are written, those that a generated column is made of have to be among them (UpdateAnalyzer). */
function refuseHalfGenerated(
  statement: UpdateStatement,
  { table }: WriteTarget,
  context: QueryContext,
  services: InsertServices,
): void {
  if (!writesColumns(statement, table, String(context.translation.session.variable('partial_update_mode') ?? 'auto')))
    return
  const changed = new Set(statement.assignments.map((assignment) => assignment.column.toLowerCase()))
  for (const { generated } of table.columns) {
    if (generated === undefined) continue
    visit(services.parseExpression(generated.text), {
      ColumnReference({ parts }) {
        if (!changed.has((parts.at(-1) ?? '').toLowerCase()))
          throw analyzingError('All ref Column must be sepecfied in partial update mode')
      },
    })
  }
}

/**
 * Whether an UPDATE may do without WHERE: where the server writes the changed columns alone (UpdateAnalyzer). That is so in the mode `column`, and in
 * the mode `auto` for at most three columns that are less than three tenths of all.
 */
function mayUpdate({ where, assignments }: UpdateStatement, table: Table, mode: string): boolean {
  const withRows = table.properties['storage_type']?.toLowerCase() === 'column_with_row'
  if (mode === 'column' && withRows) throw analyzingError('column_with_row table do not support column mode update')
  return where !== undefined || writesColumns({ assignments }, table, mode)
}

/** Whether the server writes the changed columns alone. */
function writesColumns(
  { where, assignments }: Pick<UpdateStatement, 'where' | 'assignments'>,
  table: Table,
  mode: string,
): boolean {
  if (mode === 'column') return true
  const withRows = table.properties['storage_type']?.toLowerCase() === 'column_with_row'
  const few = assignments.length <= 3 && assignments.length < table.columns.length * 0.3
  return mode === 'auto' && where === undefined && !withRows && few
}

/** A DELETE as a query of the row ids that go. */
export interface PlannedDelete {
  readonly target: WriteTarget
  readonly source: string
}

/** Plans a DELETE; tables other than PRIMARY KEY ones take simple conditions over single columns only. */
export function planDelete(
  statement: DeleteStatement,
  target: WriteTarget,
  relation: string,
  context: QueryContext,
): PlannedDelete {
  if (target.keyType === 'PRIMARY') {
    if (statement.partitions !== undefined)
      throw analyzingError('Delete for primary key table do not support specifying partitions')
    if (statement.where === undefined)
      throw analyzingError('Delete must specify where clause to prevent full table delete')
  } else {
    if (statement.using !== undefined) throw analyzingError('Do not support `using` clause in non-primary table')
    if (statement.with !== undefined) throw analyzingError('Do not support `with` clause in non-primary table')
    if (statement.where === undefined) throw analyzingError('Where clause is not set')
    refuseComplexCondition(statement.where, target)
  }
  const { prefix, inner } = withClause(statement, context)
  const alias = context.translation.newName()
  const database = statement.table.parts.at(-2) ?? context.translation.session.currentDatabase
  const from = translateFrom(statement.using, inner, undefined)
  const names: NameScope = { fields: [...ownFields(target, alias, database), ...from.fields] }
  const where = bindCondition(statement.where, { context: inner, names, forbidAggregates: 'WHERE' })
  const partition = partitionCondition(target.table, statement.partitions)
  const rows = partition === undefined ? relation : `(SELECT rowid, * FROM ${relation} WHERE ${partition})`
  const relations = from.sql === '' ? '' : `, ${from.sql}`
  return {
    target,
    source: `${prefix}SELECT DISTINCT ${alias}.rowid AS __rid FROM ${rows} AS ${alias}${relations} WHERE ${where.sql}`,
  }
}

/** The conditions that a DELETE of a table without a primary key may have, ANDed. */
function refuseComplexCondition(condition: NonNullable<DeleteStatement['where']>, target: WriteTarget): void {
  if (condition.kind === 'LogicalExpression') {
    if (condition.operator === 'OR') throw analyzingError("Compound predicate's op should be AND")
    for (const operand of condition.operands) refuseComplexCondition(operand, target)
    return
  }
  const operand =
    condition.kind === 'ComparisonExpression'
      ? condition.left
      : condition.kind === 'IsNullExpression' ||
          condition.kind === 'InListExpression' ||
          condition.kind === 'BetweenExpression'
        ? condition.operand
        : undefined
  if (operand === undefined)
    throw analyzingError(
      'Where clause only supports compound predicate, binary predicate, is_null predicate and in predicate',
    )
  if (operand.kind !== 'ColumnReference') throw analyzingError('Left expr of binary predicate should be column name')
  const name = operand.parts.at(-1) ?? ''
  const column = columnOf(target.table, name)
  if (column === undefined) throw analyzingError(`Unknown column '${name}' in '${target.table.name}'`)
  const floating = column.type.kind === 'simple' && (column.type.name === 'float' || column.type.name === 'double')
  if (
    (!isKey(target, column) && target.keyType !== 'DUPLICATE') ||
    floating ||
    isComplex(column.type) ||
    isOpaque(column.type)
  ) {
    throw analyzingError(
      `Column[${name}] is not key column or storage model is not duplicate or column type is float or double`,
    )
  }
}
