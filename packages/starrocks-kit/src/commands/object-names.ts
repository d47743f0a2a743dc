import type { Operation } from '../operations/index.ts'
import { isClusterOperation, operationClusterObject, operationObject } from '../operations/index.ts'
import { clusterLabel, clusterObjects, shortObjectName } from '../schema/index.ts'
import type { SchemaState } from '../schema/index.ts'

/** What an operation is about, as a person names it; absent for one that is about no object. */
export function operationName(operation: Operation, defaultDatabase: string): string | undefined {
  if (isClusterOperation(operation)) return clusterLabel(operationClusterObject(operation))
  const object = operationObject(operation)
  return object === undefined ? undefined : shortObjectName(object, defaultDatabase)
}

/** The names of all tables, views and materialized views of a schema, and of what lies beside databases. */
export function objectNames(state: SchemaState, defaultDatabase: string): readonly string[] {
  return Object.values(state.databases)
    .flatMap(({ name: database, catalog, tables, views, materializedViews }) =>
      [tables, views, materializedViews]
        .flatMap((objects) => Object.keys(objects))
        .map((name) => ({ database, name, ...(catalog === undefined ? {} : { catalog }) })),
    )
    .map((name) => shortObjectName(name, defaultDatabase))
    .toSorted()
    .concat(clusterObjects(state).map(clusterLabel))
}

/** The object that an operation creates; absent for one that creates none. */
export function createdName(operation: Operation, defaultDatabase: string): string | undefined {
  switch (operation.kind) {
    case 'CreateTable':
    case 'CreateView':
    case 'CreateMaterializedView':
    case 'CreateClusterObject':
      return operationName(operation, defaultDatabase)
    default:
      return undefined
  }
}
