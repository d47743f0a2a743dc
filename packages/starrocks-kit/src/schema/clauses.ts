import {
  parseColumnDefinition,
  parseDataType,
  parseDistributionDesc,
  parseKeyDesc,
  parseOrderByDesc,
  parsePartitionDesc,
  parseRefreshSchemeDesc,
  printColumnDefinition,
  printDataType,
  printDistributionDesc,
  printKeyDesc,
  printOrderByDesc,
  printPartitionDesc,
  printRefreshSchemeDesc,
  quoteIdentifier,
  quoteString,
} from '../language/index.ts'
import { defaultFromDesc } from './from-ast/column.ts'
import { dataTypeFromAst } from './from-ast/data-type.ts'
import { distributionFromDesc } from './from-ast/distribution.ts'
import { keyFromDesc, sortKeyFromDesc } from './from-ast/key.ts'
import { refreshFromDesc } from './from-ast/materialized-view.ts'
import { partitioningFromDesc } from './from-ast/partitioning.ts'
import { columnDefinition } from './to-statements/column.ts'
import { dataTypeToAst } from './to-statements/data-type.ts'
import { distributionDesc } from './to-statements/distribution.ts'
import { keyDesc, orderByDesc } from './to-statements/key.ts'
import { refreshSchemeDesc } from './to-statements/materialized-view.ts'
import { partitionDesc } from './to-statements/partitioning.ts'
import type { Column, ColumnDefault } from './types/column.ts'
import type { DataType } from './types/data-type.ts'
import type { Distribution } from './types/distribution.ts'
import type { RefreshScheme } from './types/materialized-view.ts'
import type { PartitionItem, Partitioning } from './types/partitioning.ts'
import type { SortItem, TableKey } from './types/table.ts'

export { canonicalExpression, canonicalQuery } from './sql-text.ts'

// Each clause as text, with or without the words that open it (`HASH(id)` and `DISTRIBUTED BY HASH(id)` are the same).

/**
 * Reads a type as people write it: `INT`, `VARCHAR(50)`, `ARRAY<INT>`; aliases are resolved.
 *
 * @throws {SqlSyntaxError}
 */
export function parseDataTypeText(text: string): DataType {
  return dataTypeFromAst(parseDataType(text))
}

/** Writes a type as people write it: `INT`, `VARCHAR(50)`, `DECIMAL(10,2)`, `ARRAY<INT>`, `STRING` for varchar(65533). */
export function printDataTypeText(type: DataType): string {
  return printDataType(dataTypeToAst(type))
}

/**
 * Reads `HASH(id) BUCKETS 10` or `RANDOM`.
 *
 * @throws {SqlSyntaxError}
 */
export function distributionFromText(text: string): Distribution {
  return distributionFromDesc(parseDistributionDesc(opened(text, 'DISTRIBUTED BY')))
}

/** `HASH(`id`) BUCKETS 10`; undefined for range distribution, which has no clause. */
export function distributionToText(distribution: Distribution): string | undefined {
  const desc = distributionDesc(distribution)
  return desc === undefined ? undefined : stripped(printDistributionDesc(desc), 'DISTRIBUTED BY')
}

/**
 * Reads `RANGE(dt) (...)`, `LIST(city) (...)`, `date_trunc('day', dt)`, `(a, b)`.
 *
 * @throws {SqlSyntaxError}
 */
export function partitioningFromText(text: string): Partitioning {
  return partitioningFromDesc(parsePartitionDesc(opened(text, 'PARTITION BY')))
}

export function partitioningToText(partitioning: Partitioning): string {
  return stripped(printPartitionDesc(partitionDesc(partitioning)), 'PARTITION BY')
}

/**
 * Reads the PARTITION BY of a materialized view: `dt`, `(a, b)`, `date_trunc('month', dt)`.
 *
 * @throws {SqlSyntaxError}
 */
export function materializedViewPartitioningFromText(text: string): readonly PartitionItem[] {
  const partitioning = partitioningFromText(text)
  switch (partitioning.kind) {
    case 'expression':
      return partitioning.items
    case 'list':
      return partitioning.columns.map((column) => ({ kind: 'column', column }))
    case 'range':
      return partitioning.expression === undefined
        ? partitioning.columns.map((column) => ({ kind: 'column', column }))
        : [{ kind: 'expression', expression: partitioning.expression }]
  }
}

/** `(`a`, `b`)`, `date_trunc('month', `dt`)`. */
export function materializedViewPartitioningToText(items: readonly PartitionItem[]): string {
  const texts = items.map((item) => (item.kind === 'column' ? quoteIdentifier(item.column) : item.expression.text))
  return items.length === 1 && items[0]?.kind === 'expression' ? texts.join('') : `(${texts.join(', ')})`
}

/**
 * Reads `PRIMARY KEY(a, b)`.
 *
 * @throws {SqlSyntaxError}
 */
export function keyFromText(text: string): TableKey {
  return keyFromDesc(parseKeyDesc(text))
}

export function keyToText(key: TableKey): string {
  return printKeyDesc(keyDesc(key))
}

/**
 * Reads `(a, b)` or `a, b`, with or without ORDER BY.
 *
 * @throws {SqlSyntaxError}
 */
export function sortKeyFromText(text: string): readonly SortItem[] {
  const items = stripped(text, 'ORDER BY')
  return sortKeyFromDesc(parseOrderByDesc(`ORDER BY ${items.startsWith('(') ? items : `(${items})`}`))
}

/** `(`a`, `b`)`. */
export function sortKeyToText(items: readonly SortItem[]): string {
  return stripped(printOrderByDesc(orderByDesc(items)), 'ORDER BY')
}

/**
 * Reads `ASYNC`, `DEFERRED MANUAL`, `ASYNC START('2024-01-01') EVERY(INTERVAL 1 DAY)`.
 *
 * @throws {SqlSyntaxError}
 */
export function refreshFromText(text: string): RefreshScheme {
  return refreshFromDesc(parseRefreshSchemeDesc(opened(text, 'REFRESH')))
}

export function refreshToText(refresh: RefreshScheme): string {
  return stripped(printRefreshSchemeDesc(refreshSchemeDesc(refresh)), 'REFRESH')
}

export function columnToText(column: Column): string {
  return printColumnDefinition(columnDefinition(column))
}

/**
 * Reads what stands behind DEFAULT: `'text'`, `CURRENT_TIMESTAMP`, `(uuid())`. `NULL` is no default: the result is undefined.
 *
 * @throws {SqlSyntaxError}
 */
export function defaultFromText(text: string): ColumnDefault | undefined {
  const definition = parseColumnDefinition(`c INT ${opened(text, 'DEFAULT')}`)
  return definition.default === undefined ? undefined : defaultFromDesc(definition.default)
}

/** `'text'`, `CURRENT_TIMESTAMP(3)`, `(uuid())`. */
export function defaultToText(value: ColumnDefault): string {
  switch (value.kind) {
    case 'literal':
      return quoteString(value.value)
    case 'current-timestamp':
      return value.precision === undefined ? 'CURRENT_TIMESTAMP' : `CURRENT_TIMESTAMP(${value.precision})`
    case 'expression':
      return `(${value.expression.text})`
  }
}

/** The text of a partition item: a quoted column, or its expression. */
export function partitionItemToText(item: PartitionItem): string {
  return item.kind === 'column' ? quoteIdentifier(item.column) : item.expression.text
}

function stripped(text: string, words: string): string {
  const pattern = new RegExp(`^\\s*${words.replace(' ', '\\s+')}\\b\\s*`, 'i')
  return text.replace(pattern, '').trim()
}

function opened(text: string, words: string): string {
  return `${words} ${stripped(text, words)}`
}
