import { findMaterializedView, findTable, withObject } from 'starrocks-kit/schema'
import type { Statement } from 'starrocks-kit/language'
import type { SchemaState } from 'starrocks-kit/schema'
import { fullName } from './statement-facts.ts'
import type { Place } from '../statement-source.ts'

/** Periods that SET keeps as they were written, where CREATE words them anew (recorded). */
const PERIODS: ReadonlySet<string> = new Set(['storage_cooldown_ttl', 'datacache.partition_duration'])
const MODE = 'transparent_mv_rewrite_mode'
const MODES: ReadonlySet<string> = new Set(['enable_query_rewrite', MODE])

/** Values that an ALTER stores in another wording than CREATE. */
export function withAlteredProperties(schema: SchemaState, statement: Statement, place: Place): SchemaState {
  return withPeriods(withMode(withGivenModes(schema, statement, place), statement, place), statement, place)
}

function withPeriods(schema: SchemaState, statement: Statement, place: Place): SchemaState {
  if (statement.kind !== 'AlterTableStatement') return schema
  const changed = statement.clauses.flatMap((clause) =>
    clause.kind === 'ModifyPropertiesClause' ? clause.properties.filter(({ key }) => PERIODS.has(key)) : [],
  )
  const name = fullName(statement.name, place)
  const table = name === undefined || changed.length === 0 ? undefined : findTable(schema, name)
  if (name === undefined || table === undefined) return schema
  const given = Object.fromEntries(changed.filter(({ value }) => value !== '').map(({ key, value }) => [key, value]))
  return withObject(schema, name, { ...table, properties: { ...table.properties, ...given } })
}

/** ALTER MATERIALIZED VIEW SET stores the name of the mode, CREATE the text that was given (recorded). */
function withMode(schema: SchemaState, statement: Statement, place: Place): SchemaState {
  if (statement.kind !== 'AlterMaterializedViewStatement' || statement.clause.kind !== 'ModifyPropertiesClause')
    return schema
  if (!statement.clause.properties.some((property) => property.key === MODE)) return schema
  const name = fullName(statement.name, place)
  const view = name === undefined ? undefined : findMaterializedView(schema, name)
  const mode = view?.properties[MODE]
  if (name === undefined || view === undefined || mode === undefined) return schema
  return withObject(schema, name, { ...view, properties: { ...view.properties, [MODE]: mode.toUpperCase() } })
}

function withGivenModes(schema: SchemaState, statement: Statement, place: Place): SchemaState {
  if (statement.kind !== 'CreateMaterializedViewStatement') return schema
  const modes = (statement.properties ?? []).filter(({ key }) => MODES.has(key))
  const name = fullName(statement.name, place)
  const view = name === undefined || modes.length === 0 ? undefined : findMaterializedView(schema, name)
  if (name === undefined || view === undefined) return schema
  const given = Object.fromEntries(
    modes.filter(({ key }) => key in view.properties).map(({ key, value }) => [key, value]),
  )
  return withObject(schema, name, { ...view, properties: { ...view.properties, ...given } })
}
