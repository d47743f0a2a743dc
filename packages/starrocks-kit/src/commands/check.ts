import { isClusterOperation, operationClusterObject, operationObject } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import type { Rename, UndecidedComparison } from '../diff/index.ts'
import { isNameUnseen } from '../schema/index.ts'
import type { ObjectName } from '../schema/index.ts'
import { compareModels } from './compare.ts'
import { findDrift } from './drift.ts'
import type { Drift } from './drift.ts'
import { withConnection } from './environment.ts'
import type { Environment } from './environment.ts'
import { operationName } from './object-names.ts'
import { unownedDrops } from './unowned.ts'
import { unseenObjects, unsupportedObjects } from './unsupported-objects.ts'
import type { UnsupportedEntry } from './unsupported-objects.ts'

export interface CheckOptions {
  /** Renames beside those of the models, as `old:new` and `table.old:new`. */
  readonly renames?: readonly string[]
}

export interface CheckResult extends Drift {
  /** Where was compared: `host:port/database`. */
  readonly place: string
  readonly defaultDatabase: string
  /** What would make the database like the models; empty when they are the same. */
  readonly operations: readonly Operation[]
  readonly undecided: readonly UndecidedComparison[]
  /** What may have been renamed, and counts as dropped and created because nobody has said so. */
  readonly renameHints: readonly Rename[]
  /** Tables that a rebuild has left: not compared. */
  readonly kept: readonly ObjectName[]
  /** Objects of the database that are not understood: never compared, altered or dropped. */
  readonly unsupported: readonly UnsupportedEntry[]
  /** Objects that no model and no revision knows: somebody else's, and no difference. */
  readonly unowned: readonly string[]
  /** Revisions that the database has not yet. */
  readonly pending: readonly string[]
}

/**
 * Compares the models with the database. Nothing is written.
 *
 * @throws InvalidRenameError for a rename of something that is not there; errors of models and connection.
 */
export async function check(environment: Environment, options: CheckOptions = {}): Promise<CheckResult> {
  const models = await environment.loadModels()
  return withConnection(environment, async (session) => {
    const comparison = await compareModels(session.connection, models, { ...session.compareOptions, ...options })
    const { diff, live, defaultDatabase, renameHints, kept } = comparison
    const pending = await session.migrator.pending()
    const unowned = await unownedDrops(environment, session, diff.operations)
    const foreign = unowned.flatMap((operation) => operationObject(operation) ?? [])
    const beside = unowned.filter(isClusterOperation).map(operationClusterObject)
    return {
      place: environment.config.connection.description,
      defaultDatabase,
      operations: diff.operations.filter((operation) => !unowned.includes(operation)),
      unowned: unowned.flatMap((operation) => operationName(operation, defaultDatabase) ?? []),
      undecided: diff.undecided,
      renameHints,
      kept,
      unsupported: [...unsupportedObjects(live), ...unseenObjects(live, isNameUnseen)],
      pending: pending.map(({ id }) => id),
      ...(await findDrift(environment, session, live, { objects: [...kept, ...foreign], clusterObjects: beside })),
    }
  })
}
