// The vocabulary of change: what each operation says to the server, and how it is undone.
export type { Operation, OperationKind, OperationOf } from './operation.ts'
export type {
  AddColumn,
  ColumnPosition,
  DropColumn,
  ModifyColumn,
  RenameColumn,
  ReorderColumns,
} from './types/column.ts'
export type {
  AlterClusterObject,
  CreateClusterObject,
  DropClusterObject,
  ReplaceClusterObject,
} from './types/cluster.ts'
export type { CreateDatabase, DropDatabase } from './types/database.ts'
export type { RunDataStep } from './types/data-step.ts'
export type { ExecuteSql } from './types/execute-sql.ts'
export type {
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
export type { CheckRowCounts, CopyRows, InsertedValue, InsertRows } from './types/rows.ts'
export type {
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
export type { AlterView, CreateView, DropView, ReplaceView } from './types/view.ts'
export type { Irreversible, StatementContext } from './rules.ts'
export { operationObject } from './registry.ts'
export { oppositeOperations, reverseOperation } from './reverse.ts'
export { operationToStatements } from './to-statements.ts'
export { applyOperation, applyOperations } from './apply.ts'
export { operationsFromStatement } from './from-statement.ts'
export { changeView } from './view.ts'
export { changeClusterObject, isClusterOperation, operationClusterObject } from './cluster.ts'
export type { ClusterOperation } from './cluster.ts'
export { clearingValue } from './table-properties.ts'
export { replacementName, replacementOperations } from './materialized-view.ts'
export type { ReplacementOperation } from './materialized-view.ts'
export { columnsWithoutValue, rebuildOperations, retiredName, shadowName, undoRebuildOperations } from './rebuild.ts'
export type { RebuildOperation } from './rebuild.ts'
export { overrideProperties, overrideSchemaProperties } from './override-properties.ts'
export type { PropertyOverrides } from './override-properties.ts'
export { sibling } from './sibling.ts'
