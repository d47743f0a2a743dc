import type { Property } from '../../language/index.ts'
import type { Properties } from '../types/properties.ts'

/** A PROPERTIES list as a record; a key written twice has its last value, as on the server. */
export function propertiesFromAst(properties: readonly Property[] | undefined): Properties {
  return properties === undefined ? {} : Object.fromEntries(properties.map(({ key, value }) => [key, value]))
}
