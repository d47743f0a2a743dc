import type { Query } from '../../language/index.ts'
import { queryOf } from '../sql-text.ts'
import type { SchemaObject } from '../state.ts'
import type { ObjectName } from '../types/names.ts'
import type { SchemaState } from '../types/schema-state.ts'
import type { SqlText } from '../types/sql-text.ts'
import type { Resolver } from './scope.ts'

/** Names of the output columns of a query; handed in, because resolving a query needs the columns of the views that it reads. */
export type OutputColumns = (query: Query, resolver: Resolver) => readonly string[] | undefined

/** Output columns of each query object, remembered for the state that they were resolved in. Changes speed only. */
const remembered = new WeakMap<
  SqlText,
  { readonly state: SchemaState; readonly columns: readonly string[] | undefined }
>()

/** Views that are being resolved: a cycle ends here. */
const inProgress = new WeakSet<SqlText>()

/** Names of the columns of a table, view or materialized view; undefined when they cannot be known. */
export function objectColumns(
  name: ObjectName,
  object: SchemaObject,
  state: SchemaState,
  outputs: OutputColumns,
): readonly string[] | undefined {
  switch (object.kind) {
    case 'Table':
      return object.columns.map((column) => column.name)
    case 'View':
    case 'MaterializedView':
      if (object.columns !== undefined) return object.columns.map((column) => column.name)
      return queryColumns(object.query, name, state, outputs)
    case 'UnsupportedObject':
      return undefined
  }
}

function queryColumns(
  query: SqlText,
  name: ObjectName,
  state: SchemaState,
  outputs: OutputColumns,
): readonly string[] | undefined {
  const known = remembered.get(query)
  if (known?.state === state) return known.columns
  if (inProgress.has(query)) return undefined
  inProgress.add(query)
  try {
    const resolver: Resolver = {
      state,
      currentDatabase: name.database,
      currentCatalog: name.catalog,
      problem: undefined,
      doubts: [],
    }
    const columns = outputs(queryOf(query), resolver)
    remembered.set(query, { state, columns })
    return columns
  } finally {
    inProgress.delete(query)
  }
}
