import { capabilitiesOf } from '../capabilities.ts'
import { mapValues } from '../../util/map-values.ts'
import type { Target } from '../types/capabilities.ts'
import type { Database, SchemaState } from '../types/schema-state.ts'
import type { View } from '../types/view.ts'
import { comparableCluster } from '../cluster/registry.ts'
import { comparableTable } from './comparable.ts'
import { normalizeMaterializedView } from './materialized-view.ts'
import { normalizeTable } from './table.ts'

/**
 * The schema with everything that follows from it on the target written the server's way: derived keys, NOT NULL of primary keys, partitions as
 * ranges, property spelling, one print of each expression. What the server would choose freely (buckets, distribution) is not filled in.
 * Normalising twice is normalising once.
 */
export function normalizeSchema(state: SchemaState, target: Target): SchemaState {
  const capabilities = capabilitiesOf(target)
  return {
    ...state,
    ...(state.cluster === undefined ? {} : { cluster: comparableCluster(state.cluster) }),
    databases: mapValues(state.databases, (database): Database => ({
      ...database,
      tables: mapValues(database.tables, (table) => comparableTable(normalizeTable(table, capabilities), capabilities)),
      views: mapValues(database.views, normalizeView),
      materializedViews: mapValues(database.materializedViews, (view) => normalizeMaterializedView(view, capabilities)),
    })),
  }
}

/** SECURITY NONE is the default, an empty comment is none. */
export function normalizeView(view: View): View {
  const { security, comment, ...rest } = view
  return {
    ...rest,
    ...(comment !== undefined && comment !== '' ? { comment } : {}),
    ...(security === 'INVOKER' ? { security } : {}),
  }
}
