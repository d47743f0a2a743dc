import { withSimpleDefinitions } from '../codegen/index.ts'
import { parseObjectName } from '../migrations/index.ts'
import type { Operation } from '../operations/index.ts'
import { planOperations, wayBack } from '../plan/index.ts'
import type { Plan, PlanContext, PlanStep } from '../plan/index.ts'
import type { RevisionOptions, RevisionResult } from './revision-result.ts'
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
import { splitHeavy } from './split-heavy.ts'
import { unownedDrops } from './unowned.ts'

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
  const wanted = withSimpleDefinitions(found, live, { target, defaultDatabase })
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
