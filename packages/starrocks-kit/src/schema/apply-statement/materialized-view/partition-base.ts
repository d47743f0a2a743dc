import type { Expression, FunctionCall, Query } from '../../../language/index.ts'
import { visit } from '../../../language/index.ts'
import { primitiveTypeName } from '../../data-type/print.ts'
import { isInteger, isSimple, isString } from '../../data-type/rules.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { automaticRange } from '../../partitions/range-expression.ts'
import { expressionKey } from '../../resolve-query/canonical-expression.ts'
import { expressionOf } from '../../sql-text.ts'
import { findObject } from '../../state.ts'
import { DEFAULT_CATALOG } from '../../types/names.ts'
import type { MaterializedView } from '../../types/materialized-view.ts'
import type { ObjectName } from '../../types/names.ts'
import type { Table } from '../../types/table.ts'
import { columnNamed, includesColumn, sameColumn } from '../columns.ts'
import { expressionMessage } from '../create-table/expression-message.ts'
import { partitionColumns } from '../create-table/partition.ts'
import { nameOf, sliceUnit } from './partition-call.ts'
import { at } from '../names.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

/** One item of PARTITION BY, as far as it has been looked at. */
export interface PartitionByItem {
  readonly written: Expression
  /** What its column is, over columns of base tables. */
  readonly origin: Expression
  /** The whole of it over columns of base tables. */
  readonly reference: Expression
  readonly base: ObjectName
  /** The column of the base table. */
  readonly column: string
}

const NOT_OF_BASE = 'Materialized view partition column in partition exp must be base table partition column'

const SLICES = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']

/** Only what keeps partitions apart may stand in PARTITION BY (PartitionFunctionChecker). */
export function checkPattern({ reference, base, column }: PartitionByItem, scope: ApplyScope): void {
  if (reference.kind !== 'FunctionCall') return
  const name = nameOf(reference)
  const shown = expressionMessage(reference, () => `\`${column}\``)
  if (name !== 'date_trunc' && name !== 'str2date') {
    refuseAnalyzing(`Materialized view partition function ${name} is not support: ${shown}`, at(reference, scope))
  }
  const object = findObject(scope.state, base)
  const type = object?.kind === 'Table' ? columnNamed(object.columns, column)?.type : undefined
  if (type === undefined) return
  const isDate = (operand: Expression | undefined): boolean =>
    operand?.kind === 'ColumnReference' && isSimple(type, 'date', 'datetime')
  const isText = ({ arguments: [operand, format] }: FunctionCall): boolean =>
    operand?.kind === 'ColumnReference' &&
    isString(type) &&
    format?.kind === 'StringLiteral' &&
    /%Y.*%m.*%d/.test(format.value)
  const finer = (slice: FunctionCall, unit: string): boolean =>
    isDate(slice.arguments[0]) &&
    SLICES.includes(unit) &&
    SLICES.indexOf(sliceUnit(slice) ?? '') < SLICES.indexOf(unit) &&
    SLICES.includes(sliceUnit(slice) ?? '')
  const [unit, operand] = reference.arguments
  const inner = operand?.kind === 'FunctionCall' ? operand : undefined
  const good =
    name === 'str2date'
      ? isText(reference)
      : unit?.kind === 'StringLiteral' &&
        (isDate(operand) ||
          (inner !== undefined && nameOf(inner) === 'time_slice' && finer(inner, unit.value.toLowerCase())) ||
          (inner !== undefined && nameOf(inner) === 'str2date' && isText(inner)))
  if (!good) {
    refuseAnalyzing(`Materialized view partition function ${name} check failed: ${shown}`, at(reference, scope))
  }
}

/** The column has to be one that the base table is partitioned by. */
export function checkBase({ base, column, reference }: PartitionByItem, scope: ApplyScope): void {
  const object = findObject(scope.state, base)
  if (object?.kind === 'MaterializedView') {
    const own = (object.partitioning ?? []).flatMap((item) =>
      item.kind === 'column' ? [item.column] : referencedColumns(expressionOf(item.expression)),
    )
    if (!includesColumn(own, column)) refuseAnalyzing(NOT_OF_BASE)
    return
  }
  if (object?.kind !== 'Table') return
  if (object.engine !== undefined) {
    if (object.engine === 'mysql') {
      refuseAnalyzing(`Materialized view with partition does not support base table type : MYSQL`)
    }
    return
  }
  if (object.partitioning === undefined) refuseAnalyzing(NOT_OF_BASE)
  if (isByRange(object)) return checkRangeBase(object, column)
  if (scope.capabilities.wording === '3.2') {
    refuseAnalyzing('Materialized view related base table partition type: LIST not supports')
  }
  if (!includesColumn(partitionColumns(object), column) && !isOwnExpression(object, reference)) {
    refuseAnalyzing(NOT_OF_BASE)
  }
}

/**
 * Of a table with lists and generated columns, its hidden ones for partition expressions too, what is written has to name the table's own columns: another name
 * that the query gives them is not looked for (MaterializedViewAnalyzer.resolvePartitionByExprs).
 */
export function checkNamedDirectly(
  { base, column, written }: PartitionByItem,
  view: MaterializedView,
  scope: ApplyScope,
): void {
  const { wording } = scope.capabilities
  const table = findObject(scope.state, base)
  if (wording === '3.2' || wording === '3.3' || table?.kind !== 'Table' || table.partitioning === undefined) return
  const { partitioning, columns } = table
  const hidden = partitioning.kind === 'expression' && partitioning.items.some(({ kind }) => kind === 'expression')
  if (isByRange(table) || !(hidden || columns.some(({ generated }) => generated !== undefined))) return
  const names = referencedColumns(written)
  if (names.every((name) => sameColumn(name, column))) return
  if (names.every((name) => columnNamed(columns, name) !== undefined)) {
    // The table's column of that name is taken for the one that is meant.
    const own = partitionColumns(table)
    if (names.every((name) => includesColumn(own, name))) return
    if (hidden) refuseAnalyzing(NOT_OF_BASE)
    if (wording !== '4.1') return
    refuse(
      `Can not find partition column map for mv:${view.name} on base tables:${DEFAULT_CATALOG}.${base.database}.${base.name}`,
      { remedy: `Give the output the name of the column, ${column}, and write that in PARTITION BY.` },
    )
  }
  refuseAnalyzing(
    `Please check the partition expression ${expressionMessage(written)}, it should refer base table's partition column directly`,
  )
}

function isByRange(table: Table): boolean {
  const { partitioning } = table
  if (partitioning === undefined) return false
  return partitioning.kind === 'expression'
    ? automaticRange(partitioning, table.columns) !== undefined
    : partitioning.kind === 'range'
}

function checkRangeBase(table: Table, column: string): void {
  const own = partitionColumns(table)
  if (own.length !== 1) {
    refuseAnalyzing('Materialized view related base table partition columns only supports single column')
  }
  if (!includesColumn(own, column)) refuseAnalyzing(NOT_OF_BASE)
  const type = columnNamed(table.columns, column)?.type
  if (type !== undefined && !isInteger(type) && !isSimple(type, 'largeint', 'date', 'datetime') && !isString(type)) {
    refuseAnalyzing(
      `Materialized view partition exp column:${column} with type ${primitiveTypeName(type)} not supported`,
    )
  }
  const { partitioning } = table
  const by =
    partitioning?.kind === 'range' && partitioning.expression ? expressionOf(partitioning.expression) : undefined
  if (by === undefined || (by.kind === 'FunctionCall' && ['date_trunc', 'str2date'].includes(nameOf(by)))) return
  // The server keeps the conversion to the type of its ranges.
  const text = by.kind === 'CastExpression' ? expressionMessage(by) : `CAST(${expressionMessage(by)} AS DATETIME)`
  refuseAnalyzing(
    `Materialized view partition function derived from ${text} of base table ${table.name} is not supported yet`,
  )
}

/** Whether a list is made of the very expression: the server then goes by the hidden column that holds it. */
function isOwnExpression(table: Table, reference: Expression): boolean {
  if (table.partitioning?.kind !== 'expression') return false
  const bare = (expression: Expression): string =>
    expressionMessage(expression, ({ parts }) => (parts.at(-1) ?? '').toLowerCase()).toLowerCase()
  return table.partitioning.items.some(
    (item) => item.kind === 'expression' && bare(expressionOf(item.expression)) === bare(reference),
  )
}

/** A window function must not look beyond a partition, where the column of the base table is selected beside it (MVPartitionSlotRefResolver). */
export function checkWindows(
  { reference, base, column }: PartitionByItem,
  query: Query,
  view: MaterializedView,
  scope: ApplyScope,
): void {
  const table = [base.database, base.name]
  const isColumn = (expression: Expression): boolean =>
    expression.kind === 'ColumnReference' &&
    sameColumn(expression.parts.at(-1) ?? '', column) &&
    expression.parts.slice(0, -1).slice(-2).join('.') === table.join('.') &&
    expression.parts.length > 2
  const wanted = expressionKey(unitInLowerCase(reference))
  const full = expressionMessage(reference, () => `\`${base.database}\`.\`${base.name}\`.\`${column}\``)
  const shown = reference.kind === 'ColumnReference' ? column : full
  visit(query, {
    Select(select) {
      const items = select.items.filter((item) => item.kind === 'SelectExpression')
      if (!items.some(({ alias, expression }) => alias === undefined && isColumn(expression))) return
      for (const { expression } of items) {
        if (expression.kind !== 'FunctionCall' || expression.over === undefined) continue
        const by = expression.over.partitionBy ?? []
        if (by.some((item) => expressionKey(unitInLowerCase(item)) === wanted)) continue
        const name = scope.capabilities.wording === '3.2' ? partitionName(view) : shown
        refuseAnalyzing(
          `window function ${nameOf(expression)} ’s partition expressions should contain the partition column ${name} of materialized view`,
        )
      }
    },
  })
}

function partitionName(view: MaterializedView): string {
  const [item] = view.partitioning ?? []
  if (item === undefined) return ''
  return item.kind === 'column' ? item.column : (referencedColumns(expressionOf(item.expression))[0] ?? '')
}

function unitInLowerCase(expression: Expression): Expression {
  if (expression.kind !== 'FunctionCall') return expression
  return {
    ...expression,
    arguments: expression.arguments.map((item) =>
      item.kind === 'StringLiteral' ? { ...item, value: item.value.toLowerCase() } : item,
    ),
  }
}

/** Ranges over one column, or lists (MaterializedViewAnalyzer.checkMVPartitionInfoType and checkMVListPartitionExpr). */
export function checkKind(items: readonly PartitionByItem[], scope: ApplyScope): void {
  const { wording } = scope.capabilities
  if (wording === '3.2' || wording === '3.3') return
  for (const { base, column, origin, reference, written } of items) {
    const object = findObject(scope.state, base)
    if (object?.kind !== 'Table' || object.engine !== undefined) continue
    const byRange = isByRange(object)
    const type = columnNamed(object.columns, column)?.type
    if (items.length === 1 && byRange) {
      const bare = written.kind === 'ColumnReference' && origin.kind === 'ColumnReference'
      if (bare && type !== undefined && isString(type)) {
        refuseAnalyzing(
          `Materialized view is partitioned by string type column ${column} but ref base table ${object.name} is range partitioned, please use str2date partition expression`,
        )
      }
      continue
    }
    if (reference.kind !== 'ColumnReference' && !isOwnExpression(object, reference)) {
      const full = expressionMessage(reference, () => `\`${base.database}\`.\`${base.name}\`.\`${column}\``)
      refuseAnalyzing(
        `List materialized view's partition expression can only refer ref-base-table's partition expression without transforms but contains: ${full}`,
      )
    }
    if (byRange) {
      refuseAnalyzing("List Materialized view's ref olap table must be list partitioned", at(reference, scope))
    }
  }
}
