import type { QualifiedName } from '../../language/index.ts'
import type { ObjectName } from '../types/names.ts'

/** The parts of a dotted name, outermost first. */
export type QualifiedNameParts = readonly string[]

export function qualifiedName(parts: QualifiedNameParts): QualifiedName {
  return { kind: 'QualifiedName', parts }
}

/** The parts to print: the database is left out when it is the default one (and no catalog is named). */
export function nameParts(name: ObjectName, defaultDatabase?: string): QualifiedNameParts {
  if (name.catalog !== undefined) return [name.catalog, name.database, name.name]
  return name.database === defaultDatabase ? [name.name] : [name.database, name.name]
}
