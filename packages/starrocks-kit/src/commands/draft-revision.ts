import type { RevisionDraft } from '../config/index.ts'
import { planOperations } from '../plan/index.ts'
import type { PlanContext } from '../plan/index.ts'
import type { Environment } from './environment.ts'
import { ImpossibleChangesError } from './errors.ts'
import { wayBack } from './way-back.ts'

/** A draft, and what is to be said about its way back. */
export interface ProcessedDraft extends RevisionDraft {
  readonly notes: readonly string[]
}

export interface DraftContext {
  readonly autogenerate: boolean
  /** The schema on which the draft stands; asked only where a hook has changed the draft. */
  readonly plan: () => Promise<PlanContext>
}

/**
 * What the config's processRevision makes of a draft; null when there is to be no revision. What it has changed is planned, so that nothing is
 * written that the server would refuse.
 *
 * @throws ImpossibleChangesError; whatever the hook throws.
 */
export async function processDraft(
  { config, defaultDatabase }: Pick<Environment, 'config' | 'defaultDatabase'>,
  draft: ProcessedDraft,
  { autogenerate, plan }: DraftContext,
): Promise<ProcessedDraft | null> {
  const { hooks, target, args } = config
  if (hooks.processRevision === undefined) return draft
  const { notes, ...given } = draft
  const processed = await hooks.processRevision(given, { autogenerate, defaultDatabase, target, args })
  if (processed === null) return null
  if (processed.upgrade === draft.upgrade) return { ...processed, notes }
  const context = await plan()
  const { errors } = planOperations(processed.upgrade, context)
  if (errors.length > 0) throw new ImpossibleChangesError(errors)
  if (processed.downgrade !== draft.downgrade) return { ...processed, notes: [] }
  const back = wayBack(processed.upgrade, context)
  return { ...processed, downgrade: back.operations, notes: back.notes }
}
