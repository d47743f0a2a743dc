import { UNMANAGED } from './brand.ts'

/** The value of `unmanaged()`. */
export interface Unmanaged {
  readonly [UNMANAGED]: true
}

/** `null`: managed, and there is none (for a property: the server's default). `unmanaged()`: left to the server. */
export type Override = null | Unmanaged

const UNMANAGED_VALUE: Unmanaged = Object.freeze({ [UNMANAGED]: true as const })

/**
 * Leaves an attribute to the server: it is neither declared nor compared, whatever the rule for leaving it out is.
 * `null` says the opposite: the attribute is managed, and has no value.
 *
 * @example
 * table('events', { id: bigint() }, { comment: unmanaged(), properties: { replication_num: unmanaged() } })
 */
export function unmanaged(): Unmanaged {
  return UNMANAGED_VALUE
}

/** Whether a value is `unmanaged()`, of whichever copy of the library. */
export function isUnmanaged(value: unknown): value is Unmanaged {
  return typeof value === 'object' && value !== null && UNMANAGED in value
}
