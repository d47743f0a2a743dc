import type { AccountNode, AccountStatement } from './account.ts'
import type { AnalyzeNode, AnalyzeStatement } from './analyze.ts'
import type { BackupNode, BackupRestoreStatement } from './backup.ts'
import type { FunctionNode, FunctionStatement } from './function.ts'
import type { LoadNode, LoadStatement } from './load.ts'
import type { PreparedStatement } from './prepare.ts'
import type { PrivilegeNode, PrivilegeStatement } from './privilege.ts'
import type { ResourceNode, ResourceStatement } from './resource.ts'
import type { TaskNode, TaskStatement } from './task.ts'

/** Statements about what surrounds tables and queries: accounts, privileges, resources, loads, tasks, functions, statistics, backups. */
export type AdministrationStatement =
  | AccountStatement
  | PrivilegeStatement
  | ResourceStatement
  | LoadStatement
  | TaskStatement
  | FunctionStatement
  | AnalyzeStatement
  | BackupRestoreStatement
  | PreparedStatement

export type AdministrationNode =
  | AccountNode
  | PrivilegeNode
  | ResourceNode
  | LoadNode
  | TaskNode
  | FunctionNode
  | AnalyzeNode
  | BackupNode
  | PreparedStatement
