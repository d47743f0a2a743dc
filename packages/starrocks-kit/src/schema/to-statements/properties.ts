import type { Property } from '../../language/index.ts'
import type { Properties } from '../types/properties.ts'

/** A PROPERTIES list in the order of its keys: the same schema always prints the same text. */
export function propertiesToAst(properties: Properties): readonly Property[] {
  return Object.keys(properties)
    .toSorted()
    .map((key) => ({ kind: 'Property', key, value: properties[key] ?? '' }))
}

/** As an optional part of a node: nothing when there are no properties. */
export function propertiesPart(properties: Properties | undefined): { readonly properties?: readonly Property[] } {
  if (properties === undefined || Object.keys(properties).length === 0) return {}
  return { properties: propertiesToAst(properties) }
}
