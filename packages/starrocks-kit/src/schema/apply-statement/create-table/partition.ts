import type { ColumnDefinition, CreateTableStatement, Expression } from '../../../language/index.ts'
import { isComplex, isFloatingPoint } from '../../data-type/rules.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { invalidPartitionType } from '../../partitions/range.ts'
import { expressionOf } from '../../sql-text.ts'
import type { Partitioning } from '../../types/partitioning.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { includesColumn, sameColumn } from '../columns.ts'
import { at } from '../names.ts'
import { refuseAnalyzing, refuseSyntax } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { expressionMessage } from './expression-message.ts'
import { checkExpressions, isDateExpression } from './expression-partition.ts'
import { checkListColumns, checkListPartitions, mayPartition, NOT_KEY } from './list-partition.ts'
import { checkRangePartitions } from './range-partition.ts'

/** PARTITION BY, as the analyzer sees it (RangePartitionDesc, ListPartitionDesc, ExpressionPartitionDesc). */
export function checkPartitioning(
  table: Table,
  key: TableKey,
  statement: CreateTableStatement,
  scope: ApplyScope,
): void {
  const { partitioning } = table
  if (partitioning === undefined) return
  switch (partitioning.kind) {
    case 'range':
      return checkRange(partitioning, table, key, statement, scope)
    case 'list':
      checkListColumns(partitioning.columns, table, key)
      return checkListPartitions(partitioning.partitions, partitioning.columns, table)
    case 'expression':
      return checkExpressions(partitioning, table, key, statement, scope)
  }
}

function checkRange(
  partitioning: Extract<Partitioning, { kind: 'range' }>,
  table: Table,
  key: TableKey,
  statement: CreateTableStatement,
  scope: ApplyScope,
): void {
  const desc = statement.partition
  if (partitioning.expression !== undefined && desc?.kind === 'RangePartitionDesc' && desc.expression !== undefined) {
    checkRangeExpression(desc.expression, scope)
  }
  if (partitioning.columns.length === 0) refuseAnalyzing('No partition columns.')
  const seen = new Set<string>()
  for (const name of partitioning.columns) {
    if (seen.has(name.toLowerCase())) refuseAnalyzing(`Duplicated partition column ${name}`)
    seen.add(name.toLowerCase())
    const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
    if (column === undefined) refuseAnalyzing(`Partition column[${name}] does not exist in column list.`)
    if (!mayPartition(column, key)) refuseAnalyzing(NOT_KEY)
    if (isFloatingPoint(column.type) || isComplex(column.type)) refuseAnalyzing(invalidPartitionType(column))
  }
  checkRangePartitions(partitioning, table, scope.capabilities)
}

/** RANGE over an expression takes few functions (recorded: str2date, from_unixtime, from_unixtime_ms, CAST of substr). */
function checkRangeExpression(expression: Expression, scope: ApplyScope): void {
  if (expression.kind === 'FunctionCall') {
    const name = (expression.name.at(-1) ?? '').toLowerCase()
    if (['str2date', 'from_unixtime', 'from_unixtime_ms'].includes(name)) return
  } else if (expression.kind === 'CastExpression' && expression.operand.kind === 'FunctionCall') {
    return
  } else if (expression.kind === 'CastExpression') {
    refuseAnalyzing('No partition columns.')
  }
  refuseSyntax(`Unsupported expr '${expressionMessage(expression)}' in PARTITION BY clause`, at(expression, scope))
}

/** Columns that PARTITION BY names: for the rules that protect them. */
export function partitionColumns(table: Table): readonly string[] {
  const { partitioning } = table
  if (partitioning === undefined) return []
  if (partitioning.kind !== 'expression') return partitioning.columns
  return partitioning.items.flatMap((item) =>
    item.kind === 'column'
      ? [item.column]
      : isDateExpression(item)
        ? referencedColumns(expressionOf(item.expression))
        : [],
  )
}

/** Whether definitions name this column in PARTITION BY: then reserved names are allowed. */
export function isPartitionColumn(definition: ColumnDefinition, table: Table): boolean {
  return includesColumn(partitionColumns(table), definition.name)
}
