import { DEFAULT_CATALOG } from '../../schema/types/names.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import { string } from '../source/code.ts'
import type { Code } from '../source/code.ts'

/** The entries that say where an object lives: none in the default database. */
export function placeEntries(
  name: ObjectName,
  defaultDatabase: string,
): readonly (readonly [string, Code | undefined])[] {
  const { catalog = DEFAULT_CATALOG, database } = name
  return [
    ['catalog', catalog === DEFAULT_CATALOG ? undefined : string(catalog)],
    ['database', catalog === DEFAULT_CATALOG && database === defaultDatabase ? undefined : string(database)],
  ]
}

/** The entry of a comment. */
export function commentEntry(comment: string | undefined): readonly [string, Code | undefined] {
  return ['comment', comment === undefined ? undefined : string(comment)]
}
