import { analyzingError } from '../analyzing-error.ts'
import type { Field, FieldQualifier } from '../name-scope.ts'
import type { OutputColumn } from '../translation.ts'

/** The columns of a derived relation under the names given behind its alias. */
export function renamed(
  columns: readonly OutputColumn[],
  names: readonly string[] | undefined,
  relation: string,
): readonly OutputColumn[] {
  if (names === undefined || names.length === 0) return columns.map(({ name, type }) => ({ name, type }))
  if (names.length !== columns.length) {
    throw analyzingError(
      `The number of columns of '${relation}' (${columns.length}) does not match that of its column list (${names.length})`,
    )
  }
  return columns.map(({ type }, index) => ({ name: names[index] ?? '', type }))
}

/** A relation in FROM: its text, alias included, and the columns that it brings. */
export interface BoundRelation {
  readonly sql: string
  readonly fields: readonly Field[]
}

/** The fields of a derived relation whose columns are `_1`, `_2`, ... */
export function derivedFields(
  alias: string,
  columns: readonly OutputColumn[],
  qualifier: FieldQualifier | undefined,
): readonly Field[] {
  return columns.map(({ name, type }, index) => ({
    name,
    type,
    sql: `${alias}._${index + 1}`,
    ...(qualifier === undefined ? {} : { qualifier }),
  }))
}
