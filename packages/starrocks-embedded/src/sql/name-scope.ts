import type { ColumnReference } from 'starrocks-kit/language'
import { analyzingError } from './analyzing-error.ts'
import type { Bound } from './bound.ts'
import { quoteDuckIdentifier } from './duck-text.ts'
import type { SqlType } from './types/sql-type.ts'

/** The relation that a field came from, as a query may name it. */
export interface FieldQualifier {
  readonly database?: string
  readonly name: string
}

/** A column that is visible to expressions. */
export interface Field {
  readonly qualifier?: FieldQualifier
  readonly name: string
  readonly sql: string
  readonly type: SqlType
  /** The same column as another one, joined by USING: found by its own qualifier only. */
  readonly shadowed?: true
  /** Left out of `*`. */
  readonly hidden?: true
}

/** The columns of a FROM clause, and around it those of the query that holds this one. */
export interface NameScope {
  readonly fields: readonly Field[]
  readonly parent?: NameScope
}

/** Whether a field is meant by a qualifier: relation names tell upper from lower case, columns do not. */
export function qualifierMatches(field: Field, qualifier: readonly string[]): boolean {
  if (qualifier.length === 0) return field.shadowed !== true
  const name = qualifier.at(-1)
  const database = qualifier.at(-2)
  if (field.qualifier?.name !== name) return false
  return database === undefined || field.qualifier?.database === undefined || field.qualifier.database === database
}

/** Finds a column, or a field of a struct column, in the nearest scope that knows it. Refuses ambiguous and unknown names. */
export function resolveColumn(reference: ColumnReference, scope: NameScope): Bound {
  const found = tryResolveColumn(reference, scope)
  if (found !== undefined) return found
  const { parts } = reference
  const shown = parts.length === 1 ? parts.join('') : parts.map((part) => `\`${part}\``).join('.')
  throw analyzingError(`Column '${shown}' cannot be resolved`)
}

/** The same, with undefined for an unknown name. */
export function tryResolveColumn(reference: ColumnReference, scope: NameScope): Bound | undefined {
  for (let level: NameScope | undefined = scope; level !== undefined; level = level.parent) {
    const found = resolveIn(reference.parts, level.fields)
    if (found !== undefined) return found
  }
  return undefined
}

function resolveIn(parts: readonly string[], fields: readonly Field[]): Bound | undefined {
  for (let at = Math.min(parts.length - 1, 3); at >= 0; at -= 1) {
    const qualifier = parts.slice(0, at)
    const column = parts[at]?.toLowerCase()
    const candidates = fields.filter(
      (field) => field.name.toLowerCase() === column && qualifierMatches(field, qualifier),
    )
    const [first] = candidates
    if (first === undefined) continue
    if (candidates.some((other) => other.sql !== first.sql)) {
      throw analyzingError(`Column '${parts.slice(0, at + 1).join('.')}' is ambiguous`)
    }
    const result = fieldsOf({ sql: first.sql, type: first.type }, parts.slice(at + 1))
    if (result !== undefined) return result
  }
  return undefined
}

/** Goes down into struct fields; undefined when there is no such field. */
export function fieldsOf(base: Bound, names: readonly string[]): Bound | undefined {
  let result: Bound = base
  for (const name of names) {
    if (result.type.kind !== 'struct') return undefined
    const field = result.type.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
    if (field === undefined) return undefined
    result = { ...result, sql: `(${result.sql}).${quoteDuckIdentifier(field.name)}`, type: field.type }
  }
  return result
}
