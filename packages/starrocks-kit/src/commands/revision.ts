import { parseObjectName, RevisionGraph, RevisionPlanner } from '../migrations/index.ts'
import type { Revision } from '../migrations/index.ts'
import { operationObject } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { planOperations } from '../plan/index.ts'
import type { Plan, PlanContext, PlanError, PlanStep } from '../plan/index.ts'
import type { Rename } from '../diff/index.ts'
import { findTable, sameObjectName } from '../schema/index.ts'
import type { ObjectName } from '../schema/index.ts'
import { closestMatch } from '../util/closest-match.ts'
import { compact } from '../util/compact.ts'
import { compareModels } from './compare.ts'
import type { Comparison } from './compare.ts'
import { processDraft } from './draft-revision.ts'
import type { DraftContext } from './draft-revision.ts'
import { plannerContext, withConnection } from './environment.ts'
import type { DatabaseSession, Environment } from './environment.ts'
import { ImpossibleChangesError, PendingRevisionsError, UnknownObjectError } from './errors.ts'
import { objectNames, shortName } from './object-names.ts'
import { operationsFromSql } from './operations-from-sql.ts'
import { inOwnWords } from './own-words.ts'
import { placeRevision } from './revision-place.ts'
import type { RevisionPlace } from './revision-place.ts'
import type { SqlScript } from './schema-from-sql.ts'
import { splitHeavy } from './split-heavy.ts'
import { unownedDrops } from './unowned.ts'
import { wayBack } from './way-back.ts'
import { writeRevision } from './write-revision.ts'

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

/**
 * Writes a new revision file on top of the head.
 *
 * @throws PendingRevisionsError when the database lacks revisions, MultipleHeadsError, InvalidRenameError, UnknownObjectError for a table to rebuild, and errors of models, connection, hooks and files.
 */
export async function revision(environment: Environment, options: RevisionOptions): Promise<RevisionResult> {
  if (options.autogenerate !== true) return writtenByHand(environment, options)
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

/** A revision that compares nothing: empty, or what a script says. */
async function writtenByHand(environment: Environment, options: RevisionOptions): Promise<RevisionResult> {
  const { defaultDatabase, folder } = environment
  const { target } = environment.config
  const planContext = async (): Promise<PlanContext> => {
    const graph = new RevisionGraph(await folder.list())
    const below = graph.inOrder(graph.ancestors(placeRevision(graph, options).downRevisions, { dependencies: true }))
    // In the words of the revisions: what an environment makes of them is no part of a file.
    const planner = new RevisionPlanner({ ...plannerContext(environment), properties: {} })
    return { from: await planner.stateAt(below), target, defaultDatabase }
  }
  const content =
    options.sqlScript === undefined
      ? { upgrade: [], downgrade: [], notes: [], steps: [] }
      : fromScript(options.sqlScript, await planContext())
  const { steps, ...draft } = content
  const written = await writeDraft(environment, { ...draft, options }, { autogenerate: false, plan: planContext })
  return {
    ...(written === null ? {} : { file: written.file }),
    files: written === null ? [] : [written.file],
    defaultDatabase,
    operations: written?.upgrade ?? [],
    steps: written?.upgrade === draft.upgrade ? steps : [],
    errors: [],
    unowned: [],
    renameHints: [],
    kept: [],
    withheld: written === null,
  }
}

/** @throws SqlScriptError, ImpossibleChangesError */
function fromScript(
  script: SqlScript,
  context: PlanContext,
): Pick<Draft, 'upgrade' | 'downgrade' | 'notes'> & Pick<RevisionResult, 'steps'> {
  const { operations, hasForeign } = operationsFromSql(script, context.from, context)
  const { steps, errors } = planOperations(operations, context)
  // What is refused for want of an object that no revision made, the server may know.
  if (errors.length > 0 && !hasForeign) throw new ImpossibleChangesError(errors)
  const back = wayBack(operations, context)
  return { upgrade: operations, downgrade: back.operations, notes: [...new Set(back.notes)], steps }
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
  const graph = await session.migrator.graph()
  const ownWords = await inOwnWords(environment, graph, comparison.modelled)
  const written = await writeParts(environment, options, parts, { ...context, ownWords })
  const [file] = written.files
  return {
    ...(file === undefined ? {} : { file }),
    ...written,
    defaultDatabase,
    place: environment.config.connection.description,
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

interface PartsContext extends PlanContext {
  /** Operations as revisions have to say them. */
  readonly ownWords: (operations: readonly Operation[]) => readonly Operation[]
}

/** One revision for each part, each on top of the one before. */
async function writeParts(
  environment: Environment,
  options: RevisionOptions,
  parts: readonly (readonly Operation[])[],
  { ownWords, ...context }: PartsContext,
): Promise<Pick<RevisionResult, 'files' | 'steps' | 'operations' | 'withheld'>> {
  const files: string[] = []
  const operations: Operation[] = []
  const steps: PlanStep[] = []
  let withheld = false
  let head: string | undefined
  let { from } = context
  for (const [index, part] of parts.entries()) {
    if (part.length === 0) continue
    const planContext: PlanContext = { ...context, from }
    const back = wayBack(part, planContext)
    const { message } = options
    const written = await writeDraft(
      environment,
      {
        upgrade: part,
        downgrade: back.operations,
        notes: back.notes,
        ownWords,
        options: {
          ...options,
          message: parts.length === 1 ? message : `${message} (${index + 1} of ${parts.length})`,
          ...(head === undefined ? {} : { head }),
        },
      },
      { autogenerate: true, plan: async () => planContext },
    )
    if (written === null) {
      withheld = true
      // What follows would stand on what is not there.
      break
    }
    files.push(written.file)
    operations.push(...written.upgrade)
    steps.push(...planOperations(written.upgrade, planContext).steps)
    head = written.revision
    from = written.upgrade === part ? back.after : wayBack(written.upgrade, planContext).after
  }
  return { files, steps, operations, withheld }
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

interface Draft {
  readonly upgrade: readonly Operation[]
  readonly downgrade: readonly Operation[]
  /** What the way back leaves out. */
  readonly notes: readonly string[]
  readonly options: RevisionOptions
  readonly ownWords?: PartsContext['ownWords']
}

interface WrittenDraft {
  readonly file: string
  readonly revision: string
  /** What it does, as it was planned. */
  readonly upgrade: readonly Operation[]
}

/** Writes what the config's hook makes of the draft; null when that is nothing. */
async function writeDraft(
  environment: Environment,
  { upgrade, downgrade, notes, options, ownWords = (operations) => operations }: Draft,
  context: DraftContext,
): Promise<WrittenDraft | null> {
  const graph = new RevisionGraph(await environment.folder.list())
  const { message, versionPath, replaces } = options
  const place = placeRevision(graph, options)
  const { branchLabels, dependsOn } = place
  const draft = { message, upgrade, downgrade, notes, branchLabels, dependsOn }
  const processed = await processDraft(environment, draft, context)
  if (processed === null) return null
  const content = {
    ...place,
    message: processed.message,
    branchLabels: processed.branchLabels,
    dependsOn: processed.dependsOn,
    upgrade: ownWords(processed.upgrade),
    downgrade: ownWords(processed.downgrade),
    downgradeNotes: processed.notes,
  }
  const file = await writeRevision(environment, graph, content, compact({ versionPath, replaces }))
  return { file, revision: place.revision, upgrade: processed.upgrade }
}
