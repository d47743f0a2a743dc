import type { CreateTableStatement, Expression } from '../../../language/index.ts'
import { isComplex, isFloatingPoint, isSimple } from '../../data-type/rules.ts'
import { messageDataType } from '../../data-type/print.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { expandBatch } from '../../partitions/batch.ts'
import { invalidPartitionType } from '../../partitions/range.ts'
import { expressionOf } from '../../sql-text.ts'
import type { Column } from '../../types/column.ts'
import type { DataType } from '../../types/data-type.ts'
import type { PartitionItem, Partitioning } from '../../types/partitioning.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { sameColumn } from '../columns.ts'
import { checkFunctions } from '../generated-column.ts'
import { at } from '../names.ts'
import { refuseAnalyzing, refuseSyntax } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { expressionMessage } from './expression-message.ts'
import { checkListColumns, checkNotNull, mayPartition, NOT_KEY } from './list-partition.ts'
import { checkRangePartitions } from './range-partition.ts'

/** date_trunc and time_slice over one column are range partitions; anything else is a list over hidden columns. */
export function checkExpressions(
  partitioning: Extract<Partitioning, { kind: 'expression' }>,
  table: Table,
  key: TableKey,
  statement: CreateTableStatement,
  scope: ApplyScope,
): void {
  const [only] = partitioning.items
  const written = statement.partition?.kind === 'ExpressionPartitionDesc' ? statement.partition.expressions : []
  if (partitioning.items.length === 1 && only?.kind === 'expression' && isDateExpression(only)) {
    return checkDateExpression(only, partitioning, table, key, statement.partition, scope)
  }
  // Its result is a range for the server, which then takes date_trunc and time_slice only (recorded).
  if (partitioning.items.length === 1 && written[0] !== undefined && isCallOf('str2date', written[0])) {
    if (scope.capabilities.mixedExpressionPartitions)
      refuseAnalyzing('Only support date_trunc and time_slice as partition expression')
  }
  const hasExpression = partitioning.items.some((item) => item.kind === 'expression')
  if (hasExpression && !scope.capabilities.mixedExpressionPartitions) {
    const node = written.find((expression) => expression.kind !== 'ColumnReference')
    refuseSyntax(
      `Unsupported expr '${node === undefined ? '' : expressionMessage(node)}' in PARTITION BY clause`,
      at(node, scope),
    )
  }
  const [first] = written
  if (written.length === 1 && first?.kind === 'FunctionCall' && first.name.at(-1)?.toLowerCase() === 'str2date') {
    refuseAnalyzing('Only support date_trunc and time_slice as partition expression')
  }
  checkMixed(partitioning.items, table, key, statement, written, scope)
}

export function isDateExpression(item: PartitionItem): boolean {
  if (item.kind !== 'expression') return false
  const expression = expressionOf(item.expression)
  const name = expression.kind === 'FunctionCall' ? (expression.name.at(-1) ?? '').toLowerCase() : ''
  return name === 'date_trunc' || name === 'time_slice'
}

function isCallOf(name: string, expression: Expression): boolean {
  return expression.kind === 'FunctionCall' && (expression.name.at(-1) ?? '').toLowerCase() === name
}

const DATE_UNITS: ReadonlySet<string> = new Set(['year', 'quarter', 'month', 'week', 'day'])
const DATETIME_UNITS: ReadonlySet<string> = new Set([
  ...DATE_UNITS,
  'hour',
  'minute',
  'second',
  'millisecond',
  'microsecond',
])

function checkDateExpression(
  item: Extract<PartitionItem, { kind: 'expression' }>,
  partitioning: Partitioning,
  table: Table,
  key: TableKey,
  desc: CreateTableStatement['partition'],
  scope: ApplyScope,
): void {
  const expression = expressionOf(item.expression)
  const written = desc?.kind === 'ExpressionPartitionDesc' ? desc.expressions[0] : undefined
  checkInAdvance(expression, desc, scope)
  const [name] = referencedColumns(expression)
  const column = table.columns.find((candidate) => sameColumn(candidate.name, name ?? ''))
  if (name === undefined) refuseAnalyzing('No partition columns.')
  if (column === undefined) refuseAnalyzing(`Partition column[${name}] does not exist in column list.`)
  if (!mayPartition(column, key)) refuseAnalyzing(NOT_KEY)
  if (isFloatingPoint(column.type) || isComplex(column.type)) refuseAnalyzing(invalidPartitionType(column))
  if (expression.kind !== 'FunctionCall') return
  const problem = expandProblem(partitioning, column.type, table)
  if (problem !== undefined) refuseAnalyzing(problem)
  const place = at(written ?? expression, scope)
  // A date computed from the column is one whatever the column is (recorded).
  const direct = expression.arguments.some((argument) => argument.kind === 'ColumnReference')
  if (direct && !isSimple(column.type, 'date', 'datetime')) {
    refuseAnalyzing(
      `Unsupported partition type ${messageDataType(column.type)} for function ${expressionMessage(expression)}`,
      place,
    )
  }
  checkOldUnit(expression, column, written, scope)
  const [unit] = expression.arguments
  if ((expression.name.at(-1) ?? '').toLowerCase() === 'date_trunc' && unit?.kind === 'StringLiteral') {
    const allowed = isSimple(column.type, 'date') ? DATE_UNITS : DATETIME_UNITS
    const writtenColumn = written?.kind === 'FunctionCall' ? written.arguments[1] : undefined
    if (!allowed.has(unit.value.toLowerCase())) {
      refuseAnalyzing(
        isSimple(column.type, 'date')
          ? "date_trunc function can't support argument other than year|quarter|month|week|day"
          : "date_trunc function can't support argument other than year|quarter|month|week|day|hour|minute|second|millisecond|microsecond",
        at(writtenColumn, scope),
      )
    }
  }
  if (partitioning.partitions.length > 0) checkRangePartitions(partitioning, table, scope.capabilities)
}

/** Partitions that are made in advance come in batches, in steps of the expression (AstBuilder.getPartitionDesc). */
function checkInAdvance(expression: Expression, desc: CreateTableStatement['partition'], scope: ApplyScope): void {
  if (expression.kind !== 'FunctionCall' || desc?.kind !== 'ExpressionPartitionDesc') return
  const place = at(desc.expressions[0], scope)
  const uneven = 'The partition granularity of automatic partition table batch creation in advance should be consistent'
  let unit: string | undefined
  for (const partition of desc.partitions ?? []) {
    if (partition.kind !== 'MultiRangePartition') {
      refuseSyntax(
        'Automatic partition table creation only supports batch create partition syntax',
        at(partition, scope),
      )
    }
    const step = partition.every.kind === 'IntervalExpression' ? partition.every.unit.toLowerCase() : undefined
    if (unit !== undefined && step !== unit) refuseSyntax(uneven, at(partition, scope))
    unit = step
  }
  if (unit === undefined) return
  if (expression.name.at(-1)?.toLowerCase() === 'time_slice') {
    refuseSyntax('time_slice does not support pre-created partitions', place)
  }
  const [own] = expression.arguments
  if (own?.kind === 'StringLiteral' && own.value.toLowerCase() !== unit) refuseSyntax(uneven, place)
}

const OLD_UNITS: ReadonlySet<string> = new Set(['hour', 'day', 'month', 'year'])

/** Before 3.4 the parser looks at the unit, and knows few (AnalyzerUtils.checkAndExtractPartitionCol). */
function checkOldUnit(
  expression: Extract<Expression, { kind: 'FunctionCall' }>,
  column: Column,
  written: Expression | undefined,
  scope: ApplyScope,
): void {
  if (scope.capabilities.mixedExpressionPartitions) return
  const [first, second, third] = expression.arguments
  // `time_slice(d, 7, 'day', 'floor')`, as SHOW CREATE prints it, is the same tree as `time_slice(d, INTERVAL 7 DAY)`.
  const named = first?.kind === 'StringLiteral' ? first : third
  const unit = second?.kind === 'IntervalExpression' ? second.unit : named?.kind === 'StringLiteral' ? named.value : ''
  const unsupported = `Unsupported expr '${expressionMessage(expression)}' in PARTITION BY clause`
  const place = at(written ?? expression, scope)
  if (!OLD_UNITS.has(unit.toLowerCase())) refuseSyntax(unsupported, place)
  if (unit.toLowerCase() === 'hour' && !isSimple(column.type, 'datetime')) {
    refuseSyntax(`${unsupported}. The hour parameter only supports datetime type`, place)
  }
}

function expandProblem(partitioning: Partitioning, type: DataType, table: Table): string | undefined {
  for (const partition of partitioning.partitions) {
    if (partition.kind !== 'batch') continue
    const expanded = expandBatch(partition, type, { automatic: true, properties: table.properties })
    if ('problem' in expanded) return expanded.problem
  }
  return undefined
}

function checkMixed(
  items: readonly PartitionItem[],
  table: Table,
  key: TableKey,
  statement: CreateTableStatement,
  written: readonly Expression[],
  scope: ApplyScope,
): void {
  const columns: string[] = []
  items.forEach((item, i) => {
    if (item.kind === 'column') {
      columns.push(item.column)
      return
    }
    const expression = expressionOf(item.expression)
    for (const name of referencedColumns(expression)) {
      const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
      if (column === undefined) {
        refuseAnalyzing(`Column '${name}' cannot be resolved`, at(written[i], scope))
      }
    }
    checkFunctions(written[i] ?? expression, table.columns, scope)
  })
  if (columns.length > 0) checkListColumns(columns, table, key)
  if (!scope.capabilities.nullableListPartitions) checkNotNull(columns, table)
  const expressions = items.filter((item) => item.kind === 'expression')
  if (expressions.length === 0) return
  for (const item of expressions) {
    for (const name of referencedColumns(expressionOf(item.expression))) {
      const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
      if (column !== undefined && !mayPartition(column, key)) {
        refuseAnalyzing('The partition expr should base on key column')
      }
    }
  }
  if (key.type === 'AGGREGATE' || key.type === 'UNIQUE') {
    refuseAnalyzing(
      'expression partition base on generated column doest not support AGG_KEYS or UNIQUE_KEYS',
      at(statement.partition, scope),
    )
  }
}
