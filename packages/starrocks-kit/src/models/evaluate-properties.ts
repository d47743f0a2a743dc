import type { Properties } from '../schema/types/properties.ts'
import { isOverride } from './clause-text.ts'
import type { AttributeOverride } from './model.ts'
import type { PropertyValue } from './properties.ts'
import { isUnmanaged } from './unmanaged.ts'
import type { Unmanaged } from './unmanaged.ts'

/** The text that StarRocks keeps for property values, in declared order. */
export function propertyTexts(values: Readonly<Record<string, PropertyValue>>): Properties {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}

/** Splits declared properties into those that have a value and those that are overridden. */
export function evaluateProperties(declared: Readonly<Record<string, PropertyValue | null | Unmanaged>>): {
  readonly properties: Properties
  readonly overrides: readonly AttributeOverride[]
} {
  const values: [string, PropertyValue][] = []
  const overrides: AttributeOverride[] = []
  for (const [name, value] of Object.entries(declared)) {
    if (isOverride(value)) overrides.push(overrideOf(`properties.${name}`, value))
    else values.push([name, value])
  }
  return { properties: propertyTexts(Object.fromEntries(values)), overrides }
}

/** What `null` and `unmanaged()` say about an attribute. */
export function overrideOf(attribute: string, value: null | Unmanaged): AttributeOverride {
  return { attribute, treatment: isUnmanaged(value) ? 'unmanaged' : 'none' }
}
