import { automaticRange, minimumBound } from 'starrocks-kit/schema'
import { parseExpression, printExpression, quoteIdentifier, quoteString, transform } from 'starrocks-kit/language'
import type { Expression } from 'starrocks-kit/language'
import type { DataType, PartitionBound, RangePartition, Table } from 'starrocks-kit/schema'
import { inferColumnType } from '../../catalog/analyzed/infer-type.ts'
import type { ConcretePartition } from '../../catalog/partitions/concrete-partition.ts'
import { isNumeric, VARCHAR } from '../../sql/types/sql-type.ts'
import type { SqlType } from '../../sql/types/sql-type.ts'

/** What the values and bounds of a table's partitions are values of. */
export interface PartitionKey {
  /** A column, or an expression over columns. */
  readonly expression: Expression
  readonly type: SqlType
}

/** The keys of a partitioned table: where automatic partitions are ranges, the column whose ranges they are. */
export function partitionKeys(table: Table): readonly PartitionKey[] {
  const { partitioning } = table
  if (partitioning === undefined) return []
  const key = (text: string): PartitionKey => {
    const expression = parseExpression(text)
    return { expression, type: inferColumnType(expression, table.columns) ?? VARCHAR }
  }
  if (partitioning.kind === 'expression') {
    const range = automaticRange(partitioning, table.columns)
    if (range !== undefined && range.function !== 'str2date') return [key(quoteIdentifier(range.column))]
    return partitioning.items.map((item) =>
      key(item.kind === 'column' ? quoteIdentifier(item.column) : item.expression.text),
    )
  }
  if (partitioning.kind === 'range' && partitioning.expression !== undefined) return [key(partitioning.expression.text)]
  return partitioning.columns.map((column) => key(quoteIdentifier(column)))
}

/** An expression without quotes and the names of tables, to tell whether two are the same. */
export function plainText(expression: Expression): string {
  const bare = transform(expression, (node) =>
    node.kind === 'ColumnReference' ? { ...node, parts: node.parts.slice(-1) } : node,
  )
  return printExpression(bare).replaceAll('`', '').toLowerCase()
}

/** A value of a key as an expression. */
export function valueOf(value: string | null, { type }: PartitionKey): Expression {
  if (value === null) return { kind: 'NullLiteral' }
  if (isNumeric(type)) return parseExpression(value)
  const literal: Expression = { kind: 'StringLiteral', value }
  const name = type.kind === 'simple' ? dateType(type) : undefined
  return name === undefined ? literal : parseExpression(`CAST(${quoteString(value)} AS ${name})`)
}

function dateType(type: Extract<DataType, { kind: 'simple' }>): string | undefined {
  return type.name === 'date' || type.name === 'datetime' ? type.name.toUpperCase() : undefined
}

/** Whether a range begins at the least value of its first key: NULL lies there too. */
export function holdsNull(partition: RangePartition, [first]: readonly PartitionKey[]): boolean {
  const [lower] = partition.lower
  const type = first === undefined || first.type.kind === 'null' ? undefined : first.type
  const least = minimumBound(type)
  return lower?.kind === 'value' && least.kind === 'value' && lower.value === least.value
}

/** The rows of a partition, as a condition over the table's columns. */
export function rowsOfPartition(partition: ConcretePartition, keys: readonly PartitionKey[]): Expression {
  if (partition.kind === 'list') {
    const tuples = partition.values.map((values) =>
      keys
        .map((key, i) => `${printExpression(key.expression)} <=> ${printExpression(valueOf(values[i] ?? null, key))}`)
        .join(' AND '),
    )
    return parseExpression(tuples.map((tuple) => `(${tuple})`).join(' OR '))
  }
  const upper = `coalesce(${below(partition.upper, keys)}, TRUE)`
  return parseExpression(
    holdsNull(partition, keys) ? upper : `${upper} AND NOT coalesce(${below(partition.lower, keys)}, TRUE)`,
  )
}

/** The tuple of keys is below the bounds; NULL where a key is. */
function below(bounds: readonly PartitionBound[], keys: readonly PartitionKey[], i = 0): string {
  const [bound, key] = [bounds[i], keys[i]]
  if (bound === undefined || key === undefined) return 'FALSE'
  if (bound.kind === 'maxvalue') return 'TRUE'
  const text = printExpression(key.expression)
  const value = printExpression(valueOf(bound.value, key))
  return i === keys.length - 1
    ? `${text} < ${value}`
    : `(${text} < ${value} OR (${text} = ${value} AND ${below(bounds, keys, i + 1)}))`
}
