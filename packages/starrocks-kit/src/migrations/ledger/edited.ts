import type { LedgerRow } from './ledger-row.ts'
import type { RevisionPlan } from '../planner.ts'
import { hashSql } from './ledger.ts'

/** An applied revision whose file says something else by now than what has run. */
export interface EditedRevision {
  readonly revision: string
  readonly file?: string
  /** The tool that has applied it: another version may also word a statement differently. */
  readonly appliedBy: string
  /** The ledger row of its last application. */
  readonly marker: LedgerRow
  /** SHA-256 of the statements that it would run now. */
  readonly hash: string
}

/** Compares what has run with what would run now. Revisions that were stamped have no statements to compare. */
export function editedRevisions(
  markers: readonly LedgerRow[],
  plans: readonly RevisionPlan[],
): readonly EditedRevision[] {
  return plans.flatMap(({ revision, plan, squashes }): EditedRevision[] => {
    if (squashes) return []
    const marker = markers.findLast((row) => row.revision === revision.id && row.state === 'done')
    if (marker === undefined || marker.direction !== 'upgrade') return []
    const hash = hashSql(...plan.steps.map(({ sql }) => sql))
    if (hash === marker.hash) return []
    return [
      {
        revision: revision.id,
        appliedBy: marker.toolVersion,
        marker,
        hash,
        ...(revision.file === undefined ? {} : { file: revision.file }),
      },
    ]
  })
}
