import type { Connection, Logger } from '../connection/index.ts'
import { diffSchemas } from '../diff/index.ts'
import type { AnyModel } from '../models/index.ts'
import { planOperations } from '../plan/index.ts'
import { detectTarget } from '../introspection/index.ts'
import { compareModels } from './compare.ts'
import { ConfirmationRequiredError, ImpossibleChangesError, NoDatabaseError } from './errors.ts'
import { objectNames } from './object-names.ts'
import { runPlan } from './run-plan.ts'
import { emptyDatabases } from './empty-databases.ts'

export interface DropAllOptions {
  /** Must be `true`: without it nothing is dropped. */
  readonly confirm?: boolean
  readonly logger?: Logger
}

export interface DropAllResult {
  /** Names of what was dropped: objects of the database that the models declare too. */
  readonly dropped: readonly string[]
}

/**
 * Drops what the models declare and the database has, dependents first. Objects that no model declares stay, and so do databases.
 *
 * @throws ConfirmationRequiredError without `{ confirm: true }`; errors of the connection.
 */
export async function dropAll(
  connection: Connection,
  models: readonly AnyModel[] | object,
  options: DropAllOptions = {},
): Promise<DropAllResult> {
  const { database } = connection
  if (database === undefined) throw new NoDatabaseError(connection.description)
  const target = await detectTarget(connection)
  const { live } = await compareModels(connection, models, {
    target,
    defaultDatabase: database,
    onlyModels: true,
    ...(options.logger === undefined ? {} : { logger: options.logger }),
  })
  const dropped = objectNames(live, database)
  if (options.confirm !== true) throw new ConfirmationRequiredError(database, dropped.length)
  const { operations } = diffSchemas(live, emptyDatabases(live), {
    target,
    defaultDatabase: database,
    databases: Object.keys(live.databases),
  })
  const plan = planOperations(operations, { from: live, target, defaultDatabase: database })
  if (plan.errors.length > 0) throw new ImpossibleChangesError(plan.errors)
  await runPlan(connection, plan.steps)
  return { dropped }
}
