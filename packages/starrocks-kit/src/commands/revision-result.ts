import type { Revision } from '../migrations/index.ts'
import type { Operation } from '../operations/index.ts'
import type { PlanError, PlanStep } from '../plan/index.ts'
import type { Rename } from '../diff/index.ts'
import type { ObjectName } from '../schema/index.ts'
import type { RevisionPlace } from './revision-place.ts'
import type { SqlScript } from './schema-from-sql.ts'

export interface RevisionOptions extends RevisionPlace {
  readonly message: string
  /** Compares the models with the database and writes what leads there; without it the file is empty, to be filled by hand. */
  readonly autogenerate?: boolean
  /** A script of which the statements become the revision. */
  readonly sqlScript?: SqlScript
  /** Also drops objects of the database that neither the models nor any revision know. */
  readonly allowDropUnowned?: boolean
  /** Renames beside those of the models, as `old:new` and `table.old:new`. */
  readonly renames?: readonly string[]
  /** Asked for each pair of objects or columns that may be a rename; without it none is. */
  readonly confirmRename?: (rename: Rename) => Promise<boolean>
  /** Rebuilds tables where no ALTER leads to what is wanted: all of them, or those named; besides those whose models say so. */
  readonly rebuild?: boolean | readonly string[]
  /** `heavy`: two changes that rewrite the same table go to revisions of their own. */
  readonly split?: 'heavy'
  /** Creates the database when it does not exist. */
  readonly createDatabase?: boolean
  /** A revision whose file goes when the new one is written. */
  readonly replaces?: Revision
}

export interface RevisionResult {
  /** The first of `files`. */
  readonly file?: string
  /** What was written, relative to the current folder; empty when there was nothing to write. */
  readonly files: readonly string[]
  readonly defaultDatabase: string
  /** What was compared with: `host:port/database`; absent without autogenerate. */
  readonly place?: string
  readonly operations: readonly Operation[]
  /** The statements of what was written, with their jobs and hazards. */
  readonly steps: readonly PlanStep[]
  /** Changes that the server cannot make: they are not in the file. */
  readonly errors: readonly PlanError[]
  /** Objects that no model and no revision knows: they stay. */
  readonly unowned: readonly string[]
  /** What may have been renamed, and is dropped and created because nobody has said so. */
  readonly renameHints: readonly Rename[]
  /** Tables that a rebuild has left: they stay until they are dropped by hand. */
  readonly kept: readonly ObjectName[]
  /** The config's processRevision wanted no file. */
  readonly withheld: boolean
}
