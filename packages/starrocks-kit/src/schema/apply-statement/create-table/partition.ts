import type { ColumnDefinition, CreateTableStatement, Expression, FunctionCall } from '../../../language/index.ts'
import { messageDataType } from '../../data-type/print.ts'
import { isComplex, isFloatingPoint, isSimple, isString } from '../../data-type/rules.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { invalidPartitionType } from '../../partitions/range.ts'
import { expressionOf } from '../../sql-text.ts'
import type { Column } from '../../types/column.ts'
import type { SimpleTypeName } from '../../types/data-type.ts'
import type { Partitioning } from '../../types/partitioning.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { columnNamed, includesColumn } from '../columns.ts'
import { at } from '../names.ts'
import { refuseAnalyzing, refuseSyntax } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { expressionMessage } from './expression-message.ts'
import { checkExpressions } from './expression-partition.ts'
import { checkListColumns, checkListPartitions, mayPartition, NOT_KEY } from './list-partition.ts'
import { checkRangePartitions } from './range-partition.ts'
import { functionName } from '../function-name.ts'

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
  const expression =
    partitioning.expression !== undefined && desc?.kind === 'RangePartitionDesc' ? desc.expression : undefined
  if (expression !== undefined) checkRangeExpression(expression, scope)
  if (expression?.kind === 'FunctionCall' && functionName(expression) === 'str2date') {
    if (scope.capabilities.wording !== '3.2' && !isStrictDate(expression, table.columns)) {
      refuseAnalyzing(
        'partition function check fail, only supports the result of the function str2date(VARCHAR str, VARCHAR format) as a strict DATE type',
      )
    }
  }
  if (partitioning.columns.length === 0) refuseAnalyzing('No partition columns.')
  const seen = new Set<string>()
  for (const name of partitioning.columns) {
    if (seen.has(name.toLowerCase())) refuseAnalyzing(`Duplicated partition column ${name}`)
    seen.add(name.toLowerCase())
    const column = columnNamed(table.columns, name)
    if (column === undefined) refuseAnalyzing(`Partition column[${name}] does not exist in column list.`)
    if (!mayPartition(column, key)) refuseAnalyzing(NOT_KEY)
    if (isFloatingPoint(column.type) || isComplex(column.type)) refuseAnalyzing(invalidPartitionType(column))
  }
  const written = desc?.kind === 'RangePartitionDesc' ? desc.partitions : []
  checkRangePartitions(partitioning, written, table, scope.capabilities)
  if (expression !== undefined) checkRangeOperand(expression, table.columns, scope)
}

const RANGE_FUNCTIONS: ReadonlySet<string> = new Set([
  'substr',
  'substring',
  'from_unixtime',
  'from_unixtime_ms',
  'str2date',
])

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

/** Text read by a format that holds year, month and day in this order (PartitionFunctionChecker.checkStr2date). */
function isStrictDate(call: FunctionCall, columns: readonly Column[]): boolean {
  const [operand, format] = call.arguments
  const type = operand?.kind === 'ColumnReference' ? columnNamed(columns, operand.parts.at(-1) ?? '')?.type : undefined
  return (
    call.arguments.length === 2 &&
    type !== undefined &&
    isString(type) &&
    format?.kind === 'StringLiteral' &&
    /%Y.*%m.*%d/.test(format.value)
  )
}

const RANGE_OPERANDS: Readonly<Record<string, readonly SimpleTypeName[]>> = {
  from_unixtime: ['int', 'bigint'],
  from_unixtime_ms: ['bigint'],
}

/** The functions take a column of their own type, which is not converted (PartitionExprAnalyzer.analyzePartitionExpr). */
function checkRangeOperand(expression: Expression, columns: readonly Column[], scope: ApplyScope): void {
  const call = expression.kind === 'CastExpression' ? expression.operand : expression
  const [operand] = call.kind === 'FunctionCall' ? call.arguments : []
  if (call.kind !== 'FunctionCall' || operand?.kind !== 'ColumnReference') return
  const column = columnNamed(columns, operand.parts.at(-1) ?? '')
  if (column === undefined) return
  const name = functionName(call)
  const allowed = RANGE_OPERANDS[name]
  const unsupported = `Unsupported partition expression ${name} for column ${column.name} type ${messageDataType(column.type)}`
  if (allowed !== undefined && !isSimple(column.type, ...allowed)) refuseAnalyzing(unsupported, at(call, scope))
  if ((name === 'substr' || name === 'substring') && column.type.kind !== 'varchar') {
    refuseAnalyzing(`${unsupported}, Cause: The first parameter of ${name} must be a VARCHAR`, at(call, scope))
  }
}

/** Columns that PARTITION BY names, bare or cut to a unit of time: for the rules that protect them. */
export function partitionColumns(table: Table): readonly string[] {
  const { partitioning } = table
  if (partitioning === undefined) return []
  if (partitioning.kind !== 'expression') return partitioning.columns
  return partitioning.items.flatMap((item) => {
    if (item.kind === 'column') return [item.column]
    const expression = expressionOf(item.expression)
    const name = expression.kind === 'FunctionCall' ? functionName(expression) : ''
    return name === 'date_trunc' || name === 'time_slice' ? referencedColumns(expression) : []
  })
}

/** Whether definitions name this column in PARTITION BY: then reserved names are allowed. */
export function isPartitionColumn(definition: ColumnDefinition, table: Table): boolean {
  return includesColumn(partitionColumns(table), definition.name)
}
