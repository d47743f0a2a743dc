import { StarRocksKitError } from '../../errors/base.ts'
import type { LockHolder } from './lock-view.ts'

/** Another run holds the lock of the database, and did not give it back in time. */
export class LockedError extends StarRocksKitError {
  readonly code = 'REFUSED_LOCKED'
  readonly holder?: LockHolder

  constructor(database: string, holder: LockHolder | undefined, fence: number, waited: number) {
    super(
      `The database ${database} is locked by ${holder === undefined ? `something else (view _starrocks_kit_lock_${fence})` : describeHolder(holder)}. ` +
        `Waited ${Math.round(waited / 1000)} s; nothing was run. Wait until that run has ended; if it cannot be running any more, remove its lock with starrocks-kit unlock.`,
    )
    if (holder !== undefined) this.holder = holder
  }
}

/** The lock of this run is gone: another run has taken it over, or somebody has removed it. */
export class LockLostError extends StarRocksKitError {
  readonly code = 'LOCK_LOST'
  readonly fence: number

  constructor(database: string, fence: number, holder: LockHolder | undefined) {
    super(
      `This run has lost its lock (number ${fence}) on the database ${database}${holder === undefined ? ': it was removed' : `: it was taken over by ${describeHolder(holder)}`}. ` +
        'It stopped before its next statement. Run the command again: it continues where the ledger says.',
    )
    this.fence = fence
  }
}

/** `root on db1 (process 12), since 2026-11-23 21:30:00 UTC, last heard of at 21:30:15` */
export function describeHolder({ owner, host, pid, since, heartbeat }: LockHolder): string {
  return `${owner} on ${host} (process ${pid}), since ${since} UTC, last heard of at ${heartbeat.slice(11)}`
}
