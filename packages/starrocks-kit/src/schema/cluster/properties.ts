import type { Property } from '../../language/index.ts'
import { ownEntry } from '../state.ts'
import type { Secrets } from '../types/cluster.ts'
import type { Properties } from '../types/properties.ts'
import { propertyList } from './secrets.ts'

interface Described {
  readonly name: string
  readonly properties?: Properties
  readonly secrets?: Secrets
}

/** What ALTER ... SET has to say; removed names are those that it cannot take away. Without `from` everything is said. */
export function propertyChange(
  from: Described | undefined,
  to: Described,
): { readonly changed: readonly Property[]; readonly removed: readonly string[] } {
  const { properties: before = {}, secrets: hiddenBefore = {} } = from ?? {}
  const { properties = {}, secrets = {} } = to
  const changed = Object.entries(properties).filter(([key, value]) => ownEntry(before, key) !== value)
  const hidden = Object.entries(secrets).filter(([key]) => !Object.hasOwn(hiddenBefore, key))
  const removed = [...Object.keys(before), ...Object.keys(hiddenBefore)].filter(
    (key) => !Object.hasOwn(properties, key) && !Object.hasOwn(secrets, key),
  )
  return { changed: propertyList(Object.fromEntries(changed), Object.fromEntries(hidden), to.name), removed }
}

/** The object's properties after SET. */
export function withProperties<T extends Described>(
  object: T,
  set: { readonly properties: Properties; readonly secrets: Secrets },
): T {
  const secrets = { ...object.secrets, ...set.secrets }
  return {
    ...object,
    properties: { ...object.properties, ...set.properties },
    ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
  }
}

/** In order of their names. */
export function sortedProperties(properties: Properties = {}): Properties {
  return Object.fromEntries(Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
