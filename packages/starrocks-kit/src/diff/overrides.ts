import { defaultProperty, findObject, ownEntry, withObject } from '../schema/index.ts'
import type { AttributeOverride, SchemaObject, SchemaState, Target } from '../schema/index.ts'

const PROPERTY = 'properties.'

/** The desired schema in which what is unmanaged is as the server has it, and what shall have no value says so. */
export function applyOverrides(
  from: SchemaState,
  to: SchemaState,
  overrides: readonly AttributeOverride[],
  target: Target,
): SchemaState {
  return overrides.reduce((state, { object, attribute, treatment }) => {
    const old = findObject(from, object)
    const wanted = findObject(state, object)
    // Where nothing is to be compared, the attribute is left out, which is what the model has done.
    if (old === undefined || wanted === undefined || old.kind !== wanted.kind || wanted.kind === 'UnsupportedObject')
      return state
    const value = treatment === 'unmanaged' ? read(old, attribute) : emptyValue(wanted, attribute, target)
    return withObject(state, object, write(wanted, attribute, value))
  }, to)
}

function read(object: SchemaObject, attribute: string): unknown {
  if (!attribute.startsWith(PROPERTY)) return ownEntry<unknown>({ ...object }, attribute)
  return 'properties' in object ? ownEntry<unknown>(object.properties, attribute.slice(PROPERTY.length)) : undefined
}

/** A property without a value has its default, or is empty; an attribute without one is left out, but for the sort key, which is then the key. */
function emptyValue(object: SchemaObject, attribute: string, target: Target): unknown {
  if (attribute === 'sortKey' && object.kind === 'Table') return object.key?.columns.map((column) => ({ column }))
  if (!attribute.startsWith(PROPERTY) || object.kind === 'View' || object.kind === 'UnsupportedObject') return undefined
  return defaultProperty(attribute.slice(PROPERTY.length), object, target) ?? ''
}

/** The object with another value for the attribute; `undefined` leaves it out. The attribute names come from models, which know the types. */
function write<T extends SchemaObject>(object: T, attribute: string, value: unknown): T {
  if (attribute.startsWith(PROPERTY) && 'properties' in object)
    return { ...object, properties: entryWith(object.properties, attribute.slice(PROPERTY.length), value) }
  return entryWith({ ...object }, attribute, value) as T
}

function entryWith(record: object, name: string, value: unknown): Record<string, unknown> {
  const entries = Object.entries(record).filter(([key]) => key !== name)
  return Object.fromEntries<unknown>(value === undefined ? entries : [...entries, [name, value]])
}
