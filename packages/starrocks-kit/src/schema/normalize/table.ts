import type { Capabilities } from '../capabilities.ts'
import { expandPartitions } from '../partitions/expand.ts'
import { canonicalPartitionValue } from '../partitions/value.ts'
import type { Column, ColumnDefault } from '../types/column.ts'
import type { Distribution } from '../types/distribution.ts'
import type { ListPartition, Partition, Partitioning } from '../types/partitioning.ts'
import type { Index, KeyType, Table } from '../types/table.ts'
import { normalizeTableExpression } from './expression.ts'
import { derivedKey } from './key.ts'
import { normalizeTableProperties } from './properties.ts'

/** The table as the server would answer for it, as far as that follows from what is written. Idempotent. */
export function normalizeTable(table: Table, capabilities: Capabilities): Table {
  const columnName = columnSpelling(table.columns)
  const writtenKey = table.key ?? derivedKey(table.columns, capabilities)
  const key =
    writtenKey === undefined ? undefined : { type: writtenKey.type, columns: writtenKey.columns.map(columnName) }
  const keyNames = new Set(key?.columns.map((name) => name.toLowerCase()))
  const columns = table.columns.map((column) =>
    normalizeColumn(column, key?.type, keyNames.has(column.name.toLowerCase()), columnName),
  )
  const { comment, ...uncommented } = table
  const withKey: Table = {
    ...uncommented,
    ...(comment === undefined || isEngineName(comment, capabilities) ? {} : { comment }),
    columns,
    ...(key !== undefined ? { key } : {}),
  }
  const distribution = table.distribution === undefined ? undefined : spellDistribution(table.distribution, columnName)
  return {
    ...withKey,
    ...(table.partitioning !== undefined
      ? { partitioning: normalizePartitioning(table.partitioning, columns, table, columnName) }
      : {}),
    ...(distribution !== undefined ? { distribution } : {}),
    ...(table.sortKey !== undefined
      ? { sortKey: table.sortKey.map((item) => ({ ...item, column: columnName(item.column) })) }
      : {}),
    indexes: Object.fromEntries(
      Object.entries(table.indexes).map(([name, index]) => [name, normalizeIndex(index, columnName)]),
    ),
    properties: normalizeTableProperties(withKey, capabilities),
  }
}

/** A cloud-native table without a comment shows the name of its engine in place of one (LakeTable.getComment). */
function isEngineName(comment: string, { runMode }: Capabilities): boolean {
  return runMode === 'shared_data' && comment === 'OLAP'
}

/** Column names are case-insensitive: everywhere else they are spelled as in the list of columns. */
export function columnSpelling(columns: readonly { readonly name: string }[]): (name: string) => string {
  const names = new Map(columns.map((column) => [column.name.toLowerCase(), column.name]))
  return (name) => names.get(name.toLowerCase()) ?? name
}

/**
 * What the key model makes of a column: PRIMARY KEY columns are NOT NULL, REPLACE is implied (and not shown) outside AGGREGATE KEY, SUM of a
 * decimal is widened to 38 digits, REPLACE_IF_NOT_NULL and generated columns are nullable, AUTO_INCREMENT is not.
 */
export function normalizeColumn(
  column: Column,
  keyType: KeyType | undefined,
  isKey: boolean,
  columnName: (name: string) => string,
): Column {
  const { aggregation, comment, default: written, ...rest } = column
  const keepsAggregation = aggregation !== undefined && keyType === 'AGGREGATE'
  const widened =
    aggregation === 'SUM' && column.type.kind === 'decimal' && !column.type.legacy && column.type.precision < 38
      ? { type: { ...column.type, precision: 38 } }
      : {}
  return {
    ...rest,
    ...widened,
    nullable: nullability(column, keyType, isKey),
    ...(keepsAggregation ? { aggregation } : {}),
    ...(written !== undefined ? { default: normalizeDefault(written) } : {}),
    ...(column.generated !== undefined ? { generated: normalizeTableExpression(column.generated, columnName) } : {}),
    ...(comment !== undefined && comment !== '' ? { comment } : {}),
  }
}

/** Who worded a default function does not matter: its text is canonical. */
function normalizeDefault(value: ColumnDefault): ColumnDefault {
  if (value.kind !== 'expression') return value
  const { text } = value.expression
  return {
    kind: 'expression',
    expression: { text: /^\w+\(\)$/.test(text) ? text.toLowerCase() : text, origin: 'user' },
  }
}

function nullability(column: Column, keyType: KeyType | undefined, isKey: boolean): boolean {
  if (column.autoIncrement || (isKey && keyType === 'PRIMARY')) return false
  if (column.generated !== undefined || column.aggregation === 'REPLACE_IF_NOT_NULL') return true
  if (column.type.kind === 'aggregate-state') return column.type.function !== 'count'
  return column.nullable
}

function spellDistribution(distribution: Distribution, columnName: (name: string) => string): Distribution {
  return distribution.kind === 'hash'
    ? { ...distribution, columns: distribution.columns.map(columnName) }
    : distribution
}

function normalizePartitioning(
  partitioning: Partitioning,
  columns: readonly Column[],
  table: Table,
  columnName: (name: string) => string,
): Partitioning {
  switch (partitioning.kind) {
    case 'range':
      return {
        ...partitioning,
        columns: partitioning.columns.map(columnName),
        ...(partitioning.expression !== undefined
          ? { expression: normalizeTableExpression(partitioning.expression, columnName) }
          : {}),
        partitions: expandPartitions(partitioning, columns, table.properties),
      }
    case 'list':
      return {
        ...partitioning,
        columns: partitioning.columns.map(columnName),
        partitions: expandPartitions(partitioning, columns, table.properties).map((partition) =>
          listValues(partition, partitioning.columns, columns),
        ),
      }
    case 'expression':
      // Batches stay as they are: an automatic table takes its first partitions in no other form, and shows none of them.
      return {
        ...partitioning,
        items: partitioning.items.map((item) =>
          item.kind === 'column'
            ? { kind: 'column', column: columnName(item.column) }
            : { kind: 'expression', expression: normalizeTableExpression(item.expression, columnName) },
        ),
      }
  }
}

/**
 * Values of a list partition as the server spells them. SHOW CREATE prints SQL NULL as the text 'NULL' (recorded): on a nullable column it is taken
 * for NULL.
 */
function listValues(partition: Partition, names: readonly string[], columns: readonly Column[]): Partition {
  if (partition.kind !== 'list') return partition
  const own = names.map((name) => columns.find((column) => column.name.toLowerCase() === name.toLowerCase()))
  const values: ListPartition['values'] = partition.values.map((tuple) =>
    tuple.map((value, i) => {
      if (value === null || (value === 'NULL' && own[i]?.nullable === true)) return null
      return canonicalPartitionValue(value, own[i]?.type)
    }),
  )
  return { ...partition, values }
}

/** Keys and values of vector index parameters are lower case; the other indexes get their parameters written out by the server. */
export function normalizeIndex(index: Index, columnName: (name: string) => string): Index {
  const properties = { ...INDEX_DEFAULTS[index.type], ...lowerCase(index) }
  return {
    name: index.name,
    columns: index.columns.map(columnName),
    type: index.type,
    properties: Object.fromEntries(Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
    ...(index.comment !== undefined && index.comment !== '' ? { comment: index.comment } : {}),
  }
}

function lowerCase(index: Index): Index['properties'] {
  if (index.type !== 'VECTOR') return index.properties
  return Object.fromEntries(
    Object.entries(index.properties).map(([key, value]) => [key.toLowerCase(), value.toLowerCase()]),
  )
}

const INDEX_DEFAULTS: Readonly<Record<Index['type'], Readonly<Record<string, string>>>> = {
  BITMAP: {},
  NGRAMBF: { gram_num: '2', bloom_filter_fpp: '0.05', case_sensitive: 'true' },
  GIN: { imp_lib: 'clucene', parser: 'none' },
  VECTOR: {},
}
