import { NO_TIME } from './table-properties.ts'
import type { PropertyOmission } from './table-properties.ts'

/** Properties of asynchronous materialized views (besides `session.<variable>`). Source: PropertyAnalyzer.analyzeMVProperties. */
export const MATERIALIZED_VIEW_PROPERTIES: Readonly<
  Record<string, { readonly omission: PropertyOmission; readonly default?: string }>
> = {
  replication_num: { omission: 'unmanaged' },
  replicated_storage: { omission: 'unmanaged', default: 'true' },
  storage_medium: { omission: 'unmanaged' },
  storage_cooldown_time: { omission: 'unmanaged' },
  storage_volume: { omission: 'unmanaged' },
  warehouse: { omission: 'unmanaged', default: 'default_warehouse' },
  'datacache.enable': { omission: 'unmanaged', default: 'true' },
  enable_async_write_back: { omission: 'unmanaged', default: 'false' },
  'datacache.partition_duration': { omission: 'serverDefault' },
  compression: { omission: 'unmanaged' },
  bloom_filter_columns: { omission: 'serverDefault' },
  bloom_filter_fpp: { omission: 'unmanaged' },
  colocate_with: { omission: 'unmanaged' },
  'labels.location': { omission: 'unmanaged' },
  partition_ttl: { omission: 'serverDefault', default: NO_TIME },
  partition_ttl_number: { omission: 'serverDefault', default: '-1' },
  partition_retention_condition: { omission: 'serverDefault', default: '' },
  time_drift_constraint: { omission: 'serverDefault' },
  auto_refresh_partitions_limit: { omission: 'serverDefault', default: '-1' },
  partition_refresh_number: { omission: 'unmanaged' },
  partition_refresh_strategy: { omission: 'unmanaged' },
  refresh_mode: { omission: 'unmanaged' },
  excluded_trigger_tables: { omission: 'serverDefault', default: '' },
  excluded_refresh_tables: { omission: 'serverDefault', default: '' },
  resource_group: { omission: 'unmanaged' },
  mv_rewrite_staleness_second: { omission: 'serverDefault', default: '0' },
  force_external_table_query_rewrite: { omission: 'unmanaged' },
  query_rewrite_consistency: { omission: 'unmanaged' },
  enable_query_rewrite: { omission: 'unmanaged' },
  transparent_mv_rewrite_mode: { omission: 'unmanaged' },
  unique_constraints: { omission: 'serverDefault', default: '' },
  foreign_key_constraints: { omission: 'serverDefault', default: '' },
  mv_randomize_start: { omission: 'unmanaged' },
}

/** What ALTER MATERIALIZED VIEW ... SET can change. Source: AlterMVJobExecutor.visitModifyTablePropertiesClause. */
const ALTERABLE: ReadonlySet<string> = new Set([
  'partition_ttl_number',
  'partition_ttl',
  'partition_retention_condition',
  'time_drift_constraint',
  'partition_refresh_number',
  'partition_refresh_strategy',
  'refresh_mode',
  'resource_group',
  'auto_refresh_partitions_limit',
  'excluded_trigger_tables',
  'excluded_refresh_tables',
  'mv_rewrite_staleness_second',
  'unique_constraints',
  'foreign_key_constraints',
  'force_external_table_query_rewrite',
  'query_rewrite_consistency',
  'enable_query_rewrite',
  'transparent_mv_rewrite_mode',
  'warehouse',
  'labels.location',
  'bloom_filter_columns',
  'bloom_filter_fpp',
])

/** Whether the property of a materialized view can be changed once the view exists. */
export function isAlterableMaterializedViewProperty(name: string): boolean {
  return ALTERABLE.has(name) || name.startsWith('session.')
}

export function isMaterializedViewProperty(name: string): boolean {
  return Object.hasOwn(MATERIALIZED_VIEW_PROPERTIES, name) || name.startsWith('session.')
}
