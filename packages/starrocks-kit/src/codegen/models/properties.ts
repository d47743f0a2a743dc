import type { PropertyKind } from '../../models/property-kinds.ts'
import type { Properties } from '../../schema/types/properties.ts'
import { call, object, string, text } from '../source/code.ts'
import type { Code, ObjectCode } from '../source/code.ts'
import { isExactNumber } from './exact-number.ts'
import type { ImportList } from './imports.ts'

/** Properties of a partition, index or rollup; absent when there are none. Numbers and flags are written as such. */
export function plainPropertiesCode(properties: Properties): ObjectCode | undefined {
  const entries = Object.entries(properties)
  if (entries.length === 0) return undefined
  const isPlain = (value: string): boolean => isExactNumber(value) || value === 'true' || value === 'false'
  return object(entries.map(([name, value]) => [name, isPlain(value) ? text(value) : string(value)]))
}

/** Properties of a table or materialized view; absent when there are none. Known numbers and flags are written as such. */
export function propertiesCode(
  properties: Properties,
  kinds: Readonly<Record<string, PropertyKind>>,
  imports: ImportList,
): ObjectCode | undefined {
  const entries = Object.entries(properties)
  if (entries.length === 0) return undefined
  return object(
    entries.map(([name, value]) => [
      name,
      valueCode(value, Object.hasOwn(kinds, name) ? kinds[name] : 'text', imports),
    ]),
  )
}

function valueCode(value: string, kind: PropertyKind | undefined, imports: ImportList): Code {
  switch (kind) {
    case undefined:
    case 'text':
      return string(value)
    case 'count':
      if (isExactNumber(value)) return text(value)
      break
    case 'flag':
      if (value === 'true' || value === 'false') return text(value)
      break
    default:
      if (kind.some((word) => [word, word.toLowerCase(), word.toUpperCase()].includes(value))) return string(value)
  }
  // The server has a value that the type of the property does not foresee.
  return call(imports.use('raw'), string(value))
}
