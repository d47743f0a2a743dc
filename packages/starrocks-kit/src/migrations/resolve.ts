import type { LedgerRow } from './ledger/ledger-row.ts'
import type { Direction } from './revisions/revision.ts'

/** What a person says of a statement at which a run has stopped. */
export type Resolution = 'applied' | 'rolled-back' | 'retry'

/** What was resolved. */
export interface ResolvedStatement {
  readonly revision: string
  readonly direction: Direction
  /** Counted from 1; absent when all statements of the revision were done. */
  readonly step?: number
  readonly statement?: string
}

/** The ledger rows that say so: of the revision, and of the statement at which it has stopped. */
export function resolvedRows(
  how: Resolution,
  marker: LedgerRow,
  stopped: LedgerRow | undefined,
  finishedAt: string,
): readonly LedgerRow[] {
  switch (how) {
    case 'rolled-back':
      return [{ ...marker, state: 'rolled-back', headsRemoved: [], headsAdded: [], finishedAt }]
    case 'retry': {
      const error = 'to be sent again, as told with resolve --retry'
      return stopped === undefined ? [marker] : [marker, { ...stopped, state: 'failed', error, finishedAt }]
    }
    case 'applied': {
      if (stopped === undefined) return [{ ...withoutError(marker), state: 'done', finishedAt }]
      const done: LedgerRow = { ...withoutError(stopped), state: 'done', finishedAt }
      const last = stopped.step >= marker.steps
      return [last ? { ...withoutError(marker), state: 'done', finishedAt } : marker, done]
    }
  }
}

function withoutError(row: LedgerRow): LedgerRow {
  const { error: _, ...rest } = row
  return rest
}
