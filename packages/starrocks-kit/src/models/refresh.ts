import type { RefreshScheme } from '../schema/types/materialized-view.ts'

/** When an asynchronous refresh runs, and whether creating the view starts the first one (`IMMEDIATE`, the default). */
export interface AsyncRefreshOptions {
  readonly moment?: 'IMMEDIATE' | 'DEFERRED'
  /** The first run, as text in the warehouse's time zone: `2024-06-01 03:00:00`. */
  readonly start?: string
  /** The interval as StarRocks writes it: `INTERVAL 1 DAY`, or `1 DAY`. Without it, changes of the base tables start a refresh. */
  readonly every?: string
}

/** Whether creating the view starts the first refresh (`IMMEDIATE`, the default). */
export interface ManualRefreshOptions {
  readonly moment?: 'IMMEDIATE' | 'DEFERRED'
}

/** The REFRESH clause of a materialized view. */
export interface RefreshClause {
  readonly clause: 'refresh'
  readonly mode: RefreshScheme['mode']
  readonly options: AsyncRefreshOptions
}

/**
 * The REFRESH clause of a materialized view, typed.
 *
 * @example refresh.async({ every: 'INTERVAL 1 DAY' }) // REFRESH ASYNC EVERY (INTERVAL 1 DAY)
 */
export const refresh = Object.freeze({
  /** `REFRESH ASYNC`: when base tables change, or on a schedule. */
  async: (options: AsyncRefreshOptions = {}): RefreshClause => refreshClause('ASYNC', options),
  /** `REFRESH MANUAL`: only when asked to. */
  manual: (options: ManualRefreshOptions = {}): RefreshClause => refreshClause('MANUAL', options),
  /** `REFRESH INCREMENTAL`. */
  incremental: (options: ManualRefreshOptions = {}): RefreshClause => refreshClause('INCREMENTAL', options),
})

function refreshClause(mode: RefreshScheme['mode'], options: AsyncRefreshOptions): RefreshClause {
  return Object.freeze({ clause: 'refresh', mode, options })
}
