import type { Rename } from '../diff/index.ts'
import type { ModelRename } from '../models/index.ts'
import { findObject, findTable, sameObjectName } from '../schema/index.ts'
import type { ObjectName, SchemaState, Table } from '../schema/index.ts'

/**
 * The renames that are still to be made. A model goes on naming its old names: once the new name is there, or where the old one never was, there is
 * nothing to rename. A view cannot be renamed: it is created anew.
 */
export function neededRenames(renames: readonly ModelRename[], live: SchemaState): readonly Rename[] {
  const objects = renames.flatMap((rename) => (rename.kind === 'object' ? objectRename(rename, live) : []))
  const nameBefore = (table: ObjectName): ObjectName =>
    objects.find((rename) => sameObjectName({ ...rename.from, name: rename.to }, table))?.from ?? table
  const columns = renames.filter((rename) => rename.kind === 'column')
  const needed = columns.filter((rename) => {
    const table = findTable(live, nameBefore(rename.table))
    return table !== undefined && hasColumn(table, rename.from) && !hasColumn(table, rename.to)
  })
  return [...objects, ...needed]
}

type ObjectRename = Extract<Rename, { readonly from: ObjectName }>

function objectRename({ from, to }: Extract<ModelRename, { kind: 'object' }>, live: SchemaState): ObjectRename[] {
  if (findObject(live, to) !== undefined) return []
  switch (findObject(live, from)?.kind) {
    case 'Table':
      return [{ kind: 'table', from, to: to.name }]
    case 'MaterializedView':
      return [{ kind: 'materialized-view', from, to: to.name }]
    default:
      return []
  }
}

function hasColumn(table: Table, name: string): boolean {
  return table.columns.some((column) => column.name.toLowerCase() === name.toLowerCase())
}
