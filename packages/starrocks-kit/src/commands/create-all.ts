import type { Connection, Logger } from '../connection/connection.ts'
import { detectTarget } from '../introspection/index.ts'
import type { AnyModel } from '../models/index.ts'
import { planOperations } from '../plan/index.ts'
import { compareModels } from './compare.ts'
import { ImpossibleChangesError, NoDatabaseError } from './errors.ts'
import { createdName, objectNames } from './object-names.ts'
import { runPlan } from './run-plan.ts'

export interface CreateAllOptions {
  /** Only these objects, by name (`table`, or `database.table`); by default all. */
  readonly only?: readonly string[]
  /** Wait until the first refresh of each materialized view is done. */
  readonly waitRefresh?: boolean
  readonly logger?: Logger
}

export interface CreateAllResult {
  /** Names in the order of creation. */
  readonly created: readonly string[]
  /** Objects that existed already: they are left as they are, whatever they look like. */
  readonly skipped: readonly string[]
}

/**
 * Creates what the models declare and the database lacks, with no revision and no ledger: for tests and scratch databases.
 *
 * @example await createAll(connection, models, { only: ['my_core_table'] })
 * @throws ImpossibleChangesError before the first statement when the server would refuse one; errors of the connection.
 */
export async function createAll(
  connection: Connection,
  models: readonly AnyModel[] | object,
  options: CreateAllOptions = {},
): Promise<CreateAllResult> {
  const { database } = connection
  if (database === undefined) throw new NoDatabaseError(connection.description)
  const target = await detectTarget(connection)
  const { live, desired, diff } = await compareModels(connection, models, {
    target,
    defaultDatabase: database,
    onlyModels: true,
    ...(options.logger === undefined ? {} : { logger: options.logger }),
  })
  const wanted = objectNames(desired, database).filter((name) => options.only?.includes(name) ?? true)
  const existing = new Set(objectNames(live, database))
  const operations = diff.operations.filter((operation) => {
    if (operation.kind === 'CreateDatabase') return true
    const name = createdName(operation, database)
    return name !== undefined && wanted.includes(name)
  })
  const plan = planOperations(operations, { from: live, target, defaultDatabase: database })
  if (plan.errors.length > 0) throw new ImpossibleChangesError(plan.errors)
  await runPlan(connection, plan.steps, { waitRefresh: options.waitRefresh ?? false })
  const created = plan.steps
    .flatMap((step) => step.operations)
    .flatMap((operation) => createdName(operation, database) ?? [])
  return { created, skipped: wanted.filter((name) => existing.has(name)) }
}
