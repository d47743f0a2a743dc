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
  warehouse: { omission: 'unmanaged' },
  'datacache.partition_duration': { omission: 'serverDefault' },
  compression: { omission: 'unmanaged' },
  bloom_filter_columns: { omission: 'serverDefault' },
  bloom_filter_fpp: { omission: 'unmanaged' },
  colocate_with: { omission: 'unmanaged' },
  'labels.location': { omission: 'unmanaged' },
  partition_ttl: { omission: 'serverDefault' },
  partition_ttl_number: { omission: 'serverDefault' },
  partition_retention_condition: { omission: 'serverDefault' },
  time_drift_constraint: { omission: 'serverDefault' },
  auto_refresh_partitions_limit: { omission: 'serverDefault' },
  partition_refresh_number: { omission: 'unmanaged' },
  partition_refresh_strategy: { omission: 'unmanaged' },
  excluded_trigger_tables: { omission: 'serverDefault' },
  excluded_refresh_tables: { omission: 'serverDefault' },
  resource_group: { omission: 'unmanaged' },
  mv_rewrite_staleness_second: { omission: 'serverDefault' },
  force_external_table_query_rewrite: { omission: 'unmanaged' },
  query_rewrite_consistency: { omission: 'unmanaged' },
  enable_query_rewrite: { omission: 'unmanaged' },
  transparent_mv_rewrite_mode: { omission: 'unmanaged' },
  unique_constraints: { omission: 'serverDefault' },
  foreign_key_constraints: { omission: 'serverDefault' },
  mv_randomize_start: { omission: 'unmanaged' },
}

export function isMaterializedViewProperty(name: string): boolean {
  return Object.hasOwn(MATERIALIZED_VIEW_PROPERTIES, name) || name.startsWith('session.')
}
