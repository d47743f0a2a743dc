import type { ColumnDefinition, CreateTableStatement, Expression } from '../../../language/index.ts'
import { canBeRangePartition, isComplex, isFloatingPoint, isSimple } from '../../data-type/rules.ts'
import { messageDataType } from '../../data-type/print.ts'
import { referencedColumns } from '../../from-ast/partitioning.ts'
import { expandBatch } from '../../partitions/batch.ts'
import { closeRanges, partitionTypes } from '../../partitions/expand.ts'
import { invalidPartitionType, rangesIntersect, rangeText, unsupportedRangeColumn } from '../../partitions/range.ts'
import { expressionOf } from '../../sql-text.ts'
import type { Column } from '../../types/column.ts'
import type { DataType } from '../../types/data-type.ts'
import type { ListPartition, Partition, PartitionItem, Partitioning, RangePartition } from '../../types/partitioning.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { includesColumn, sameColumn } from '../columns.ts'
import { at, checkPartitionName } from '../names.ts'
import { refuse, refuseAnalyzing, refuseSyntax } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

const NOT_KEY =
  "The partition column could not be aggregated column and unique table's partition column must be key column"

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
  checkRangePartitions(partitioning, table)
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
  refuseSyntax(`Unsupported expr '${sourceLike(expression)}' in PARTITION BY clause`, at(expression, scope))
}

function sourceLike(expression: Expression): string {
  return expressionMessage(expression)
}

/** An expression as messages show it: names bare, text in single quotes. */
export function expressionMessage(expression: Expression): string {
  switch (expression.kind) {
    case 'FunctionCall':
      return `${expression.name.at(-1)?.toLowerCase() ?? ''}(${expression.star ? '*' : expression.arguments.map(expressionMessage).join(', ')})`
    case 'ColumnReference':
      return expression.parts.at(-1) ?? ''
    case 'StringLiteral':
      return `'${expression.value}'`
    case 'NumberLiteral':
      return expression.text
    case 'IntervalExpression':
      return `INTERVAL ${expressionMessage(expression.value)} ${expression.unit}`
    case 'CastExpression':
      return `CAST(${expressionMessage(expression.operand)} AS ...)`
    default:
      return expression.kind
  }
}

/** Value columns may partition DUPLICATE KEY tables only. */
function mayPartition(column: Column, key: TableKey): boolean {
  return key.type === 'DUPLICATE' || includesColumn(key.columns, column.name)
}

function checkListColumns(names: readonly string[], table: Table, key: TableKey): void {
  if (names.length === 0) refuseAnalyzing('No partition columns.')
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name.toLowerCase())) refuseAnalyzing(`Duplicated partition column ${name}`)
    seen.add(name.toLowerCase())
    // Names are compared with their case here.
    const column = table.columns.find((candidate) => candidate.name === name)
    if (column === undefined) refuseAnalyzing(`Partition column[${name}] does not exist in column list.`)
    if (isFloatingPoint(column.type) || isComplex(column.type) || column.type.kind === 'decimal') {
      refuseAnalyzing(invalidPartitionType(column))
    }
    if (!mayPartition(column, key)) refuseAnalyzing(NOT_KEY)
  }
}

function checkListPartitions(partitions: readonly Partition[], names: readonly string[], table: Table): void {
  const lists = partitions.filter((partition): partition is ListPartition => partition.kind === 'list')
  const partitionNames = new Set<string>()
  const values = new Set<string>()
  for (const partition of lists) {
    if (partitionNames.has(partition.name.toLowerCase())) {
      refuseAnalyzing(`Duplicated partition name: ${partition.name}`)
    }
    partitionNames.add(partition.name.toLowerCase())
    checkPartitionName(partition.name)
    for (const tuple of partition.values) {
      if (tuple.length !== names.length) {
        refuseAnalyzing(
          names.length === 1
            ? 'Partition column size should be one when use single list partition '
            : `(${tuple.map((value) => `"${value ?? 'NULL'}"`).join(',')}) size should be equal to partition column size `,
        )
      }
      const id = JSON.stringify(tuple)
      if (values.has(id)) {
        refuseAnalyzing(
          tuple.length === 1
            ? `Duplicated value ${tuple[0] ?? 'NULL'}`
            : `Duplicate values (${tuple.map((value) => `"${value ?? 'NULL'}"`).join(',')}) not allow`,
        )
      }
      values.add(id)
    }
  }
  names.forEach((name, i) => {
    const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
    if (column === undefined || column.nullable) return
    for (const partition of lists) {
      if (partition.values.some((tuple) => tuple[i] === null)) {
        refuseAnalyzing(
          `Partition column[${name}] could not be null but contains null value in partition[${partition.name}]`,
        )
      }
    }
  })
}

/** date_trunc and time_slice over one column are range partitions; anything else is a list over hidden columns. */
function checkExpressions(
  partitioning: Extract<Partitioning, { kind: 'expression' }>,
  table: Table,
  key: TableKey,
  statement: CreateTableStatement,
  scope: ApplyScope,
): void {
  const [only] = partitioning.items
  const written = statement.partition?.kind === 'ExpressionPartitionDesc' ? statement.partition.expressions : []
  if (partitioning.items.length === 1 && only?.kind === 'expression' && isDateExpression(only)) {
    return checkDateExpression(only, partitioning, table, key, written[0], scope)
  }
  const hasExpression = partitioning.items.some((item) => item.kind === 'expression')
  if (hasExpression && !scope.capabilities.mixedExpressionPartitions) {
    const node = written.find((expression) => expression.kind !== 'ColumnReference')
    refuseSyntax(
      `Unsupported expr '${node === undefined ? '' : expressionMessage(node)}' in PARTITION BY clause`,
      at(node, scope),
    )
  }
  checkMixed(partitioning.items, table, key, written, scope)
}

export function isDateExpression(item: PartitionItem): boolean {
  if (item.kind !== 'expression') return false
  const expression = expressionOf(item.expression)
  const name = expression.kind === 'FunctionCall' ? (expression.name.at(-1) ?? '').toLowerCase() : ''
  return name === 'date_trunc' || name === 'time_slice'
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
  written: Expression | undefined,
  scope: ApplyScope,
): void {
  const expression = expressionOf(item.expression)
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
  if (!isSimple(column.type, 'date', 'datetime')) {
    refuseAnalyzing(
      `Unsupported partition type ${messageDataType(column.type)} for function ${expressionMessage(expression)}`,
      place,
    )
  }
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
  if (partitioning.partitions.length > 0) checkRangePartitions(partitioning, table)
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
    refuseAnalyzing('expression partition base on generated column doest not support AGG_KEYS or UNIQUE_KEYS')
  }
}

/** Before 3.3.4 columns of list partitions had to be NOT NULL. */
function checkNotNull(names: readonly string[], table: Table): void {
  for (const name of names) {
    const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
    if (column?.nullable) {
      refuseAnalyzing(
        `The list partition column does not support allow null currently, column:[${name}] should be set to not null.`,
      )
    }
  }
}

/** Names and forms of range partitions, as far as the analyzer looks. */
export function checkRangePartitions(partitioning: Partitioning, table: Table): void {
  const types = partitionTypes(partitioning, table.columns)
  const [type] = types
  const batches = partitioning.partitions.filter((partition) => partition.kind === 'batch')
  if (batches.length > 0 && types.length > 1) {
    refuseAnalyzing('Batch build partition only support single range column.')
  }
  const all: Partition[] = partitioning.partitions.filter((partition) => partition.kind !== 'batch')
  for (const batch of batches) {
    if (type === undefined) continue
    const unit = batch.every.unit?.toUpperCase()
    if (unit === 'HOUR' && !isSimple(type, 'datetime')) {
      refuseAnalyzing('Batch build partition for hour interval only supports partition column as DATETIME type')
    }
    // The server fails on this unit without a reason (recorded).
    if (unit === 'QUARTER') refuse('Unknown error')
    const expanded = expandBatch(batch, type, {
      automatic: partitioning.kind === 'expression',
      properties: table.properties,
    })
    if ('problem' in expanded) refuseAnalyzing(expanded.problem)
    all.push(...expanded.partitions)
  }
  const names = new Set<string>()
  let form: Partition['kind'] | undefined
  for (const partition of all) {
    if (partition.kind === 'batch') continue
    if (names.has(partition.name.toLowerCase())) refuseAnalyzing(`Duplicated partition name: ${partition.name}`)
    names.add(partition.name.toLowerCase())
    form ??= partition.kind
    if (form !== partition.kind) refuseAnalyzing('You can only use one of these methods to create partitions')
    checkPartitionName(partition.name)
  }
}

/** Found only when the table is made: types that have no ranges, and ranges that overlap. */
export function checkPartitionRanges(table: Table): void {
  const { partitioning } = table
  if (partitioning === undefined || partitioning.kind === 'list') return
  if (partitioning.kind === 'range' && partitioning.expression === undefined) {
    for (const name of partitioning.columns) {
      const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
      if (column !== undefined && !canBeRangePartition(column.type)) refuse(unsupportedRangeColumn(column))
    }
  }
  const types = partitionTypes(partitioning, table.columns)
  const [type] = types
  if (type === undefined) return
  const flat = partitioning.partitions.flatMap((partition): readonly Partition[] => {
    if (partition.kind !== 'batch') return [partition]
    const expanded = expandBatch(partition, type, { properties: table.properties })
    return 'problem' in expanded ? [] : expanded.partitions
  })
  const ranges: RangePartition[] = []
  for (const partition of closeRanges(flat, types)) {
    if (partition.kind !== 'range') continue
    // In order of their lower bounds only neighbours can overlap.
    const before = ranges.at(-1)
    if (before !== undefined && rangesIntersect(before, partition, types)) {
      refuse(`Range ${rangeText(partition, types)} is intersected with range: ${rangeText(before, types)}`)
    }
    ranges.push(partition)
  }
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
