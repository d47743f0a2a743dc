import { queryDependencies } from '../schema/resolve-query/dependencies.ts'
import { clusterObjects, clusterRules } from '../schema/index.ts'
import type { ClusterName, ObjectName, SchemaState } from '../schema/index.ts'
import { sameObjectName, schemaObjects } from '../schema/state.ts'

/** What belongs to the rows of a table, and so to the old one when it is rebuilt. */
export interface BoundToTable {
  /** Views that live in the table. */
  readonly synchronous: readonly ObjectName[]
  readonly loads: readonly ClusterName[]
}

/** What a rebuild of the table would leave with the old one. */
export function boundToTable(table: ObjectName, state: SchemaState): BoundToTable {
  return { synchronous: synchronousViews(table, state), loads: routineLoads(table, state) }
}

/** Synchronous materialized views of the table: indexes of it, which a swap leaves where they are. */
function synchronousViews(table: ObjectName, state: SchemaState): readonly ObjectName[] {
  return [...schemaObjects(state)].flatMap(({ name, object }) => {
    if (object.kind !== 'MaterializedView' || object.refresh !== undefined) return []
    const read = queryDependencies(object.query, { currentDatabase: name.database })
    return read.some((base) => sameObjectName(base, table)) ? [name] : []
  })
}

/** Routine loads that write to the table: they go with its rows when names are exchanged. */
function routineLoads(table: ObjectName, state: SchemaState): readonly ClusterName[] {
  return clusterObjects(state).filter((object) => {
    const tables = object.kind === 'RoutineLoad' ? clusterRules(object.kind).tables?.(object) : undefined
    return tables?.some((name) => sameObjectName(name, table)) === true
  })
}
