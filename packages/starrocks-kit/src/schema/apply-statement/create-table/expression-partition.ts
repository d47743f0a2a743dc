import type { CreateTableStatement, Expression, RangePartition } from '../../../language/index.ts'
import { isComplex, isFloatingPoint, isInteger, isSimple } from '../../data-type/rules.ts'
import { messageDataType, primitiveTypeName } from '../../data-type/print.ts'
import { dataTypeFromAst } from '../../from-ast/data-type.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { expandBatch } from '../../partitions/batch.ts'
import { invalidPartitionType } from '../../partitions/range.ts'
import { automaticRange, rangeExpression } from '../../partitions/range-expression.ts'
import type { RangeExpression } from '../../partitions/range-expression.ts'
import { expressionOf } from '../../sql-text.ts'
import type { Column } from '../../types/column.ts'
import type { DataType } from '../../types/data-type.ts'
import type { ExpressionPartitioning, PartitionItem, Partitioning } from '../../types/partitioning.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { columnNamed, sameColumn } from '../columns.ts'
import { checkFunctions } from '../column/generated-column.ts'
import { at } from '../names.ts'
import { refuse, refuseAnalyzing, refuseSyntax } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { expressionMessage } from './expression-message.ts'
import { checkListColumns, checkNotNull, mayPartition, NOT_KEY } from './list-partition.ts'
import { checkRangePartitions } from './range-partition.ts'

/** What the parser itself refuses in PARTITION BY, before anything is looked up (AstBuilder.getPartitionDesc). */
export function checkPartitionSyntax(statement: CreateTableStatement, scope: ApplyScope): void {
  const desc = statement.partition
  if (desc?.kind !== 'ExpressionPartitionDesc') return
  for (const expression of desc.expressions) checkTimeSlice(expression, scope)
  const [only] = desc.expressions
  if (desc.expressions.length !== 1 || only === undefined) return
  const range = rangeExpression(only, (name) => {
    const type = statement.columns.find((column) => sameColumn(column.name, name))?.type
    return type === undefined ? undefined : dataTypeFromAst(type)
  })
  if (range !== undefined) checkBatches(desc.partitions ?? [], range, only, scope)
}

/** Beside an INTERVAL the end of a slice is a word of its own, not text. */
function checkTimeSlice(expression: Expression, scope: ApplyScope): void {
  if (expression.kind !== 'FunctionCall' || expression.name.join('.').toLowerCase() !== 'time_slice') return
  const [, slice, end] = expression.arguments
  if (slice?.kind === 'IntervalExpression' && end?.kind === 'StringLiteral') {
    refuseSyntax("Incorrect type/value of arguments in expr 'time_slice'", at(end, scope))
  }
}

/** Partitions made in advance have to be those that the data would make. */
function checkBatches(
  partitions: readonly RangePartition[],
  range: RangeExpression,
  expression: Expression,
  scope: ApplyScope,
): void {
  const uneven = 'The partition granularity of automatic partition table batch creation in advance should be consistent'
  let unit: string | undefined
  for (const partition of partitions) {
    if (partition.kind !== 'MultiRangePartition') {
      refuseSyntax('Automatic partition table creation only supports batch create partition syntax', {
        ...at(partition, scope),
        remedy: 'Write START ("...") END ("...") EVERY (INTERVAL 1 ...), or leave the partitions out.',
      })
    }
    const own = partition.every.kind === 'IntervalExpression' ? partition.every.unit.toLowerCase() : undefined
    unit ??= own
    if (own !== unit) refuseSyntax(uneven, at(partition, scope))
  }
  if (unit === undefined) return
  if (range.function === 'date_trunc' && unit !== range.unit) refuseSyntax(uneven, at(expression, scope))
  if (range.function === 'time_slice') {
    refuseSyntax('time_slice does not support pre-created partitions', at(expression, scope))
  }
}

/** date_trunc and time_slice over one column are range partitions; anything else is a list over hidden columns. */
export function checkExpressions(
  partitioning: ExpressionPartitioning,
  table: Table,
  key: TableKey,
  statement: CreateTableStatement,
  scope: ApplyScope,
): void {
  const written = statement.partition?.kind === 'ExpressionPartitionDesc' ? statement.partition.expressions : []
  if (written.length === 1) checkOldUnit(written[0], table.columns, scope)
  const range = automaticRange(partitioning, table.columns)
  if (range !== undefined) return checkRangeOfExpression(range, partitioning, table, key, written[0], scope)
  const hasExpression = partitioning.items.some((item) => item.kind === 'expression')
  if (hasExpression && !scope.capabilities.mixedExpressionPartitions) {
    const node = written.find((expression) => expression.kind !== 'ColumnReference')
    refuseSyntax(
      `Unsupported expr '${node === undefined ? '' : expressionMessage(node)}' in PARTITION BY clause`,
      at(node, scope),
    )
  }
  checkMixed(partitioning.items, table, key, statement, written, scope)
}

function checkRangeOfExpression(
  range: RangeExpression,
  partitioning: ExpressionPartitioning,
  table: Table,
  key: TableKey,
  written: Expression | undefined,
  scope: ApplyScope,
): void {
  // Its result is a range for the server, which then takes the other two only (recorded).
  if (range.function === 'str2date') refuseAnalyzing('Only support date_trunc and time_slice as partition expression')
  const column = columnNamed(table.columns, range.column)
  if (column === undefined) refuseAnalyzing(`Partition column[${range.column}] does not exist in column list.`)
  if (!mayPartition(column, key)) refuseAnalyzing(NOT_KEY)
  if (isFloatingPoint(column.type) || isComplex(column.type)) refuseAnalyzing(invalidPartitionType(column))
  const problem = expandProblem(partitioning, column.type, table)
  if (problem !== undefined) refuseAnalyzing(problem)
  if (range.function === 'date_trunc' && !isSimple(column.type, 'date', 'datetime')) {
    refuseAnalyzing(
      `Unsupported partition type ${messageDataType(column.type)} for function ${written === undefined ? '' : expressionMessage(written)}`,
      at(written, scope),
    )
  }
  if (partitioning.partitions.length > 0) checkRangePartitions(partitioning, [], table, scope.capabilities)
}

/** Found only when the table is made: slices of what is no time (RangePartitionInfo.checkExpressionRangeColumnType). */
export function checkSlicedColumn(partitioning: ExpressionPartitioning, columns: readonly Column[]): void {
  const range = automaticRange(partitioning, columns)
  const type = range === undefined ? undefined : columnNamed(columns, range.column)?.type
  if (range?.function !== 'time_slice' || type === undefined || isSimple(type, 'date', 'datetime')) return
  if (isInteger(type) || isSimple(type, 'largeint')) {
    refuse(`Invalid key range: Unsupported shadow partition type:${primitiveTypeName(type)}`)
  }
  const [only] = partitioning.items
  const call = only?.kind === 'expression' ? expressionOf(only.expression) : undefined
  const interval = call?.kind === 'FunctionCall' ? call.arguments[1] : undefined
  const count =
    interval === undefined ? '' : expressionMessage(interval.kind === 'IntervalExpression' ? interval.value : interval)
  refuse(
    `Expr[time_slice(${range.column}, ${count}, '${range.unit ?? ''}', 'floor')] type[${primitiveTypeName(type)}] cannot be a range partition key.`,
  )
}

const OLD_UNITS: ReadonlySet<string> = new Set(['hour', 'day', 'month', 'year'])

/** Before 3.4 the parser looks at the unit, and knows few (AnalyzerUtils.checkAndExtractPartitionCol). */
function checkOldUnit(expression: Expression | undefined, columns: readonly Column[], scope: ApplyScope): void {
  if (scope.capabilities.mixedExpressionPartitions || expression?.kind !== 'FunctionCall') return
  const name = expression.name.join('.').toLowerCase()
  if (name !== 'date_trunc' && name !== 'time_slice') return
  const [first, second, third] = expression.arguments
  // `time_slice(d, 7, 'day', 'floor')`, as SHOW CREATE prints it, is the same tree as `time_slice(d, INTERVAL 7 DAY)`.
  const named = first?.kind === 'StringLiteral' ? first : third
  const unit = second?.kind === 'IntervalExpression' ? second.unit : named?.kind === 'StringLiteral' ? named.value : ''
  const unsupported = `Unsupported expr '${expressionMessage(expression)}' in PARTITION BY clause`
  if (!OLD_UNITS.has(unit.toLowerCase())) refuseSyntax(unsupported, at(expression, scope))
  const type = columnNamed(columns, referencedColumns(expression)[0] ?? '')?.type
  if (unit.toLowerCase() === 'hour' && type !== undefined && !isSimple(type, 'datetime')) {
    refuseSyntax(`${unsupported}. The hour parameter only supports datetime type`, at(expression, scope))
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
      if (columnNamed(table.columns, name) === undefined) {
        refuseAnalyzing(`Column '${name}' cannot be resolved`, at(written[i], scope))
      }
    }
    checkFunctions(written[i] ?? expression, table.columns, scope)
    checkUnit(written[i] ?? expression, table.columns, scope)
  })
  if (columns.length > 0) checkListColumns(columns, table, key)
  if (!scope.capabilities.nullableListPartitions) checkNotNull(columns, table)
  const expressions = items.filter((item) => item.kind === 'expression')
  if (expressions.length === 0) return
  for (const item of expressions) {
    for (const name of referencedColumns(expressionOf(item.expression))) {
      const column = columnNamed(table.columns, name)
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

const DATE_UNITS = ['year', 'quarter', 'month', 'week', 'day']
const DATETIME_UNITS = [...DATE_UNITS, 'hour', 'minute', 'second']

/** The units that date_trunc knows; the server points at the unit or, for a DATE, at the column (FunctionAnalyzer). */
function checkUnit(expression: Expression, columns: readonly Column[], scope: ApplyScope): void {
  if (expression.kind !== 'FunctionCall' || expression.name.join('.').toLowerCase() !== 'date_trunc') return
  const [unit, operand] = expression.arguments
  if (unit?.kind !== 'StringLiteral' || operand?.kind !== 'ColumnReference') return
  const type = columnNamed(columns, operand.parts.at(-1) ?? '')?.type
  if (type === undefined || !isSimple(type, 'date', 'datetime')) return
  const isDate = isSimple(type, 'date')
  const known = isDate ? DATE_UNITS : DATETIME_UNITS
  if (known.includes(unit.value.toLowerCase())) return
  refuseAnalyzing(
    `date_trunc function can't support argument other than ${known.join('|')}`,
    at(isDate ? operand : unit, scope),
  )
}
