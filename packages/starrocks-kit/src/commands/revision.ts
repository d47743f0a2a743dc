import { relative } from 'node:path'
import { renderMigration } from '../codegen/index.ts'
import { newRevisionId, revisionFileName, RevisionGraph, RevisionPlanner } from '../migrations/index.ts'
import { operationObject } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { planOperations } from '../plan/index.ts'
import type { Plan, PlanError } from '../plan/index.ts'
import { findObject } from '../schema/index.ts'
import { compareModels } from './compare.ts'
import type { Comparison } from './compare.ts'
import { plannerContext, withConnection } from './environment.ts'
import type { DatabaseSession, Environment } from './environment.ts'
import { PendingRevisionsError } from './errors.ts'
import { shortName } from './object-names.ts'
import { wayBack } from './way-back.ts'

export interface RevisionOptions {
  readonly message: string
  /** Compares the models with the database and writes what leads there; without it the file is empty, to be filled by hand. */
  readonly autogenerate?: boolean
  /** Also drops objects of the database that neither the models nor any revision know. */
  readonly allowDropUnowned?: boolean
  /** Creates the database when it does not exist. */
  readonly createDatabase?: boolean
}

export interface RevisionResult {
  /** The file, relative to the current folder; absent when there was nothing to write. */
  readonly file?: string
  readonly defaultDatabase: string
  /** What was compared with: `host:port/database`; absent without autogenerate. */
  readonly place?: string
  readonly operations: readonly Operation[]
  /** Changes that the server cannot make: they are not in the file. */
  readonly errors: readonly PlanError[]
  /** Objects that no model and no revision knows: they stay. */
  readonly unowned: readonly string[]
}

/**
 * Writes a new revision file on top of the head.
 *
 * @throws PendingRevisionsError when the database lacks revisions, MultipleHeadsError, and errors of models, connection and files.
 */
export async function revision(environment: Environment, options: RevisionOptions): Promise<RevisionResult> {
  if (options.autogenerate !== true) {
    const file = await writeRevision(environment, options.message, [], [])
    return { file, defaultDatabase: environment.defaultDatabase, operations: [], errors: [], unowned: [] }
  }
  const models = await environment.loadModels()
  return withConnection(
    environment,
    async (session) => {
      const pending = await session.migrator.pending()
      if (pending.length > 0)
        throw new PendingRevisionsError(
          environment.config.connection.description,
          pending.map(({ id }) => id),
        )
      const comparison = await compareModels(session.connection, models, session.compareOptions)
      return autogenerate(environment, session, comparison, options)
    },
    { createDatabase: options.createDatabase ?? false },
  )
}

async function autogenerate(
  environment: Environment,
  session: DatabaseSession,
  { diff, live, target, defaultDatabase }: Comparison,
  options: RevisionOptions,
): Promise<RevisionResult> {
  const unowned = options.allowDropUnowned === true ? [] : await unownedDrops(environment, session, diff.operations)
  const wanted = diff.operations.filter((operation) => !unowned.includes(operation))
  const plan = planOperations(wanted, { from: live, target, defaultDatabase })
  const operations = inPlanOrder(wanted, plan)
  const result = {
    defaultDatabase,
    place: environment.config.connection.description,
    operations,
    errors: plan.errors,
    unowned: unowned.flatMap((operation) => nameOf(operation, defaultDatabase) ?? []),
  }
  if (operations.length === 0) return result
  const back = wayBack(operations, { from: live, target, defaultDatabase })
  return {
    ...result,
    file: await writeRevision(environment, options.message, operations, back.operations, back.notes),
  }
}

/** Those operations that became steps, in the order of the steps. */
function inPlanOrder(wanted: readonly Operation[], plan: Plan): readonly Operation[] {
  const planned = new Set(plan.steps.flatMap((step) => step.operations))
  return [...planned].filter((operation) => wanted.includes(operation))
}

/** Drops of objects that no revision has created: somebody else's, until the user says otherwise. */
async function unownedDrops(
  environment: Environment,
  { migrator }: DatabaseSession,
  operations: readonly Operation[],
): Promise<readonly Operation[]> {
  const drops = operations.filter(
    ({ kind }) => kind === 'DropTable' || kind === 'DropView' || kind === 'DropMaterializedView',
  )
  if (drops.length === 0) return []
  const graph = await migrator.graph()
  const owned = await new RevisionPlanner(plannerContext(environment)).stateAt(graph.revisions)
  return drops.filter((operation) => {
    const object = operationObject(operation)
    return object !== undefined && findObject(owned, object) === undefined
  })
}

function nameOf(operation: Operation, defaultDatabase: string): string | undefined {
  const object = operationObject(operation)
  return object === undefined ? undefined : shortName(object, defaultDatabase)
}

async function writeRevision(
  { folder, defaultDatabase }: Environment,
  message: string,
  upgrade: readonly Operation[],
  downgrade: readonly Operation[],
  downgradeNotes: readonly string[] = [],
): Promise<string> {
  const graph = new RevisionGraph(await folder.list())
  const id = newRevisionId()
  const createdAt = new Date()
  const source = renderMigration({
    revision: id,
    downRevisions: graph.resolve('head'),
    message,
    createdAt,
    upgrade,
    downgrade,
    defaultDatabase,
    downgradeNotes,
  })
  const file = await folder.write(revisionFileName({ revision: id, message, createdAt }), source)
  return relative(process.cwd(), file)
}
