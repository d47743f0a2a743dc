/**
 * The properties that StarRocks knows, with the kind of value that each takes: the types of `properties` come from here, and generated
 * models write values accordingly. A list holds the words that are allowed (in capitals or small letters).
 */
const STORAGE_PROPERTIES = {
  /** Copies of each tablet. Default 3 (1 in shared-data mode). */
  replication_num: 'count',
  storage_medium: ['HDD', 'SSD'],
  storage_cooldown_time: 'text',
  storage_cooldown_ttl: 'text',
  /** The storage volume of a shared-data cluster. */
  storage_volume: 'text',
  /** Columns with a bloom filter, separated by commas. */
  bloom_filter_columns: 'text',
  bloom_filter_fpp: 'count',
  /** The colocate group: its tables keep equal buckets on the same nodes. */
  colocate_with: 'text',
  /** Default LZ4. */
  compression: ['LZ4', 'LZ4_FRAME', 'ZSTD', 'ZSTD(level)' as `ZSTD(${number})`, 'ZLIB', 'SNAPPY'],
  /** Replicate inside the storage layer. Default true. */
  replicated_storage: 'flag',
  'labels.location': 'text',
  partition_ttl: 'text',
  partition_retention_condition: 'text',
  time_drift_constraint: 'text',
  unique_constraints: 'text',
  foreign_key_constraints: 'text',
  'datacache.partition_duration': 'text',
} as const

/** Properties of tables. */
export const TABLE_PROPERTY_KINDS = {
  ...STORAGE_PROPERTIES,
  fast_schema_evolution: 'flag',
  /** Default MAJORITY. */
  write_quorum: ['ONE', 'MAJORITY', 'ALL'],
  enable_persistent_index: 'flag',
  persistent_index_type: ['LOCAL', 'CLOUD_NATIVE'],
  primary_index_cache_expire_sec: 'count',
  storage_type: ['column', 'column_with_row', 'row'],
  /** Bytes of data in a bucket of a randomly distributed table. */
  bucket_size: 'count',
  mutable_bucket_num: 'count',
  enable_load_profile: 'flag',
  base_compaction_forbidden_time_ranges: 'text',
  /** How many of the latest partitions are kept. */
  partition_live_number: 'count',
  'dynamic_partition.enable': 'flag',
  'dynamic_partition.time_unit': ['HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'],
  'dynamic_partition.time_zone': 'text',
  'dynamic_partition.start': 'count',
  'dynamic_partition.end': 'count',
  'dynamic_partition.prefix': 'text',
  'dynamic_partition.buckets': 'count',
  'dynamic_partition.replication_num': 'count',
  'dynamic_partition.history_partition_num': 'count',
  'dynamic_partition.start_day_of_week': 'count',
  'dynamic_partition.start_day_of_month': 'count',
  binlog_enable: 'flag',
  binlog_ttl_second: 'count',
  binlog_max_size: 'count',
  'flat_json.enable': 'flag',
  'flat_json.null.factor': 'count',
  'flat_json.sparsity.factor': 'count',
  'flat_json.column.max': 'count',
  'datacache.enable': 'flag',
  enable_async_write_back: 'flag',
  file_bundling: 'flag',
  cloud_native_fast_schema_evolution_v2: 'flag',
  compaction_strategy: ['DEFAULT', 'REAL_TIME'],
  lake_compaction_max_parallel: 'count',
} as const

/** Properties of materialized views. */
export const MATERIALIZED_VIEW_PROPERTY_KINDS = {
  ...STORAGE_PROPERTIES,
  warehouse: 'text',
  'datacache.enable': 'flag',
  enable_async_write_back: 'flag',
  resource_group: 'text',
  partition_ttl_number: 'count',
  auto_refresh_partitions_limit: 'count',
  partition_refresh_number: 'count',
  partition_refresh_strategy: ['strict', 'adaptive', 'force'],
  refresh_mode: ['auto', 'full', 'incremental', 'pct'],
  excluded_trigger_tables: 'text',
  excluded_refresh_tables: 'text',
  mv_rewrite_staleness_second: 'count',
  force_external_table_query_rewrite: ['true', 'false', 'checked', 'loose', 'disable', 'nocheck', 'force_mv'],
  query_rewrite_consistency: ['checked', 'loose', 'disable', 'nocheck', 'force_mv'],
  enable_query_rewrite: ['true', 'false', 'default'],
  transparent_mv_rewrite_mode: ['true', 'false', 'transparent_or_error', 'transparent_or_default'],
} as const

/** The kind of value that a property takes. */
export type PropertyKind = 'count' | 'flag' | 'text' | readonly string[]
