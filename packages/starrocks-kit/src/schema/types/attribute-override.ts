import type { ObjectName } from './names.ts'

/**
 * How an attribute is treated against its rule for being left out: `unmanaged` is never compared, `none` is managed and has no value.
 * `attribute` is a key of the object, or `properties.<name>`.
 */
export interface AttributeTreatment {
  readonly attribute: string
  readonly treatment: 'unmanaged' | 'none'
}

/** An attribute of an object that is treated against its rule. */
export interface AttributeOverride extends AttributeTreatment {
  readonly object: ObjectName
}
