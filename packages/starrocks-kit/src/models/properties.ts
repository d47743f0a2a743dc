import type { Unmanaged } from './unmanaged.ts'

/** A value of a property: StarRocks keeps all of them as text. */
export type PropertyValue = string | number | boolean

/** `null` is the server's default, said on purpose; `unmanaged()` leaves the property to the server. */
type Managed<Value> = Value | null | Unmanaged
type Flag = boolean | 'true' | 'false'
type Count = number | `${number}`
type Compression = 'LZ4' | 'LZ4_FRAME' | 'ZSTD' | `ZSTD(${number})` | 'ZLIB' | 'SNAPPY'
type Medium = 'HDD' | 'SSD'

/** Properties that tables and materialized views share. */
interface StorageProperties {
  /** Copies of each tablet. Default 3 (1 in shared-data mode). */
  readonly replication_num?: Managed<Count>
  readonly storage_medium?: Managed<Medium>
  readonly storage_cooldown_time?: Managed<string>
  readonly storage_cooldown_ttl?: Managed<string>
  /** The storage volume of a shared-data cluster. */
  readonly storage_volume?: Managed<string>
  /** Columns with a bloom filter, separated by commas. */
  readonly bloom_filter_columns?: Managed<string>
  readonly bloom_filter_fpp?: Managed<Count>
  /** The colocate group: tables in it keep equal buckets on the same nodes. */
  readonly colocate_with?: Managed<string>
  readonly compression?: Managed<Compression>
  readonly replicated_storage?: Managed<Flag>
  readonly 'labels.location'?: Managed<string>
  readonly partition_ttl?: Managed<string>
  readonly partition_retention_condition?: Managed<string>
  readonly time_drift_constraint?: Managed<string>
  readonly unique_constraints?: Managed<string>
  readonly foreign_key_constraints?: Managed<string>
  readonly 'datacache.partition_duration'?: Managed<string>
}

/** The properties of a table by the names that StarRocks knows; any other name takes any value. */
export interface TableProperties extends StorageProperties {
  readonly fast_schema_evolution?: Managed<Flag>
  readonly write_quorum?: Managed<'ONE' | 'MAJORITY' | 'ALL'>
  readonly enable_persistent_index?: Managed<Flag>
  readonly persistent_index_type?: Managed<'LOCAL' | 'CLOUD_NATIVE'>
  readonly primary_index_cache_expire_sec?: Managed<Count>
  readonly storage_type?: Managed<'column' | 'column_with_row' | 'row'>
  /** Bytes of data in a bucket of a randomly distributed table. */
  readonly bucket_size?: Managed<Count>
  readonly mutable_bucket_num?: Managed<Count>
  readonly enable_load_profile?: Managed<Flag>
  readonly base_compaction_forbidden_time_ranges?: Managed<string>
  readonly partition_live_number?: Managed<Count>
  readonly 'dynamic_partition.enable'?: Managed<Flag>
  readonly 'dynamic_partition.time_unit'?: Managed<'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'YEAR'>
  readonly 'dynamic_partition.time_zone'?: Managed<string>
  readonly 'dynamic_partition.start'?: Managed<Count>
  readonly 'dynamic_partition.end'?: Managed<Count>
  readonly 'dynamic_partition.prefix'?: Managed<string>
  readonly 'dynamic_partition.buckets'?: Managed<Count>
  readonly 'dynamic_partition.replication_num'?: Managed<Count>
  readonly 'dynamic_partition.history_partition_num'?: Managed<Count>
  readonly 'dynamic_partition.start_day_of_week'?: Managed<Count>
  readonly 'dynamic_partition.start_day_of_month'?: Managed<Count>
  readonly binlog_enable?: Managed<Flag>
  readonly binlog_ttl_second?: Managed<Count>
  readonly binlog_max_size?: Managed<Count>
  readonly 'flat_json.enable'?: Managed<Flag>
  readonly 'flat_json.null.factor'?: Managed<Count>
  readonly 'flat_json.sparsity.factor'?: Managed<Count>
  readonly 'flat_json.column.max'?: Managed<Count>
  readonly 'datacache.enable'?: Managed<Flag>
  readonly enable_async_write_back?: Managed<Flag>
  readonly file_bundling?: Managed<Flag>
  readonly [other: string]: Managed<PropertyValue>
}

/** The properties of a materialized view by the names that StarRocks knows; any other name takes any value. */
export interface MaterializedViewProperties extends StorageProperties {
  readonly warehouse?: Managed<string>
  readonly resource_group?: Managed<string>
  readonly partition_ttl_number?: Managed<Count>
  readonly auto_refresh_partitions_limit?: Managed<Count>
  readonly partition_refresh_number?: Managed<Count>
  readonly partition_refresh_strategy?: Managed<'strict' | 'adaptive' | 'force'>
  readonly excluded_trigger_tables?: Managed<string>
  readonly excluded_refresh_tables?: Managed<string>
  readonly mv_rewrite_staleness_second?: Managed<Count>
  readonly force_external_table_query_rewrite?: Managed<Flag>
  readonly query_rewrite_consistency?: Managed<'checked' | 'loose' | 'disable' | 'nocheck' | 'force_mv'>
  readonly enable_query_rewrite?: Managed<Flag | 'default'>
  readonly transparent_mv_rewrite_mode?: Managed<Flag | 'transparent_or_error' | 'transparent_or_default'>
  readonly [other: string]: Managed<PropertyValue>
}
