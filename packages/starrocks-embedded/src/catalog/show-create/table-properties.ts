import type { Table } from 'starrocks-kit/schema'
import { foreignKeyConstraints, uniqueConstraints } from './constraints.ts'
import { earlierTableProperties } from './earlier-table-properties.ts'
import type { PrintContext } from './print-context.ts'

/** Properties that are printed as they were given, when they were. */
const AS_GIVEN: readonly string[] = [
  'base_compaction_forbidden_time_ranges',
  'colocate_with',
  'flat_json.column.max',
  'flat_json.enable',
  'flat_json.null.factor',
  'flat_json.sparsity.factor',
  'partition_live_number',
  'partition_retention_condition',
  'partition_ttl',
  'storage_cooldown_ttl',
  'time_drift_constraint',
]

/** Numbers that mean nothing when they are 0. */
const POSITIVE_NUMBERS: readonly string[] = ['mutable_bucket_num']

const DYNAMIC_DEFAULTS: Readonly<Record<string, string>> = {
  'dynamic_partition.history_partition_num': '0',
  'dynamic_partition.start': '-2147483648',
  'dynamic_partition.time_zone': 'Asia/Shanghai',
  'dynamic_partition.prefix': 'p',
}

/** Completed when flat JSON is switched on. */
const FLAT_JSON_DEFAULTS: Readonly<Record<string, string>> = {
  'flat_json.column.max': '100',
  'flat_json.null.factor': '0.3',
}

const BINLOG_DEFAULTS: Readonly<Record<string, string>> = {
  binlog_enable: 'false',
  binlog_max_size: '9223372036854775807',
  binlog_ttl_second: '1800',
  binlog_version: '0',
}

/**
 * The properties that SHOW CREATE TABLE prints, in its (alphabetical) order: those of the table and those that the server adds or completes.
 * Others, such as `storage_format`, are accepted and forgotten.
 */
export function printedTableProperties(table: Table, context: PrintContext): readonly (readonly [string, string])[] {
  return context.capabilities.alphabeticalTableProperties
    ? currentProperties(table, context)
    : earlierTableProperties(table, context, currentProperties)
}

function currentProperties(table: Table, context: PrintContext): readonly (readonly [string, string])[] {
  const given = table.properties
  const result = new Map<string, string>()
  const sharedData = context.target.runMode === 'shared_data'
  const { capabilities } = context

  result.set('replication_num', given['replication_num'] ?? capabilities.defaultReplicationNum)
  result.set('compression', printedCompression(given['compression']))
  for (const key of AS_GIVEN) if (isGiven(given[key])) result.set(key, given[key])
  for (const key of POSITIVE_NUMBERS) if (isGiven(given[key]) && Number(given[key]) > 0) result.set(key, given[key])
  if (given['enable_load_profile']?.toLowerCase() === 'true') result.set('enable_load_profile', 'true')
  if (given['file_bundling']?.toLowerCase() === 'true' && (sharedData || capabilities.printsIdleFileBundling))
    result.set('file_bundling', 'true')
  if (given['enable_statistic_collect_on_first_load']?.toLowerCase() === 'false')
    result.set('enable_statistic_collect_on_first_load', 'false')
  if (Number(given['table_query_timeout'] ?? -1) > 0)
    result.set('table_query_timeout', given['table_query_timeout'] ?? '')
  if (given['flat_json.enable']?.toLowerCase() === 'true') {
    for (const [key, value] of Object.entries(FLAT_JSON_DEFAULTS)) result.set(key, given[key] ?? value)
    result.set('flat_json.sparsity.factor', given['flat_json.sparsity.factor'] ?? capabilities.flatJsonSparsityFactor)
  }
  if (isGiven(given['bloom_filter_columns']))
    result.set('bloom_filter_columns', bloomFilterColumns(table, given['bloom_filter_columns']))
  if (table.distribution?.kind === 'random') {
    const size = given['bucket_size'] ?? capabilities.defaultBucketSize
    if (Number(size) > 0) result.set('bucket_size', size)
  } else if (isGiven(given['bucket_size']) && Number(given['bucket_size']) > 0) {
    result.set('bucket_size', given['bucket_size'])
  }
  if (isGiven(given['labels.location'])) result.set('labels.location', given['labels.location'])
  if (isGiven(given['unique_constraints']))
    result.set('unique_constraints', uniqueConstraints(table, given['unique_constraints'], context))
  if (isGiven(given['foreign_key_constraints'])) {
    result.set('foreign_key_constraints', foreignKeyConstraints(table, given['foreign_key_constraints'], context))
  }
  if (Object.keys(given).some((key) => key.startsWith('dynamic_partition.'))) addDynamicPartition(table, result)

  if (table.key?.type === 'PRIMARY') {
    const persistent = sharedData || given['enable_persistent_index']?.toLowerCase() !== 'false'
    result.set('enable_persistent_index', String(persistent))
    if (Number(given['primary_index_cache_expire_sec'] ?? 0) > 0) {
      result.set('primary_index_cache_expire_sec', given['primary_index_cache_expire_sec'] ?? '')
    }
    if (sharedData)
      result.set('persistent_index_type', (given['persistent_index_type'] ?? 'CLOUD_NATIVE').toUpperCase())
  }

  if (sharedData) {
    result.set('datacache.enable', given['datacache.enable'] ?? 'true')
    if (isGiven(given['datacache.partition_duration']))
      result.set('datacache.partition_duration', given['datacache.partition_duration'])
    result.set('enable_async_write_back', given['enable_async_write_back'] ?? 'false')
    result.set('storage_volume', given['storage_volume'] ?? 'builtin_storage_volume')
    return sorted(result)
  }

  if (isGiven(given['storage_medium'])) result.set('storage_medium', given['storage_medium'].toUpperCase())
  result.set('replicated_storage', String(isTrueUnlessGiven(given['replicated_storage'])))
  const quorum = given['write_quorum']?.toUpperCase()
  if (quorum !== undefined && quorum !== 'MAJORITY') result.set('write_quorum', quorum)
  const storageType = given['storage_type']?.toUpperCase()
  if (storageType !== undefined && storageType !== 'COLUMN') result.set('storage_type', storageType)
  if (Object.keys(given).some((key) => key.startsWith('binlog_'))) {
    for (const [key, value] of Object.entries(BINLOG_DEFAULTS)) result.set(key, given[key] ?? value)
  }
  const fastSchemaEvolution = isTrueUnlessGiven(given['fast_schema_evolution'])
  if (fastSchemaEvolution || capabilities.printsFastSchemaEvolution) {
    result.set('fast_schema_evolution', String(fastSchemaEvolution))
  }
  return sorted(result)
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}

/** Anything but `true` is false, as Java reads it. */
function isTrueUnlessGiven(value: string | undefined): boolean {
  return value === undefined || value.toLowerCase() === 'true'
}

function sorted(properties: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...properties].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** `LZ4` when nothing was chosen; LZ4_FRAME is printed as LZ4. */
function printedCompression(value: string | undefined): string {
  const name = (value ?? 'LZ4').toUpperCase()
  return name === 'LZ4_FRAME' ? 'LZ4' : name
}

/** Column names as the table spells them, in its order. */
function bloomFilterColumns(table: Table, text: string): string {
  const wanted = new Set(text.split(',').map((name) => name.trim().toLowerCase()))
  return table.columns
    .map((column) => column.name)
    .filter((name) => wanted.has(name.toLowerCase()))
    .toSorted()
    .join(', ')
}

function addDynamicPartition(table: Table, result: Map<string, string>): void {
  const given = table.properties
  const unit = (given['dynamic_partition.time_unit'] ?? 'DAY').toUpperCase()
  result.set('dynamic_partition.enable', given['dynamic_partition.enable']?.toLowerCase() ?? 'true')
  result.set('dynamic_partition.time_unit', unit)
  if (isGiven(given['dynamic_partition.end'])) result.set('dynamic_partition.end', given['dynamic_partition.end'])
  for (const [key, value] of Object.entries(DYNAMIC_DEFAULTS)) result.set(key, given[key] ?? value)
  if (unit === 'WEEK')
    result.set('dynamic_partition.start_day_of_week', given['dynamic_partition.start_day_of_week'] ?? '1')
  if (unit === 'MONTH')
    result.set('dynamic_partition.start_day_of_month', given['dynamic_partition.start_day_of_month'] ?? '1')
  if (Number(given['dynamic_partition.buckets'] ?? 0) > 0) {
    result.set('dynamic_partition.buckets', given['dynamic_partition.buckets'] ?? '')
  }
}
