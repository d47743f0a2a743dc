import type { AttributeTreatment } from '../schema/types/attribute-override.ts'
import type { Properties } from '../schema/types/properties.ts'
import { clauseText, isOverride } from './clause-text.ts'
import type { PropertyValue } from './properties.ts'
import { isSqlFragment } from './sql.ts'
import type { SqlFragment } from './sql.ts'
import { isUnmanaged } from './unmanaged.ts'
import type { Override } from './unmanaged.ts'

/** The text that StarRocks keeps for property values, in declared order. */
export function propertyTexts(values: Readonly<Record<string, PropertyValue>>): Properties {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}

/** Splits declared properties into those that have a value and those that are overridden. */
export function evaluateProperties(
  label: string,
  declared: Readonly<Record<string, PropertyValue | SqlFragment | Override>> = {},
): { readonly properties: Properties; readonly overrides: readonly AttributeTreatment[] } {
  const texts: [string, string][] = []
  const overrides: AttributeTreatment[] = []
  for (const [name, value] of Object.entries(declared)) {
    if (isOverride(value)) overrides.push(overrideOf(`properties.${name}`, value))
    else texts.push([name, isSqlFragment(value) ? clauseText(label, `property ${name}`, value) : String(value)])
  }
  return { properties: Object.fromEntries(texts), overrides }
}

/** What `null` and `unmanaged()` say about an attribute. */
export function overrideOf(attribute: string, value: Override): AttributeTreatment {
  return { attribute, treatment: isUnmanaged(value) ? 'unmanaged' : 'none' }
}
