import { StarRocksKitError } from '../errors/base.ts'
import { describeHolder, readLock, removeLock } from '../migrations/index.ts'
import type { LockHolder } from '../migrations/index.ts'
import { withConnection } from './environment.ts'
import type { Environment } from './environment.ts'

/** The lock is held by a run that gives signs of life. */
export class LockInUseError extends StarRocksKitError {
  readonly code = 'REFUSED_LOCK_IN_USE'

  constructor(database: string, holder: LockHolder | undefined) {
    super(
      `The lock on the database ${database} is in use by ${holder === undefined ? 'another tool' : describeHolder(holder)}. ` +
        'Stop that run first. If you are sure that it is not running, use --force: should it run after all, it stops before its next statement.',
    )
  }
}

export interface UnlockResult {
  /** `host:port/database`. */
  readonly place: string
  /** Whose lock was removed; empty when there was none. Holders that cannot be read are missing. */
  readonly removed: readonly LockHolder[]
  readonly count: number
}

/**
 * Removes the lock that an ended run has left.
 *
 * @param options `force` also removes one whose holder still gives signs of life.
 * @throws LockInUseError
 */
export async function unlock(
  environment: Environment,
  options: { readonly force?: boolean } = {},
): Promise<UnlockResult> {
  return withConnection(environment, async ({ connection }) => {
    const database = environment.config.ledger.database ?? environment.defaultDatabase
    const present = await readLock(connection, database)
    const alive = present.find(({ over }) => !over)
    if (alive !== undefined && options.force !== true) throw new LockInUseError(database, alive.holder)
    await removeLock(connection, database)
    return {
      place: environment.config.connection.description,
      removed: present.flatMap(({ holder }) => holder ?? []),
      count: present.length,
    }
  })
}
