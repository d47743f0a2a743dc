import type { Connection } from '../../connection/index.ts'
import { StarRocksKitError } from '../../errors/base.ts'
import type { Direction, Revision } from '../revisions/revision.ts'
import type { RunArguments } from '../script/run-arguments.ts'
import { errorText } from '../../util/error-text.ts'

/** What a database has come to: the ledger has it when this is told. */
export interface VersionApplied {
  readonly direction: Direction | 'stamp'
  /** The revision that was applied or taken back; absent for a stamp. */
  readonly revision?: Revision
  /** The applied heads before and after. */
  readonly headsBefore: readonly string[]
  readonly heads: readonly string[]
  /** The session that runs the migrations. */
  readonly connection: Connection
  readonly args: RunArguments
}

/** Told of each change of the applied heads, after it is written down. */
export type VersionHook = (event: VersionApplied) => void | Promise<void>

/** The user's hook threw: what it was told of is applied and written down, and nothing was run after it. */
export class VersionHookError extends StarRocksKitError {
  readonly code = 'VERSION_HOOK'

  constructor({ direction, revision, heads }: VersionApplied, cause: unknown) {
    const what = revision === undefined ? 'the stamp' : `the ${direction} of ${revision.id}`
    super(
      `onVersionApply failed after ${what}: ${errorText(cause)}. ` +
        `The database is at ${heads.length === 0 ? 'the base' : heads.join(', ')}, and the hook is not called for that again; the next run goes on from there.`,
      { cause },
    )
  }
}

/** @throws VersionHookError */
export async function tellVersion(hook: VersionHook | undefined, event: VersionApplied): Promise<void> {
  try {
    await hook?.(event)
  } catch (error) {
    throw new VersionHookError(event, error)
  }
}
