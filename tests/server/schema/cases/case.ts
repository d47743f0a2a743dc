import type { Model } from 'starrocks-kit'

/** Objects that a server has to give back as they were declared. */
export interface ObjectCase {
  readonly name: string
  readonly models: readonly Model[]
  /** The first version that has them, as `3.5`. */
  readonly since?: string
}

/** One change, and the operations that it takes, in the order in which they run: `AddColumn orders.age`. */
export interface ChangeCase {
  readonly name: string
  readonly from: readonly Model[]
  readonly to: readonly Model[]
  readonly operations: readonly string[]
  readonly since?: string
}

/** One backend is enough for these tables. */
export const ONE = { replication_num: 1 } as const
