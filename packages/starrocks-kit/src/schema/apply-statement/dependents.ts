import { queryDependencies } from '../resolve-query/dependencies.ts'
import { objectNameText, sameObjectName, schemaObjects } from '../state.ts'
import type { ObjectName } from '../types/names.ts'
import type { SchemaState } from '../types/schema-state.ts'
import type { ApplyScope, StatementEffect } from './result.ts'

/** Asynchronous materialized views that read the object, directly or through views. */
export function dependentMaterializedViews(name: ObjectName, state: SchemaState): readonly ObjectName[] {
  const readers = new Map<string, { readonly name: ObjectName; readonly materialized: boolean }[]>()
  for (const { name: reader, object } of schemaObjects(state, ['views', 'materializedViews'])) {
    if (object.kind !== 'View' && object.kind !== 'MaterializedView') continue
    // A synchronous materialized view is an index of its table: it goes with the table.
    const materialized = object.kind === 'MaterializedView' && object.refresh !== undefined
    if (object.kind === 'MaterializedView' && !materialized) continue
    const context = {
      currentDatabase: reader.database,
      ...(reader.catalog !== undefined ? { currentCatalog: reader.catalog } : {}),
    }
    for (const read of queryDependencies(object.query, context)) {
      const key = objectNameText(read)
      const list = readers.get(key)
      if (list === undefined) readers.set(key, [{ name: reader, materialized }])
      else list.push({ name: reader, materialized })
    }
  }
  const found = new Map<string, ObjectName>()
  const visited = new Set<string>()
  const pending = [name]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const key = objectNameText(next)
    if (visited.has(key)) continue
    visited.add(key)
    for (const reader of readers.get(key) ?? []) {
      if (reader.materialized) found.set(objectNameText(reader.name), reader.name)
      pending.push(reader.name)
    }
  }
  return [...found.values()].filter((view) => !sameObjectName(view, name))
}

/** One effect for each materialized view that a change of the object makes inactive. */
export function inactivates(name: ObjectName, reason: string, scope: ApplyScope): readonly StatementEffect[] {
  return dependentMaterializedViews(name, scope.state).map((view) => ({ kind: 'Inactivates', view, reason }))
}
