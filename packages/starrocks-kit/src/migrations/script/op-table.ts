import type { Distribution } from '../../schema/types/distribution.ts'
import type { Partition } from '../../schema/types/partitioning.ts'
import type { SortItem } from '../../schema/types/table.ts'
import type { ReaderOf, RecordOperation } from './op-recorder.ts'
import type {
  ColumnInput,
  IndexInput,
  NameInput,
  PlacementInput,
  PropertiesInput,
  RollupInput,
  TableInput,
} from './op-inputs.ts'

/** Operations on tables and what belongs to them. */
export interface TableOp {
  createTable(name: NameInput, definition: TableInput): void
  dropTable(name: NameInput): void
  renameTable(name: NameInput, to: string): void
  /** Exchanges two tables of the same database. */
  swapTable(name: NameInput, other: string): void
  /** `null` removes the comment. */
  modifyTableComment(name: NameInput, comment: string | null): void
  modifyTableProperties(name: NameInput, properties: PropertiesInput): void
  modifyDistribution(name: NameInput, distributedBy: string | Distribution): void
  modifySortKey(name: NameInput, orderBy: string | readonly SortItem[]): void

  addColumn(table: NameInput, column: ColumnInput, placement?: PlacementInput): void
  dropColumn(table: NameInput, column: string): void
  /** The whole new definition: what is left out is removed. */
  modifyColumn(table: NameInput, column: ColumnInput, placement?: PlacementInput): void
  renameColumn(table: NameInput, from: string, to: string): void
  /** All columns of the table in their new order. */
  reorderColumns(table: NameInput, columns: readonly string[]): void

  addIndex(table: NameInput, index: IndexInput): void
  dropIndex(table: NameInput, index: string): void
  addRollup(table: NameInput, rollup: RollupInput): void
  dropRollup(table: NameInput, rollup: string): void
  /** As StarRocks text (`PARTITION p1 VALUES LESS THAN ("2026-01-01")`), or typed. */
  addPartition(table: NameInput, partition: string | Partition): void
  dropPartition(table: NameInput, partition: string): void
  /** Replication and storage of a partition that exists: `MODIFY PARTITION p SET (...)`. */
  modifyPartitionProperties(table: NameInput, partition: string, properties: PropertiesInput): void
}

export function createTableOp(reader: ReaderOf, record: RecordOperation): TableOp {
  return {
    createTable: (name, definition) => {
      const read = reader('createTable', name)
      record({ kind: 'CreateTable', table: read.name(), definition: read.table(definition) })
    },
    dropTable: (name) => {
      record({ kind: 'DropTable', table: reader('dropTable', name).name() })
    },
    renameTable: (name, to) => {
      const read = reader('renameTable', name)
      record({ kind: 'RenameTable', table: read.name(), to: read.identifier('the new name', to) })
    },
    swapTable: (name, other) => {
      const read = reader('swapTable', name)
      record({ kind: 'SwapTable', table: read.name(), with: read.identifier('the other table', other) })
    },
    modifyTableComment: (name, comment) => {
      const table = reader('modifyTableComment', name).name()
      record({ kind: 'ModifyTableComment', table, ...(comment === null || comment === '' ? {} : { to: comment }) })
    },
    modifyTableProperties: (name, properties) => {
      const read = reader('modifyTableProperties', name)
      record({ kind: 'ModifyTableProperties', table: read.name(), from: {}, to: read.properties(properties) })
    },
    modifyDistribution: (name, distributedBy) => {
      const read = reader('modifyDistribution', name)
      record({ kind: 'ModifyDistribution', table: read.name(), to: read.distribution(distributedBy) })
    },
    modifySortKey: (name, orderBy) => {
      const read = reader('modifySortKey', name)
      record({ kind: 'ModifySortKey', table: read.name(), to: read.sortKey(orderBy) })
    },

    addColumn: (table, column, placement) => {
      const read = reader('addColumn', table)
      record({ kind: 'AddColumn', table: read.name(), column: read.column(column), ...read.placement(placement) })
    },
    dropColumn: (table, column) => {
      const read = reader('dropColumn', table)
      record({ kind: 'DropColumn', table: read.name(), column: read.identifier('the column', column) })
    },
    modifyColumn: (table, column, placement) => {
      const read = reader('modifyColumn', table)
      record({ kind: 'ModifyColumn', table: read.name(), to: read.column(column), ...read.placement(placement) })
    },
    renameColumn: (table, from, to) => {
      const read = reader('renameColumn', table)
      record({
        kind: 'RenameColumn',
        table: read.name(),
        from: read.identifier('the column', from),
        to: read.identifier('the new name', to),
      })
    },
    reorderColumns: (table, columns) => {
      const read = reader('reorderColumns', table)
      record({ kind: 'ReorderColumns', table: read.name(), to: read.identifiers('the columns', columns) })
    },

    addIndex: (table, index) => {
      const read = reader('addIndex', table)
      record({ kind: 'AddIndex', table: read.name(), index: read.index(index) })
    },
    dropIndex: (table, index) => {
      const read = reader('dropIndex', table)
      record({ kind: 'DropIndex', table: read.name(), index: read.identifier('the index', index) })
    },
    addRollup: (table, rollup) => {
      const read = reader('addRollup', table)
      record({ kind: 'AddRollup', table: read.name(), rollup: read.rollup(rollup) })
    },
    dropRollup: (table, rollup) => {
      const read = reader('dropRollup', table)
      record({ kind: 'DropRollup', table: read.name(), rollup: read.identifier('the rollup', rollup) })
    },
    addPartition: (table, partition) => {
      const read = reader('addPartition', table)
      record({ kind: 'AddPartition', table: read.name(), partition: read.partition(partition) })
    },
    dropPartition: (table, partition) => {
      const read = reader('dropPartition', table)
      record({ kind: 'DropPartition', table: read.name(), partition: read.identifier('the partition', partition) })
    },
    modifyPartitionProperties: (table, partition, properties) => {
      const read = reader('modifyPartitionProperties', table)
      record({
        kind: 'ModifyPartitionProperties',
        table: read.name(),
        partition: read.identifier('the partition', partition),
        from: {},
        to: read.properties(properties),
      })
    },
  }
}
