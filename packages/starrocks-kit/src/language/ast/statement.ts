import type { AdministrationStatement } from './administration.ts'
import type { AlterTableStatement } from './alter-table.ts'
import type {
  AlterDatabaseStatement,
  CreateDatabaseStatement,
  DropDatabaseStatement,
  SetCatalogStatement,
  UseCatalogStatement,
  UseDatabaseStatement,
} from './database.ts'
import type { DeleteStatement, InsertStatement, QueryStatement, UpdateStatement } from './dml.ts'
import type { SetStatement } from './set.ts'
import type { DescFilesStatement, DescTableStatement, ShowCreateStatement, ShowStatement } from './show.ts'
import type {
  CreateIndexStatement,
  CreateTableAsSelectStatement,
  CreateTableLikeStatement,
  CreateTableStatement,
  DropIndexStatement,
  DropTableStatement,
} from './table.ts'
import type {
  AdminSetConfigStatement,
  AdminShowConfigStatement,
  AdminShowReplicaStatement,
  BeginStatement,
  CancelAlterMaterializedViewStatement,
  CancelAlterTableStatement,
  CommitStatement,
  KillStatement,
  RawStatement,
  RecoverDatabaseStatement,
  RecoverPartitionStatement,
  RecoverTableStatement,
  RefreshTableStatement,
  RollbackStatement,
  SyncStatement,
  TruncateTableStatement,
} from './utility.ts'
import type {
  AlterMaterializedViewStatement,
  AlterViewStatement,
  CancelRefreshMaterializedViewStatement,
  CreateMaterializedViewStatement,
  CreateViewStatement,
  DropMaterializedViewStatement,
  DropViewStatement,
  RefreshMaterializedViewStatement,
} from './view.ts'

/** Everything that can stand between two semicolons. */
export type Statement =
  | CreateTableStatement
  | CreateTableAsSelectStatement
  | CreateTableLikeStatement
  | DropTableStatement
  | CreateIndexStatement
  | DropIndexStatement
  | AlterTableStatement
  | CreateViewStatement
  | DropViewStatement
  | AlterViewStatement
  | CreateMaterializedViewStatement
  | DropMaterializedViewStatement
  | AlterMaterializedViewStatement
  | RefreshMaterializedViewStatement
  | CancelRefreshMaterializedViewStatement
  | CreateDatabaseStatement
  | DropDatabaseStatement
  | AlterDatabaseStatement
  | UseDatabaseStatement
  | UseCatalogStatement
  | SetCatalogStatement
  | QueryStatement
  | InsertStatement
  | UpdateStatement
  | DeleteStatement
  | ShowStatement
  | ShowCreateStatement
  | DescTableStatement
  | DescFilesStatement
  | SetStatement
  | RecoverDatabaseStatement
  | RecoverTableStatement
  | RecoverPartitionStatement
  | TruncateTableStatement
  | CancelAlterTableStatement
  | CancelAlterMaterializedViewStatement
  | RefreshTableStatement
  | BeginStatement
  | CommitStatement
  | RollbackStatement
  | KillStatement
  | SyncStatement
  | AdminSetConfigStatement
  | AdminShowConfigStatement
  | AdminShowReplicaStatement
  | RawStatement
  | AdministrationStatement
