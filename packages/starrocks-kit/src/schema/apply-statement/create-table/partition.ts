import type { ColumnDefinition, CreateTableStatement, Expression } from '../../../language/index.ts'
import { messageDataType } from '../../data-type/print.ts'
import { isComplex, isFloatingPoint, isSimple, isString } from '../../data-type/rules.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { invalidPartitionType } from '../../partitions/range.ts'
import { expressionOf } from '../../sql-text.ts'
import type { Column } from '../../types/column.ts'
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
    if (desc?.kind === 'RangePartitionDesc' && desc.expression !== undefined) {
      checkRangeFunction(desc.expression, column, scope)
    }
  }
  checkRangePartitions(partitioning, table, scope.capabilities)
}

const RANGE_FUNCTIONS: ReadonlySet<string> = new Set([
  'substr',
  'substring',
  'from_unixtime',
  'from_unixtime_ms',
  'str2date',
])
/** Formats of str2date that give a date and nothing else. */
const DATE_FORMAT = /%Y.*%m.*%d/

/** RANGE over an expression takes few functions of one column (AstBuilder.checkAndExtractPartitionColForRange). */
function checkRangeExpression(expression: Expression, scope: ApplyScope, hasCast = false): void {
  if (expression.kind === 'CastExpression') {
    if (expression.operand.kind !== 'FunctionCall' && expression.operand.kind !== 'CastExpression') {
      refuseAnalyzing('No partition columns.')
    }
    return checkRangeExpression(expression.operand, scope, true)
  }
  const unsupported = (): never =>
    refuseSyntax(`Unsupported expr '${expressionMessage(expression)}' in PARTITION BY clause`, at(expression, scope))
  if (expression.kind !== 'FunctionCall') return unsupported()
  const name = functionName(expression)
  if (!RANGE_FUNCTIONS.has(name) || expression.arguments[0]?.kind !== 'ColumnReference') unsupported()
  if (name.startsWith('from_unixtime') && (hasCast || expression.arguments.length > 1)) unsupported()
}

/** What the function asks of its column (PartitionExprAnalyzer, PartitionFunctionChecker). */
function checkRangeFunction(expression: Expression, column: Column, scope: ApplyScope): void {
  if (expression.kind !== 'FunctionCall') return
  const name = functionName(expression)
  if (name === 'str2date' && scope.capabilities.wording !== '3.2') {
    const format = expression.arguments[1]
    const strict = format?.kind === 'StringLiteral' && DATE_FORMAT.test(format.value)
    if (expression.arguments.length !== 2 || !isString(column.type) || !strict) {
      refuseAnalyzing(
        'partition function check fail, only supports the result of the function str2date(VARCHAR str, VARCHAR format) as a strict DATE type',
      )
    }
  }
  if (!name.startsWith('from_unixtime')) return
  if (isSimple(column.type, 'bigint') || (name === 'from_unixtime' && isSimple(column.type, 'int'))) return
  refuseAnalyzing(
    `Unsupported partition expression ${name} for column ${column.name} type ${messageDataType(column.type)}`,
    at(expression, scope),
  )
}

function functionName(call: Extract<Expression, { kind: 'FunctionCall' }>): string {
  return (call.name.at(-1) ?? '').toLowerCase()
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
