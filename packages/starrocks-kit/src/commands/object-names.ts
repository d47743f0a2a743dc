import type { Operation } from '../operations/index.ts'
import { operationObject } from '../operations/index.ts'
import { clusterLabel, clusterObjects } from '../schema/index.ts'
import type { ObjectName, SchemaState } from '../schema/index.ts'

/** An object as a person names it: without the database where that is the default one. */
export function shortName(name: ObjectName, defaultDatabase: string): string {
  const parts = name.catalog === undefined ? [name.database, name.name] : [name.catalog, name.database, name.name]
  return name.catalog === undefined && name.database === defaultDatabase ? name.name : parts.join('.')
}

/** The names of all tables, views and materialized views of a schema, and of what lies beside databases. */
export function objectNames(state: SchemaState, defaultDatabase: string): readonly string[] {
  return Object.values(state.databases)
    .flatMap(({ name: database, catalog, tables, views, materializedViews }) =>
      [tables, views, materializedViews]
        .flatMap((objects) => Object.keys(objects))
        .map((name) => ({ database, name, ...(catalog === undefined ? {} : { catalog }) })),
    )
    .map((name) => shortName(name, defaultDatabase))
    .toSorted()
    .concat(clusterObjects(state).map(clusterLabel))
}

/** The object that an operation creates; absent for one that creates none. */
export function createdName(operation: Operation, defaultDatabase: string): string | undefined {
  switch (operation.kind) {
    case 'CreateTable':
    case 'CreateView':
    case 'CreateMaterializedView': {
      const object = operationObject(operation)
      return object === undefined ? undefined : shortName(object, defaultDatabase)
    }
    case 'CreateClusterObject':
      return clusterLabel(operation.object)
    default:
      return undefined
  }
}
