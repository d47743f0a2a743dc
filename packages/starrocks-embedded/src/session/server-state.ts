import type { Target } from 'starrocks-kit/schema'
import type { Catalog } from '../catalog/catalog.ts'
import type { Loads } from '../catalog/loads/loads.ts'
import type { Engine } from '../engine/engine.ts'
import type { MaterializedViewRefresher } from './materialized-view-refresher.ts'
import type { SessionRegistry } from './session-registry.ts'
import type { SqlValue } from '../sql/scope.ts'
import type { TaskRunner } from './task-runner.ts'
import type { SyntaxReader } from './syntax/server-syntax.ts'

/** What all sessions of a server share. */
export interface ServerState {
  readonly catalog: Catalog
  readonly engine: Engine
  readonly sessions: SessionRegistry
  readonly refresher: MaterializedViewRefresher
  readonly loads: Loads
  readonly tasks: TaskRunner
  readonly target: Target
  /** `@@version`, and what the greeting says. */
  readonly serverVersion: string
  /** `@@version_comment`. */
  readonly versionComment: string
  /** Defaults of the system variables. */
  readonly defaults: ReadonlyMap<string, SqlValue>
  /** Settings changed by ADMIN SET FRONTEND CONFIG. */
  readonly frontendConfig: Map<string, string>
  /** Finds out how a frontend would word a syntax error. */
  readonly syntax: SyntaxReader
  readonly startedAt: number
  address(): { readonly host: string; readonly port: number }
}
