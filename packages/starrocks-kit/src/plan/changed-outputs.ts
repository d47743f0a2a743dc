import { sameDataType } from '../schema/data-type/change.ts'
import { capabilitiesOf, findMaterializedView, primitiveTypeName } from '../schema/index.ts'
import type { ObjectName, SchemaState, Target } from '../schema/index.ts'
import { outputColumns } from '../schema/resolve-query/output-columns.ts'
import type { OutputColumn } from '../schema/resolve-query/output-columns.ts'

/**
 * The columns of a materialized view that its query no longer gives as they are stored, because columns of its tables have changed since `before`: ACTIVE refuses
 * such a view. Unlike names, types and NOT NULL of the outputs are no part of a schema.
 *
 * Source: AlterJobMgr.recreateMVQuery; from 4.1 on it looks at the kind of type alone (`enable_active_materialized_view_schema_strict_check`).
 */
export function changedOutputs(
  view: ObjectName,
  before: SchemaState,
  after: SchemaState,
  target: Target,
): readonly string[] {
  const [old, now] = [findMaterializedView(before, view), findMaterializedView(after, view)]
  if (old === undefined || now === undefined || old.query.text !== now.query.text) return []
  const context = { currentDatabase: view.database }
  const stored = outputColumns(old.query, before, context)
  const given = outputColumns(now.query, after, context)
  const { strictActivation } = capabilitiesOf(target)
  return stored.flatMap((column, i) => {
    const other = given[i]
    const same = column === undefined || other === undefined || isCompatible(column, other, strictActivation)
    return same ? [] : [now.columns?.[i]?.name ?? `column ${i + 1}`]
  })
}

function isCompatible(a: OutputColumn, b: OutputColumn, strict: boolean): boolean {
  if (!strict) return primitiveTypeName(a.type) === primitiveTypeName(b.type)
  return a.nullable === b.nullable && sameDataType(a.type, b.type)
}
