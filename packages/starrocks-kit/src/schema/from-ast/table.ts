import type { ColumnDefinition, CreateTableStatement } from '../../language/index.ts'
import type { Partitioning, PartitionItem } from '../types/partitioning.ts'
import type { SqlText } from '../types/sql-text.ts'
import type { Table, TableKey } from '../types/table.ts'
import { columnFromDefinition } from './column.ts'
import { distributionFromDesc } from './distribution.ts'
import { keyFromDesc, sortKeyFromDesc } from './key.ts'
import { partitioningFromDesc } from './partitioning.ts'
import { propertiesFromAst } from './properties.ts'
import { sqlTextFromExpression } from './sql-text.ts'
import type { TextOrigin } from './sql-text.ts'
import { indexesFromDescs, rollupFromDesc } from './table-index.ts'

/** Columns that the server adds to hold partition expressions; SHOW CREATE prints them among the others. */
export const GENERATED_PARTITION_COLUMN_PREFIX = '__generated_partition_column_'

/**
 * The table that CREATE TABLE describes, nothing derived yet (see `normalizeSchema`).
 *
 * It reads the server's SHOW CREATE TABLE too: hidden columns of partition expressions are folded back into the PARTITION BY clause.
 */
export function tableFromStatement(statement: CreateTableStatement, options: TextOrigin = {}): Table {
  const key = statement.key === undefined ? undefined : keyFromDesc(statement.key)
  const inPrimaryKey = primaryKeyColumns(key)
  const hidden = new Map<string, SqlText>()
  const definitions: ColumnDefinition[] = []
  const partitionColumns = expressionColumns(statement)
  for (const definition of statement.columns) {
    const name = definition.name.toLowerCase()
    if (
      definition.generated !== undefined &&
      name.startsWith(GENERATED_PARTITION_COLUMN_PREFIX) &&
      partitionColumns.has(name)
    ) {
      hidden.set(name, sqlTextFromExpression(definition.generated, options))
    } else {
      definitions.push(definition)
    }
  }
  const partitioning =
    statement.partition === undefined
      ? undefined
      : foldHiddenColumns(partitioningFromDesc(statement.partition, options), hidden)
  const engine = statement.engine?.toLowerCase()
  return {
    kind: 'Table',
    name: statement.name.parts.at(-1) ?? '',
    ...(engine !== undefined && engine !== 'olap' ? { engine } : {}),
    columns: definitions.map((definition) =>
      columnFromDefinition(definition, { ...options, primaryKey: inPrimaryKey.has(definition.name.toLowerCase()) }),
    ),
    ...(key !== undefined ? { key } : {}),
    ...(statement.comment !== undefined && statement.comment !== '' ? { comment: statement.comment } : {}),
    ...(partitioning !== undefined ? { partitioning } : {}),
    ...(statement.distribution !== undefined ? { distribution: distributionFromDesc(statement.distribution) } : {}),
    ...(statement.orderBy !== undefined ? { sortKey: sortKeyFromDesc(statement.orderBy) } : {}),
    indexes: indexesFromDescs(statement.indexes),
    rollups: Object.fromEntries((statement.rollups ?? []).map((rollup) => [rollup.name, rollupFromDesc(rollup)])),
    properties: propertiesFromAst(statement.properties),
  }
}

function primaryKeyColumns(key: TableKey | undefined): ReadonlySet<string> {
  return new Set(key?.type === 'PRIMARY' ? key.columns.map((column) => column.toLowerCase()) : [])
}

function expressionColumns(statement: CreateTableStatement): ReadonlySet<string> {
  if (statement.partition?.kind !== 'ExpressionPartitionDesc') return new Set()
  return new Set(
    statement.partition.expressions.flatMap((expression) =>
      expression.kind === 'ColumnReference' ? [(expression.parts.at(-1) ?? '').toLowerCase()] : [],
    ),
  )
}

function foldHiddenColumns(partitioning: Partitioning, hidden: ReadonlyMap<string, SqlText>): Partitioning {
  if (partitioning.kind !== 'expression' || hidden.size === 0) return partitioning
  return {
    ...partitioning,
    items: partitioning.items.map((item): PartitionItem => {
      const expression = item.kind === 'column' ? hidden.get(item.column.toLowerCase()) : undefined
      return expression === undefined ? item : { kind: 'expression', expression }
    }),
  }
}
