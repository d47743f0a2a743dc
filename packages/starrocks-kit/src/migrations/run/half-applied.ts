import type { LedgerRow } from '../ledger/ledger-row.ts'
import { UnfinishedRevisionError } from '../migration-errors.ts'
import type { Direction, Revision } from '../revisions/revision.ts'

/**
 * The path behind the half-applied revision, if there is one: what that follows is applied, so no other has to come before it.
 *
 * @throws UnfinishedRevisionError when the path leads elsewhere.
 */
export function halfAppliedFirst(
  unfinished: LedgerRow | undefined,
  direction: Direction,
  path: readonly Revision[],
): readonly Revision[] {
  if (unfinished === undefined) return path
  const first = path.find((revision) => revision.id === unfinished.revision)
  if (first === undefined || unfinished.direction !== direction) {
    throw new UnfinishedRevisionError(unfinished.revision, unfinished.direction)
  }
  return [first, ...path.filter((revision) => revision !== first)]
}
