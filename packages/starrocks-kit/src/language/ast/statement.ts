import type { AdministrationStatement } from './administration.ts'
import type { AlterTableStatement } from './alter-table.ts'
import type { DatabaseStatement } from './database.ts'
import type { DmlStatement } from './dml.ts'
import type { SetStatement } from './set.ts'
import type { ShowNode } from './show.ts'
import type { TableStatement } from './table.ts'
import type { UtilityStatement } from './utility.ts'
import type { ViewStatement } from './view.ts'

/** Everything that can stand between two semicolons. */
export type Statement =
  | TableStatement
  | AlterTableStatement
  | ViewStatement
  | DatabaseStatement
  | DmlStatement
  | ShowNode
  | SetStatement
  | UtilityStatement
  | AdministrationStatement
