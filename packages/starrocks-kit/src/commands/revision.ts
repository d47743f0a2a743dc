import { withSimpleDefinitions } from '../codegen/index.ts'
import { parseObjectName } from '../migrations/index.ts'
import type { Revision } from '../migrations/index.ts'
import type { Operation } from '../operations/index.ts'
import { planOperations } from '../plan/index.ts'
import type { Plan, PlanContext, PlanError, PlanStep } from '../plan/index.ts'
import type { Rename } from '../diff/index.ts'
import { findTable, sameObjectName } from '../schema/index.ts'
import type { ObjectName } from '../schema/index.ts'
import { closestMatch } from '../util/closest-match.ts'
import { compareModels } from './compare.ts'
import type { Comparison } from './compare.ts'
import { writeDraft } from './draft-revision.ts'
import { withConnection } from './environment.ts'
import type { DatabaseSession, Environment } from './environment.ts'
import { PendingRevisionsError, UnknownObjectError } from './errors.ts'
import { objectNames, operationName } from './object-names.ts'
import { inOwnWords } from './own-words.ts'
import { revisionByHand } from './revision-by-hand.ts'
import type { RevisionPlace } from './revision-place.ts'
import type { SqlScript } from './schema-from-sql.ts'
import { splitHeavy } from './split-heavy.ts'
import { unownedDrops } from './unowned.ts'
import { wayBack } from './way-back.ts'

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
  if (options.autogenerate !== true) return revisionByHand(environment, options)
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
  const found = diff.operations.filter((operation) => !unowned.includes(operation))
  const wanted = withSimpleDefinitions(found, live, defaultDatabase)
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
    unowned: unowned.flatMap((operation) => operationName(operation, defaultDatabase) ?? []),
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
