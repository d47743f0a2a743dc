import type { ObjectName } from '../schema/index.ts'

/** Another object of the same database. */
export function sibling(name: ObjectName, other: string): ObjectName {
  return { ...name, name: other }
}
