import type { Distribution } from '../schema/types/distribution.ts'
import type { RefreshScheme } from '../schema/types/materialized-view.ts'
import type { Partition } from '../schema/types/partitioning.ts'
import type { SortItem } from '../schema/types/table.ts'
import type { Operation } from '../operations/operation.ts'
import { compact } from '../util/compact.ts'
import type { DataStepCode, DataStepOptions } from './data-step.ts'
import { createClusterOp } from './op-cluster.ts'
import type { ClusterOp } from './op-cluster.ts'
import { createInputReader } from './op-reader.ts'
import type {
  ColumnInput,
  IndexInput,
  MaterializedViewInput,
  NameInput,
  PlacementInput,
  PropertiesInput,
  RollupInput,
  RowInput,
  TableInput,
  ViewInput,
} from './op-inputs.ts'

/**
 * What a revision's `upgrade(op)` and `downgrade(op)` work with: one method for each operation. A method only records; the recorded operations
 * are planned, checked and run, or printed, afterwards.
 */
export interface Op extends ClusterOp {
  createDatabase(name: string, options?: { readonly catalog?: string; readonly properties?: PropertiesInput }): void
  /** Fails when the database still has objects: drop them first, so that nothing is lost unseen. */
  dropDatabase(name: string, options?: { readonly catalog?: string }): void

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

  /** Inserts rows. All of them name the same columns; a column that none names gets its default. */
  insert(table: NameInput, rows: readonly RowInput[]): void
  /** Copies rows from another table of the same database, column by column of the same name; with `partition` only those of that partition of `from`. */
  copyRows(
    table: NameInput,
    from: string,
    options: { readonly columns: readonly string[]; readonly partition?: string },
  ): void
  /** Stops the upgrade or downgrade when the two tables of one database have different numbers of rows. */
  checkRowCounts(table: NameInput, other: string): void

  createView(name: NameInput, definition: ViewInput, options?: { readonly orReplace?: true }): void
  /** Query with columns, or security; a view's comment needs `createView` with `orReplace`. */
  alterView(name: NameInput, definition: ViewInput): void
  dropView(name: NameInput): void

  createMaterializedView(name: NameInput, definition: MaterializedViewInput): void
  dropMaterializedView(name: NameInput): void
  renameMaterializedView(name: NameInput, to: string): void
  /** Exchanges two materialized views of the same database. */
  swapMaterializedView(name: NameInput, other: string): void
  /** What follows REFRESH: `ASYNC EVERY (INTERVAL 1 HOUR)`. */
  modifyRefreshScheme(name: NameInput, refresh: string | RefreshScheme): void
  modifyMaterializedViewProperties(name: NameInput, properties: PropertiesInput): void
  setMaterializedViewState(name: NameInput, state: 'ACTIVE' | 'INACTIVE'): void
  refreshMaterializedView(name: NameInput, options?: { readonly force?: true; readonly sync?: true }): void

  /** SQL written by hand: it runs as it is, one statement after another. */
  execute(sql: string | readonly string[], options?: { readonly reverse?: string | readonly string[] }): void
  /**
   * Runs code when its turn comes, for changes of rows that SQL alone does not make. It is one step of the ledger, and cannot be part of a script.
   *
   * @example
   * op.run(async function fillTotals(connection) {
   *   await connection.query('UPDATE orders SET total = price * amount')
   * }, { effect: 'none', repeatable: true })
   */
  run(code: DataStepCode, options?: DataStepOptions): void
}

export interface OpContext {
  /** The revision file and direction, for errors. */
  readonly where: string
  /** What names without a database mean. */
  readonly defaultDatabase: string
  /** `code` comes with a data step: the operation itself is plain data. */
  readonly record: (operation: Operation, code?: DataStepCode) => void
}

/** A recorder: calling a method records one operation. Its methods throw OperationInputError, which names the file, the call and the object. */
export function createOp({ where, defaultDatabase, record }: OpContext): Op {
  const reader = (call: string, name: NameInput): ReturnType<typeof createInputReader> =>
    createInputReader({ where, call, subject: name, defaultDatabase })
  let dataSteps = 0
  return {
    createDatabase: (name, options = {}) => {
      const read = reader('createDatabase', name)
      record({
        kind: 'CreateDatabase',
        ...compact({ database: read.identifier('the name', name), catalog: options.catalog }),
        properties: read.properties(options.properties),
      })
    },
    dropDatabase: (name, options = {}) => {
      const read = reader('dropDatabase', name)
      record({
        kind: 'DropDatabase',
        ...compact({ database: read.identifier('the name', name), catalog: options.catalog }),
        properties: {},
      })
    },

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

    insert: (table, rows) => {
      const read = reader('insert', table)
      record({ kind: 'InsertRows', table: read.name(), ...read.rows(rows) })
    },
    copyRows: (table, from, { columns, partition }) => {
      const read = reader('copyRows', table)
      record({
        kind: 'CopyRows',
        table: read.name(),
        from: read.identifier('the table to copy from', from),
        columns: read.identifiers('the columns', columns),
        ...(partition === undefined ? {} : { partition: read.identifier('the partition', partition) }),
      })
    },
    checkRowCounts: (table, other) => {
      const read = reader('checkRowCounts', table)
      record({ kind: 'CheckRowCounts', table: read.name(), with: read.identifier('the other table', other) })
    },

    createView: (name, definition, options = {}) => {
      const read = reader('createView', name)
      record({
        kind: 'CreateView',
        view: read.name(),
        definition: read.view(definition),
        ...(options.orReplace === true ? { orReplace: true } : {}),
      })
    },
    alterView: (name, definition) => {
      const read = reader('alterView', name)
      record({ kind: 'AlterView', view: read.name(), to: read.view(definition) })
    },
    dropView: (name) => {
      record({ kind: 'DropView', view: reader('dropView', name).name() })
    },

    createMaterializedView: (name, definition) => {
      const read = reader('createMaterializedView', name)
      record({ kind: 'CreateMaterializedView', view: read.name(), definition: read.materializedView(definition) })
    },
    dropMaterializedView: (name) => {
      record({ kind: 'DropMaterializedView', view: reader('dropMaterializedView', name).name() })
    },
    renameMaterializedView: (name, to) => {
      const read = reader('renameMaterializedView', name)
      record({ kind: 'RenameMaterializedView', view: read.name(), to: read.identifier('the new name', to) })
    },
    swapMaterializedView: (name, other) => {
      const read = reader('swapMaterializedView', name)
      record({ kind: 'SwapMaterializedView', view: read.name(), with: read.identifier('the other view', other) })
    },
    modifyRefreshScheme: (name, refresh) => {
      const read = reader('modifyRefreshScheme', name)
      record({ kind: 'ModifyRefreshScheme', view: read.name(), to: read.refresh(refresh) })
    },
    modifyMaterializedViewProperties: (name, properties) => {
      const read = reader('modifyMaterializedViewProperties', name)
      record({ kind: 'ModifyMaterializedViewProperties', view: read.name(), from: {}, to: read.properties(properties) })
    },
    setMaterializedViewState: (name, state) => {
      record({ kind: 'SetMaterializedViewState', view: reader('setMaterializedViewState', name).name(), state })
    },
    refreshMaterializedView: (name, options = {}) => {
      record({
        kind: 'RefreshMaterializedView',
        view: reader('refreshMaterializedView', name).name(),
        ...(options.force === true ? { force: true } : {}),
        ...(options.sync === true ? { sync: true } : {}),
      })
    },

    ...createClusterOp(reader, record, defaultDatabase),

    execute: (sql, options = {}) => {
      const read = createInputReader({ where, call: 'execute', subject: undefined, defaultDatabase })
      const statements = read.statements(sql)
      record({
        kind: 'ExecuteSql',
        statements,
        ...(options.reverse === undefined ? {} : { reverse: read.statements(options.reverse) }),
      })
    },
    run: (code, options = {}) => {
      const name = options.name ?? (typeof code === 'function' ? code.name : '')
      const read = createInputReader({ where, call: 'run', subject: name === '' ? undefined : name, defaultDatabase })
      const action = dataSteps++
      record(
        {
          kind: 'RunDataStep',
          name: name === '' ? `data step ${action + 1}` : name,
          action,
          ...read.code(code, options),
        },
        code,
      )
    },
  }
}
