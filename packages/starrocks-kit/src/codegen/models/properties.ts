import type { PropertyKind } from '../../models/property-kinds.ts'
import type { Properties } from '../../schema/types/properties.ts'
import { object, string, text } from '../source/code.ts'
import type { Code, ObjectCode } from '../source/code.ts'
import { isExactNumber } from './column.ts'

/** Properties as an object; absent when there are none. Known numbers and flags are written as such. */
export function propertiesCode(
  properties: Properties,
  kinds: Readonly<Record<string, PropertyKind>> = {},
): ObjectCode | undefined {
  const entries = Object.entries(properties)
  if (entries.length === 0) return undefined
  return object(
    entries.map(([name, value]) => [name, valueCode(value, Object.hasOwn(kinds, name) ? kinds[name] : undefined)]),
  )
}

function valueCode(value: string, kind: PropertyKind | undefined): Code {
  if (kind === 'count' && isExactNumber(value)) return text(value)
  if (kind === 'flag' && (value === 'true' || value === 'false')) return text(value)
  return string(value)
}
