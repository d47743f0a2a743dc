import type { Table, Target } from 'starrocks-kit/schema'
import type { Catalog } from '../catalog.ts'
import type { TaskRun } from '../data/task-run.ts'

/** What the rows of information_schema are made from. */
export interface InformationContext {
  readonly catalog: Catalog
  readonly target: Target
  readonly currentDatabase?: string
  readonly taskRuns: readonly TaskRun[]
  /** What was wrong with rows of loads, by load. */
  readonly loadLogs: ReadonlyMap<number, string>
  /** The temporary tables of the session. */
  readonly temporaryTables: readonly { readonly id: number; readonly database: string; readonly table: Table }[]
  readonly sessionId: string
  /** Variables by name, for a session or for the server. */
  variables(
    scope: 'session' | 'global',
  ): readonly { readonly name: string; readonly value: string; readonly default: string }[]
}
