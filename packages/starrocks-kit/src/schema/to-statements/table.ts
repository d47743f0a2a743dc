import type { CreateTableStatement } from '../../language/index.ts'
import type { Table } from '../types/table.ts'
import { columnDefinition } from './column.ts'
import { distributionPart } from './distribution.ts'
import { keyDesc, orderByDesc } from './key.ts'
import { qualifiedName } from './names.ts'
import type { QualifiedNameParts } from './names.ts'
import { writtenPartitioning } from '../partitions/less-than.ts'
import { partitionDesc } from './partitioning.ts'
import { propertiesPart } from './properties.ts'
import { indexesPart, rollupDesc } from './table-index.ts'

export interface CreateOptions {
  readonly ifNotExists?: boolean
}

/** CREATE TABLE for the table under the given name. */
export function createTableStatement(
  table: Table,
  name: QualifiedNameParts,
  options: CreateOptions = {},
): CreateTableStatement {
  const rollups = Object.values(table.rollups)
  const autoPrimary = table.key?.type === 'PRIMARY' ? new Set(table.key.columns.map((c) => c.toLowerCase())) : new Set()
  return {
    kind: 'CreateTableStatement',
    ...(options.ifNotExists ? { ifNotExists: true } : {}),
    name: qualifiedName(name),
    columns: table.columns.map((column) =>
      // A nullable column of a PRIMARY KEY has to say so: left out, the server would make it NOT NULL instead of refusing it.
      column.nullable && (autoPrimary.has(column.name.toLowerCase()) || column.autoIncrement)
        ? { ...columnDefinition(column), nullable: true }
        : columnDefinition(column),
    ),
    ...indexesPart(table.indexes),
    ...(table.engine !== undefined ? { engine: table.engine } : {}),
    ...(table.key !== undefined ? { key: keyDesc(table.key) } : {}),
    ...(table.comment !== undefined ? { comment: table.comment } : {}),
    ...(table.partitioning !== undefined
      ? { partition: partitionDesc(writtenPartitioning(table.partitioning, table.columns)) }
      : {}),
    ...distributionPart(table.distribution),
    ...(table.sortKey !== undefined ? { orderBy: orderByDesc(table.sortKey) } : {}),
    ...(rollups.length > 0 ? { rollups: rollups.map(rollupDesc) } : {}),
    ...propertiesPart(table.properties),
  }
}
