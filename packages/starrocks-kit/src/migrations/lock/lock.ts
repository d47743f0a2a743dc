import { randomUUID } from 'node:crypto'
import { TableExistsError, UnknownTableError } from '../../connection/index.ts'
import type { Connection } from '../../connection/index.ts'
import { sleep } from '../run/jobs.ts'
import { LockedError, LockLostError } from './lock-errors.ts'
import { InterruptedError } from '../migration-errors.ts'
import { LockViews, secondsBetween } from './lock-view.ts'
import type { LockHolder } from './lock-view.ts'
import { hasEnded, processIdentity } from './process-identity.ts'

/** What the work under a lock has of it. */
export interface HeldLock {
  /** Grows with every holder; absent when nothing is locked. */
  readonly fence?: number
  /** Makes sure that the lock is still held. @throws LockLostError */
  check(): Promise<void>
}

/** Lets one runner at a time work on a database. */
export interface MigrationLock {
  /** `signal` ends waiting for it. */
  run<T>(work: (held: HeldLock) => Promise<T>, options?: { readonly signal?: AbortSignal }): Promise<T>
}

/** No lock: whoever calls makes sure that nobody else migrates the same database. */
export const NO_LOCK: MigrationLock = { run: (work) => work({ check: () => Promise.resolve() }) }

export interface LockOptions {
  /** Milliseconds to wait for a lock that another run holds; ten minutes unless given. */
  readonly timeout?: number
  /** Seconds without a sign of life after which others may take the lock over; 60 unless given. */
  readonly expiresAfter?: number
  /** Told once for each holder that is waited for; without one it is a view that this version cannot read. */
  readonly onWaiting?: (holder: LockHolder | undefined) => void
}

export interface DatabaseLockContext extends LockOptions {
  readonly connection: Connection
  /** Where the views of the lock are made. */
  readonly database: string
  /** The greatest number that the ledger has seen. */
  readonly lastFence: () => Promise<number>
}

const TIMEOUT = 600_000
const EXPIRES_AFTER = 60
const LONGEST_PAUSE = 1_000

/**
 * A lock made of what StarRocks has: CREATE VIEW succeeds for exactly one session. Every holder has a number greater than those before it; the
 * holder's name and its last sign of life are the text of the view, written with the server's clock.
 *
 * A run begins when its own view is there, and no other is: views of holders that have ended or given no sign of life in time are dropped by the
 * one that takes over, after it has made its own. A holder that wakes up late finds its view gone, and stops.
 *
 * All times are of one clock, the server's, whatever the clocks of the runners say. Frontends after a failover agree to 5 seconds: BDBJE lets none join whose clock
 * differs more (`max_bdbje_clock_delta_ms`, Config.java).
 *
 * @throws LockedError when another run keeps the lock longer than `timeout`, InterruptedError when `signal` comes while it is waited for.
 */
export class DatabaseLock implements MigrationLock {
  readonly #context: DatabaseLockContext
  readonly #views: LockViews

  constructor(context: DatabaseLockContext) {
    this.#context = context
    this.#views = new LockViews(context.connection, context.database)
  }

  async run<T>(work: (held: HeldLock) => Promise<T>, options: { readonly signal?: AbortSignal } = {}): Promise<T> {
    const holder = await this.#acquire(options.signal)
    const held = new HeldView(this.#context, this.#views, holder)
    try {
      return await work(held)
    } finally {
      await held.release()
    }
  }

  async #acquire(signal: AbortSignal | undefined): Promise<LockHolder> {
    const { timeout = TIMEOUT, database, onWaiting } = this.#context
    const started = performance.now()
    const token = randomUUID()
    let told: string | undefined
    for (let look = 0; ; look++) {
      const mine = await this.#tryAcquire(token)
      if (mine.kind === 'held') return mine.holder
      const waited = performance.now() - started
      const { fence, holder, unseen } = mine
      const number = fence ?? unseen
      if (number !== undefined && waited >= timeout) throw new LockedError(database, holder, number, waited)
      if (signal?.aborted === true) throw new InterruptedError('Another run held the lock; nothing was run.')
      if (fence !== undefined) {
        const name = holder?.token ?? String(fence)
        if (told !== name) onWaiting?.(holder)
        told = name
      }
      // Uneven pauses, so that those who wait do not come at the same time again and again.
      await sleep(Math.min(LONGEST_PAUSE, 50 * 1.5 ** Math.min(look, 20)) * (0.5 + Math.random()), signal)
    }
  }

  /** One attempt; an attempt that others disturbed is none, and names no holder. */
  async #tryAcquire(token: string): Promise<
    | { readonly kind: 'held'; readonly holder: LockHolder }
    | {
        readonly kind: 'waiting'
        readonly fence?: number
        readonly holder?: LockHolder
        /** The number is taken by what the list does not show: no view, or one that this user may not see. */
        readonly unseen?: number
      }
  > {
    const { lastFence, expiresAfter = EXPIRES_AFTER } = this.#context
    const present = await this.#views.list()
    const now = await this.#views.now()
    const alive = present.findLast(({ holder }) => holder === undefined || !isOver(holder, now))
    if (alive !== undefined) return { kind: 'waiting', ...alive }

    const fence = Math.max(await lastFence(), ...present.map((view) => view.fence)) + 1
    const holder: LockHolder = { ...processIdentity(), fence, token, since: now, heartbeat: now, expiresAfter }
    try {
      await this.#views.create(holder)
    } catch (error) {
      if (error instanceof TableExistsError) return { kind: 'waiting', unseen: fence }
      // The session may have gone when the view was made already.
      await this.#cleanUp(holder)
      throw error
    }
    // Whoever decided to take a number at the same time sees this view, or is seen here: at most one goes on.
    const others = (await this.#views.list()).filter((view) => view.fence !== fence)
    const disturbed = others.some((view) => !present.some((seen) => isSame(seen, view)))
    if (disturbed || (await lastFence()) >= fence) {
      await this.#views.drop(fence)
      return { kind: 'waiting' }
    }
    for (const view of others) await this.#views.drop(view.fence)
    return { kind: 'held', holder }
  }

  async #cleanUp({ fence, token }: LockHolder): Promise<void> {
    try {
      const session = await this.#context.connection.fork()
      const views = new LockViews(session, this.#context.database)
      if (isHeldBy(token, await views.list())) await views.drop(fence)
      await session.close()
    } catch {
      // Then it expires.
    }
  }
}

/** Whether one of the views is held under this token. */
function isHeldBy(token: string, present: readonly SeenView[]): boolean {
  return present.some(({ holder }) => holder?.token === token)
}

/** Nobody holds it any more: the process has ended, or it gave no sign of life in time. */
function isOver(holder: LockHolder, now: string): boolean {
  return hasEnded(holder) || secondsBetween(holder.heartbeat, now) > holder.expiresAfter
}

type SeenView = Awaited<ReturnType<LockViews['list']>>[number]

function isSame(seen: SeenView, view: SeenView): boolean {
  return (
    seen.fence === view.fence &&
    seen.holder?.token === view.holder?.token &&
    seen.holder?.heartbeat === view.holder?.heartbeat
  )
}

/** The lock while it is held: gives signs of life until it is released. */
class HeldView implements HeldLock {
  readonly fence: number
  readonly #context: DatabaseLockContext
  readonly #views: LockViews
  readonly #timer: NodeJS.Timeout
  #holder: LockHolder
  #renewed = performance.now()
  #beating: Promise<void> = Promise.resolve()
  #lost = false
  /** Its own session: the other one may be in the middle of a long statement. */
  #session: Connection | undefined

  constructor(context: DatabaseLockContext, views: LockViews, holder: LockHolder) {
    this.fence = holder.fence
    this.#context = context
    this.#views = views
    this.#holder = holder
    const every = (holder.expiresAfter * 1000) / 4
    this.#timer = setInterval(() => {
      this.#beating = this.#beating.then(() => this.#beat())
    }, every)
    this.#timer.unref()
  }

  async check(): Promise<void> {
    const silent = performance.now() - this.#renewed
    // After so long a silence others may be about to take over: the sign of life comes first, then the look.
    if (!this.#lost && silent > (this.#holder.expiresAfter * 1000) / 2) await this.#renew(this.#views)
    const present = await this.#views.list()
    if (!this.#lost && isHeldBy(this.#holder.token, present)) return
    throw new LockLostError(this.#context.database, this.fence, present.at(-1)?.holder)
  }

  async release(): Promise<void> {
    clearInterval(this.#timer)
    await this.#beating
    try {
      await this.#drop(this.#views)
    } catch {
      // The session may be what has failed. Without another one the view stays until it expires.
      try {
        this.#session ??= await this.#context.connection.fork()
        await this.#drop(new LockViews(this.#session, this.#context.database))
      } catch {
        // As said.
      }
    }
    await this.#session?.close().catch(() => undefined)
  }

  async #drop(views: LockViews): Promise<void> {
    if (isHeldBy(this.#holder.token, await views.list())) await views.drop(this.fence)
  }

  /** A failed sign of life is tried again with the next; the check before each statement decides. */
  async #beat(): Promise<void> {
    try {
      this.#session ??= await this.#context.connection.fork()
      await this.#renew(new LockViews(this.#session, this.#context.database))
    } catch {
      await this.#session?.close().catch(() => undefined)
      this.#session = undefined
    }
  }

  async #renew(views: LockViews): Promise<void> {
    // A number that never reached the ledger may have a new holder: its text is not to be overwritten.
    if (!isHeldBy(this.#holder.token, await views.list())) {
      this.#lost = true
      return
    }
    const holder = { ...this.#holder, heartbeat: await views.now() }
    try {
      await views.alter(holder)
    } catch (error) {
      if (!(error instanceof UnknownTableError)) throw error
      this.#lost = true
      return
    }
    this.#holder = holder
    this.#renewed = performance.now()
  }
}

/** The lock of a database as it is, for those who only look, or remove it. */
export async function readLock(
  connection: Connection,
  database: string,
): Promise<readonly { readonly fence: number; readonly holder?: LockHolder; readonly over: boolean }[]> {
  const views = new LockViews(connection, database)
  const present = await views.list()
  if (present.length === 0) return []
  const now = await views.now()
  return present.map((view) => ({ ...view, over: view.holder !== undefined && isOver(view.holder, now) }))
}

/** Removes the lock, whoever holds it: a run that still goes on stops before its next statement. */
export async function removeLock(connection: Connection, database: string): Promise<void> {
  const views = new LockViews(connection, database)
  for (const { fence } of await views.list()) await views.drop(fence)
}
