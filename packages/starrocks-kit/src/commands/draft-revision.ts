import { HookError } from '../config/index.ts'
import type { RevisionDraft } from '../config/index.ts'
import { RevisionGraph } from '../migrations/index.ts'
import type { Operation } from '../operations/index.ts'
import { planOperations, wayBack } from '../plan/index.ts'
import type { PlanContext } from '../plan/index.ts'
import { compact } from '../util/compact.ts'
import type { Environment } from './environment.ts'
import { ImpossibleChangesError } from './errors.ts'
import { placeRevision } from './revision-place.ts'
import type { RevisionPlace } from './revision-place.ts'
import { writeRevision } from './write-revision.ts'
import type { WriteRevisionOptions } from './write-revision.ts'

/** What of the options is about the file. */
type DraftOptions = RevisionPlace & Pick<WriteRevisionOptions, 'replaces'> & { readonly message: string }

/** A draft, and what is to be said about its way back. */
interface ProcessedDraft extends RevisionDraft {
  readonly notes: readonly string[]
}

export interface DraftContext {
  readonly autogenerate: boolean
  /** The schema on which the draft stands; asked only where a hook has changed the draft. */
  readonly plan: () => Promise<PlanContext>
}

/** What is to be written. */
export interface Draft {
  readonly upgrade: readonly Operation[]
  readonly downgrade: readonly Operation[]
  /** What the way back leaves out. */
  readonly notes: readonly string[]
  readonly options: DraftOptions
  /** Operations as revisions have to say them. */
  readonly ownWords?: (operations: readonly Operation[]) => readonly Operation[]
}

export interface WrittenDraft {
  readonly file: string
  readonly revision: string
  /** What it does, as it was planned. */
  readonly upgrade: readonly Operation[]
}

/** Writes what the config's hook makes of the draft; null when that is nothing. */
export async function writeDraft(
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

/**
 * What the config's processRevision makes of a draft; null when there is to be no revision. What it has changed is planned, so that nothing is
 * written that the server would refuse.
 *
 * @throws ImpossibleChangesError; HookError when the hook throws, or gives what is no draft.
 */
async function processDraft(
  { config, defaultDatabase }: Pick<Environment, 'config' | 'defaultDatabase'>,
  draft: ProcessedDraft,
  { autogenerate, plan }: DraftContext,
): Promise<ProcessedDraft | null> {
  const { hooks, target, args } = config
  if (hooks.processRevision === undefined) return draft
  const { notes, ...given } = draft
  const processed = await hooks.processRevision(given, { autogenerate, defaultDatabase, target, args })
  if (processed === null) return null
  // The config may be JavaScript.
  if (typeof processed !== 'object' || !Array.isArray(processed.upgrade) || !Array.isArray(processed.downgrade))
    throw new HookError('processRevision', 'return the draft, another one, or null for none')
  if (processed.upgrade === draft.upgrade) return { ...processed, notes }
  const context = await plan()
  const { errors } = planOperations(processed.upgrade, context)
  if (errors.length > 0) throw new ImpossibleChangesError(errors)
  if (processed.downgrade !== draft.downgrade) return { ...processed, notes: [] }
  const back = wayBack(processed.upgrade, context)
  return { ...processed, downgrade: back.operations, notes: back.notes }
}
