import type { AddColumn, DropColumn, ModifyColumn, RenameColumn, ReorderColumns } from './types/column.ts'
import type {
  AlterClusterObject,
  CreateClusterObject,
  DropClusterObject,
  ReplaceClusterObject,
} from './types/cluster.ts'
import type { CreateDatabase, DropDatabase } from './types/database.ts'
import type { RunDataStep } from './types/data-step.ts'
import type { ExecuteSql } from './types/execute-sql.ts'
import type {
  CreateMaterializedView,
  DropMaterializedView,
  ModifyMaterializedViewProperties,
  ModifyRefreshScheme,
  RefreshMaterializedView,
  RenameMaterializedView,
  ReplaceMaterializedView,
  SetMaterializedViewState,
  SwapMaterializedView,
} from './types/materialized-view.ts'
import type { CheckRowCounts, CopyRows, InsertRows } from './types/rows.ts'
import type {
  AddIndex,
  AddPartition,
  AddRollup,
  CreateTable,
  DropIndex,
  DropPartition,
  ModifyPartitionProperties,
  DropRollup,
  DropTable,
  ModifyDistribution,
  ModifySortKey,
  ModifyTableComment,
  ModifyTableProperties,
  RenameTable,
  ReplaceTable,
  SwapTable,
} from './types/table.ts'
import type { AlterView, CreateView, DropView, ReplaceView } from './types/view.ts'

/** The vocabulary of change: everything that a migration can do to a schema, as plain data. */
export type Operation =
  | CreateDatabase
  | DropDatabase
  | CreateTable
  | DropTable
  | RenameTable
  | SwapTable
  | ReplaceTable
  | ModifyTableComment
  | ModifyTableProperties
  | ModifyDistribution
  | ModifySortKey
  | AddColumn
  | DropColumn
  | ModifyColumn
  | RenameColumn
  | ReorderColumns
  | AddIndex
  | DropIndex
  | AddRollup
  | DropRollup
  | AddPartition
  | DropPartition
  | ModifyPartitionProperties
  | InsertRows
  | CopyRows
  | CheckRowCounts
  | CreateView
  | AlterView
  | ReplaceView
  | DropView
  | CreateMaterializedView
  | DropMaterializedView
  | RenameMaterializedView
  | SwapMaterializedView
  | ModifyRefreshScheme
  | ModifyMaterializedViewProperties
  | SetMaterializedViewState
  | RefreshMaterializedView
  | ReplaceMaterializedView
  | CreateClusterObject
  | AlterClusterObject
  | ReplaceClusterObject
  | DropClusterObject
  | ExecuteSql
  | RunDataStep

export type OperationKind = Operation['kind']
export type OperationOf<K extends OperationKind> = Extract<Operation, { readonly kind: K }>
