import { relative } from 'node:path'
import { renderMigration } from '../codegen/index.ts'
import { parseObjectName, revisionFileName, RevisionGraph } from '../migrations/index.ts'
import { operationObject } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { planOperations } from '../plan/index.ts'
import type { Plan, PlanContext, PlanError, PlanStep } from '../plan/index.ts'
import type { Rename } from '../diff/index.ts'
import { findTable, sameObjectName } from '../schema/index.ts'
import type { ObjectName } from '../schema/index.ts'
import { closestMatch } from '../util/closest-match.ts'
import { compareModels } from './compare.ts'
import type { Comparison } from './compare.ts'
import { withConnection } from './environment.ts'
import type { DatabaseSession, Environment } from './environment.ts'
import { PendingRevisionsError, UnknownObjectError } from './errors.ts'
import { objectNames, shortName } from './object-names.ts'
import { placeRevision } from './revision-place.ts'
import type { RevisionPlace } from './revision-place.ts'
import { splitHeavy } from './split-heavy.ts'
import { unownedDrops } from './unowned.ts'
import { wayBack } from './way-back.ts'

export interface RevisionOptions extends RevisionPlace {
  readonly message: string
  /** Compares the models with the database and writes what leads there; without it the file is empty, to be filled by hand. */
  readonly autogenerate?: boolean
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
}

/**
 * Writes a new revision file on top of the head.
 *
 * @throws PendingRevisionsError when the database lacks revisions, MultipleHeadsError, InvalidRenameError, UnknownObjectError for a table to rebuild, and errors of models, connection and files.
 */
export async function revision(environment: Environment, options: RevisionOptions): Promise<RevisionResult> {
  if (options.autogenerate !== true) {
    const empty = { message: options.message, upgrade: [], downgrade: [], notes: [], place: options }
    const { file } = await writeRevision(environment, empty)
    const { defaultDatabase } = environment
    const nothing = { operations: [], steps: [], errors: [], unowned: [], renameHints: [], kept: [] }
    return { file, files: [file], defaultDatabase, ...nothing }
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
      const { renames = [], confirmRename } = options
      const comparison = await compareModels(session.connection, models, {
        ...session.compareOptions,
        renames,
        ...(confirmRename === undefined ? {} : { confirmRename }),
      })
      return autogenerate(environment, session, comparison, options)
    },
    { createDatabase: options.createDatabase ?? false },
  )
}

async function autogenerate(
  environment: Environment,
  session: DatabaseSession,
  comparison: Comparison,
  options: RevisionOptions,
): Promise<RevisionResult> {
  const { diff, live, target, defaultDatabase, renameHints, kept } = comparison
  const unowned = options.allowDropUnowned === true ? [] : await unownedDrops(environment, session, diff.operations)
  const wanted = diff.operations.filter((operation) => !unowned.includes(operation))
  const context: PlanContext = { from: live, target, defaultDatabase, rebuild: leaveToRebuild(comparison, options) }
  const plan = planOperations(wanted, context)
  const operations = inPlanOrder(wanted, plan)
  const parts = options.split === 'heavy' ? splitHeavy(stepsOf(operations, plan)) : [operations]
  const written = await writeParts(environment, options, parts, context)
  const [file] = written.files
  return {
    ...(file === undefined ? {} : { file }),
    ...written,
    defaultDatabase,
    place: environment.config.connection.description,
    operations,
    errors: plan.errors,
    unowned: unowned.flatMap((operation) => nameOf(operation, defaultDatabase) ?? []),
    renameHints,
    kept,
  }
}

/** Those operations that became steps as a whole, in the order of the steps. */
function inPlanOrder(wanted: readonly Operation[], { steps, errors }: Plan): readonly Operation[] {
  const planned = new Set(steps.flatMap((step) => step.operations))
  const failed = new Set(errors.flatMap((error) => error.operations))
  return [...planned].filter((operation) => wanted.includes(operation) && !failed.has(operation))
}

function stepsOf(operations: readonly Operation[], { steps }: Plan): readonly PlanStep[] {
  return steps.flatMap((step) => {
    const own = step.operations.filter((operation) => operations.includes(operation))
    return own.length === 0 ? [] : [{ ...step, operations: own }]
  })
}

/** One revision for each part, each on top of the one before. */
async function writeParts(
  environment: Environment,
  { message, ...place }: RevisionOptions,
  parts: readonly (readonly Operation[])[],
  context: PlanContext,
): Promise<Pick<RevisionResult, 'files' | 'steps'>> {
  const files: string[] = []
  let head: string | undefined
  const steps: PlanStep[] = []
  let { from } = context
  for (const [index, upgrade] of parts.entries()) {
    if (upgrade.length === 0) continue
    const back = wayBack(upgrade, { ...context, from })
    steps.push(...planOperations(upgrade, { ...context, from }).steps)
    const { file, revision: id } = await writeRevision(environment, {
      message: parts.length === 1 ? message : `${message} (${index + 1} of ${parts.length})`,
      upgrade,
      downgrade: back.operations,
      notes: back.notes,
      place: head === undefined ? place : { head },
    })
    files.push(file)
    head = id
    from = back.after
  }
  return { files, steps }
}

/**
 * Which tables may be rebuilt, by options and models.
 *
 * @throws UnknownObjectError for a name that is no table of the models.
 */
function leaveToRebuild(
  { desired, defaultDatabase, rebuilds }: Comparison,
  { rebuild = false }: RevisionOptions,
): (table: ObjectName) => boolean {
  if (rebuild === true) return () => true
  const named = (rebuild === false ? [] : rebuild).map((text) => {
    const name = parseObjectName(text, defaultDatabase)
    if (name !== undefined && findTable(desired, name) !== undefined) return name
    throw new UnknownObjectError(text, closestMatch(text, objectNames(desired, defaultDatabase)))
  })
  return (table) => [...named, ...rebuilds].some((name) => sameObjectName(name, table))
}

function nameOf(operation: Operation, defaultDatabase: string): string | undefined {
  const object = operationObject(operation)
  return object === undefined ? undefined : shortName(object, defaultDatabase)
}

interface RevisionContent {
  readonly message: string
  readonly upgrade: readonly Operation[]
  readonly downgrade: readonly Operation[]
  /** What the way back leaves out. */
  readonly notes: readonly string[]
  readonly place: RevisionPlace
}

async function writeRevision(
  { folder, defaultDatabase }: Environment,
  { message, upgrade, downgrade, notes, place }: RevisionContent,
): Promise<{ readonly file: string; readonly revision: string }> {
  const graph = new RevisionGraph(await folder.list())
  const header = placeRevision(graph, place)
  const createdAt = new Date()
  const source = renderMigration({
    ...header,
    message,
    createdAt,
    upgrade,
    downgrade,
    defaultDatabase,
    downgradeNotes: notes,
  })
  const file = await folder.write(revisionFileName({ revision: header.revision, message, createdAt }), source)
  return { file: relative(process.cwd(), file), revision: header.revision }
}
