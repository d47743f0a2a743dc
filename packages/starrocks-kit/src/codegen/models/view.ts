import type { ObjectName } from '../../schema/types/names.ts'
import type { View, ViewColumn } from '../../schema/types/view.ts'
import { array, call, object, string } from '../source/code.ts'
import type { CallCode, Code } from '../source/code.ts'
import { commentEntry, placeEntries } from './object-entries.ts'
import { queryCode } from './query.ts'
import type { SourceFile } from './source-file.ts'

/** The call of `view()` that declares a view. */
export function viewCode(name: ObjectName, view: View, file: SourceFile): CallCode {
  return call(
    file.imports.use('view'),
    string(view.name),
    object(
      [
        ...placeEntries(name, file.defaultDatabase),
        ['columns', viewColumnsCode(view.columns)],
        commentEntry(view.comment),
        ['security', view.security === undefined || view.security === 'NONE' ? undefined : string(view.security)],
        ['query', queryCode(name, view, file)],
      ],
      { expanded: true },
    ),
  )
}

/** `['id', 'name']`, `{ id: 'ID', name: 'Name' }` when all have a comment, or a mix of names and objects. */
export function viewColumnsCode(columns: readonly ViewColumn[] | undefined): Code | undefined {
  if (columns === undefined) return undefined
  // An object would not keep whole numbers in their place, nor `__proto__` at all.
  const asObject = columns.every(
    ({ name, comment }) => comment !== undefined && !/^\d+$/.test(name) && name !== '__proto__',
  )
  if (asObject) return object(columns.map(({ name, comment = '' }) => [name, string(comment)]))
  return array(
    columns.map(({ name, comment }) =>
      comment === undefined
        ? string(name)
        : object([
            ['name', string(name)],
            ['comment', string(comment)],
          ]),
    ),
  )
}
