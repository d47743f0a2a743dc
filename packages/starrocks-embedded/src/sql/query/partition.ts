import type { PartitionSelection } from 'starrocks-kit/language'
import { minimumBound } from 'starrocks-kit/schema'
import type { Partition, PartitionItem, RangePartition, Table } from 'starrocks-kit/schema'
import { analyzingError } from '../analyzing-error.ts'
import { quoteDuckIdentifier, quoteDuckString } from '../duck-text.ts'
import { duckType } from '../types/duck-type.ts'

/** The rows of chosen partitions as a condition over the table's columns; undefined when no partition is chosen. */
export function partitionCondition(table: Table, selection: PartitionSelection | undefined): string | undefined {
  if (selection === undefined) return undefined
  if (selection.kind === 'KeyPartitions') {
    const parts = selection.keys.map((key) => {
      const value =
        'value' in key.value ? quoteDuckString(String(key.value.value)) : 'text' in key.value ? key.value.text : 'NULL'
      return `${quoteDuckIdentifier(key.column)} IS NOT DISTINCT FROM ${value}`
    })
    return `(${parts.join(' AND ')})`
  }
  return partitionNamesCondition(table, selection.names)
}

/** The same for names alone. */
export function partitionNamesCondition(table: Table, names: readonly string[]): string {
  return `(${names.map((name) => conditionOf(table, name)).join(' OR ')})`
}

function conditionOf(table: Table, name: string): string {
  const { partitioning } = table
  if (partitioning === undefined) {
    if (name === table.name) return 'TRUE'
    throw unknownPartition(table, name)
  }
  const found = partitioning.partitions.find(
    (partition) => 'name' in partition && partition.name.toLowerCase() === name.toLowerCase(),
  )
  if (found !== undefined) {
    if (partitioning.kind === 'range' && partitioning.expression !== undefined) {
      throw analyzingError(
        `the embedded server cannot choose partitions of '${table.name}', which are ranges of an expression`,
      )
    }
    const columns = partitioning.kind === 'expression' ? partitioning.items.map(columnOf) : partitioning.columns
    return rangeOrList(table, columns, found, partitioning.partitions)
  }
  if (partitioning.kind === 'expression') return `(${nameText(table, partitioning.items)}) = ${quoteDuckString(name)}`
  throw unknownPartition(table, name)
}

function unknownPartition(table: Table, name: string): Error {
  return analyzingError(`Unknown partition '${name}' in table '${table.name}'`)
}

function rangeOrList(
  table: Table,
  columns: readonly string[],
  partition: Partition,
  all: readonly Partition[],
): string {
  const value = (column: string, text: string): string => {
    const type = table.columns.find((item) => item.name.toLowerCase() === column.toLowerCase())?.type
    return type === undefined ? quoteDuckString(text) : `CAST(${quoteDuckString(text)} AS ${duckType(type)})`
  }
  const before = (bounds: readonly { readonly kind: string; readonly value?: string }[]): string => {
    const [first] = bounds
    const [column] = columns
    if (first === undefined || column === undefined || first.kind === 'maxvalue') return 'TRUE'
    return `(${quoteDuckIdentifier(column)} < ${value(column, first.value ?? '')} OR ${quoteDuckIdentifier(column)} IS NULL)`
  }
  // NULL lies in the range that begins at the least value.
  const from = (bounds: RangePartition['lower']): string => {
    const [[first], [column]] = [bounds, columns]
    if (first?.kind !== 'value' || column === undefined) return ''
    const least = minimumBound(table.columns.find((item) => item.name.toLowerCase() === column.toLowerCase())?.type)
    if (least.kind === 'value' && first.value === least.value) return ''
    return ` AND ${quoteDuckIdentifier(column)} >= ${value(column, first.value)}`
  }
  switch (partition.kind) {
    case 'range':
      return `(${before(partition.upper)}${from(partition.lower)})`
    case 'less-than': {
      const previous = all[all.indexOf(partition) - 1]
      const upper = previous?.kind === 'less-than' ? ` AND NOT ${before(previous.upper)}` : ''
      return `(${before(partition.upper)}${upper})`
    }
    case 'list': {
      const tuples = partition.values.map(
        (tuple) =>
          `(${tuple.map((item, index) => `${quoteDuckIdentifier(columns[index] ?? '')} IS NOT DISTINCT FROM ${item === null ? 'NULL' : value(columns[index] ?? '', item)}`).join(' AND ')})`,
      )
      return `(${tuples.join(' OR ')})`
    }
    case 'batch':
      throw analyzingError('a batch of partitions has no name of its own')
  }
}

const TRUNCATED_NAMES: Readonly<Record<string, string>> = { hour: '%Y%m%d%H', day: '%Y%m%d', month: '%Y%m', year: '%Y' }

/** The name that an automatic partition gets from a row's values: `p20240131`, `p2024_Berlin`. */
function nameText(table: Table, items: readonly PartitionItem[]): string {
  const parts = items.map((item) => {
    const column = quoteDuckIdentifier(columnOf(item))
    const unit =
      item.kind === 'expression'
        ? /date_trunc\(\s*['"](\w+)['"]/i.exec(item.expression.text)?.[1]?.toLowerCase()
        : undefined
    const format = unit === undefined ? undefined : TRUNCATED_NAMES[unit]
    if (format !== undefined) return `strftime(date_trunc('${unit}', ${column}), '${format}')`
    const type = table.columns.find((candidate) => candidate.name.toLowerCase() === columnOf(item).toLowerCase())?.type
    if (type?.kind === 'simple' && type.name === 'date') return `strftime(${column}, '%Y%m%d')`
    return `regexp_replace(CAST(${column} AS VARCHAR), '[^A-Za-z0-9]', '', 'g')`
  })
  return `'p' || ${parts.join(" || '_' || ")}`
}

function columnOf(item: PartitionItem): string {
  if (item.kind === 'column') return item.column
  return /[,(]\s*`?([A-Za-z_][\w$]*)`?\s*[,)]/.exec(item.expression.text)?.[1] ?? item.expression.text
}
