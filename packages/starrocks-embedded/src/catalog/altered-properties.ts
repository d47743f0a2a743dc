import { findMaterializedView, withObject } from 'starrocks-kit/schema'
import type { Statement } from 'starrocks-kit/language'
import type { SchemaState } from 'starrocks-kit/schema'
import { fullName } from './statement-facts.ts'

const MODE = 'transparent_mv_rewrite_mode'

/** ALTER MATERIALIZED VIEW SET stores the name of the mode, CREATE the text that was given (recorded). */
export function withAlteredProperties(
  schema: SchemaState,
  statement: Statement,
  place: { readonly database?: string; readonly catalog?: string },
): SchemaState {
  if (statement.kind !== 'AlterMaterializedViewStatement' || statement.clause.kind !== 'ModifyPropertiesClause')
    return schema
  if (!statement.clause.properties.some((property) => property.key === MODE)) return schema
  const name = fullName(statement.name, place)
  const view = name === undefined ? undefined : findMaterializedView(schema, name)
  const mode = view?.properties[MODE]
  if (name === undefined || view === undefined || mode === undefined) return schema
  return withObject(schema, name, { ...view, properties: { ...view.properties, [MODE]: mode.toUpperCase() } })
}
