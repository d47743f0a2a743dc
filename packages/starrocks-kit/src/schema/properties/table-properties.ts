import type { Capabilities } from '../capabilities.ts'
import type { Table } from '../types/table.ts'

/** What a table property left out of a model means. */
export type PropertyOmission =
  /** The same as its default: removing it from a model sets it back. */
  | 'serverDefault'
  /** Whatever the server has: its default is a matter of the cluster's configuration. */
  | 'unmanaged'

export interface TablePropertyRule {
  readonly omission: PropertyOmission
  /** The default for this table on this server; undefined when there is none, or when the property does not exist there. */
  readonly default: (table: Table, capabilities: Capabilities) => string | undefined
  /** The server's spelling of a value. */
  readonly canonical?: (value: string) => string
  /** Whether the server knows the property at all. */
  readonly available?: (capabilities: Capabilities) => boolean
  /** Whether `ALTER TABLE ... SET` can change it. */
  readonly alterable: boolean
  /**
   * Whether SHOW CREATE tells it on this server; absent means that it does wherever the property is known. Cloud-native tables take properties of
   * replicas and local disks, and tell nothing of them (LakeTable.getUniqueProperties; recorded).
   */
  readonly printed?: (capabilities: Capabilities) => boolean
}

const none = (): undefined => undefined
const always = (value: string) => (): string => value
const trueOrFalse = (value: string): string => (value.trim().toLowerCase() === 'true' ? 'true' : 'false')
const lower = (value: string): string => value.toLowerCase()
const upper = (value: string): string => value.toUpperCase()
const sharedData = (capabilities: Capabilities): boolean => capabilities.runMode === 'shared_data'
const sharedNothing = (capabilities: Capabilities): boolean => capabilities.runMode === 'shared_nothing'

/** `a,b` and `a, b` are the same list. */
const list = (value: string): string =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .join(', ')

/** CREATE prints `1 day` as `1 days`, SET as it was written (recorded). */
const period = (value: string): string =>
  value.trim().replace(/^(\d+)\s+([a-z]+?)s?$/i, (_, count: string, unit: string) => `${count} ${unit.toLowerCase()}s`)

/** No time to live is unlimited (PartitionTTLScheduler). */
export const NO_TIME = '0 day'
export const timeToLive = (value: string): string => (/^\s*0+\s/.test(value) ? NO_TIME : value)

/** `LZ4_FRAME` is printed as LZ4; names are upper case, a level stays in parentheses, without the spaces around it. */
const compression = (value: string): string => {
  const name = value.replaceAll(/\s+/g, '').toUpperCase()
  return name === 'LZ4_FRAME' ? 'LZ4' : name
}

/** `default_catalog.db.t.k,w` in SHOW CREATE is `k,w` as written. */
const constraints = (value: string): string =>
  value
    .split(';')
    .map((constraint) =>
      constraint
        .split(',')
        .map((column) => column.trim().replace(/^.*\./, '').toLowerCase())
        .join(','),
    )
    .join(';')

const columnNames = (text = ''): string =>
  text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .join(', ')

/** SHOW CREATE writes the parent with its catalog and database; spaces and the case of columns do not count. */
const foreignKeys = (value: string): string =>
  value
    .split(';')
    .map((constraint) => {
      const match = /^\s*\(([^)]*)\)\s*REFERENCES\s+([\w.`]+)\s*\(([^)]*)\)\s*$/i.exec(constraint)
      if (match === null) return constraint.trim()
      const parent = (match[2] ?? '').replaceAll('`', '').split('.').at(-1) ?? ''
      return `(${columnNames(match[1])}) REFERENCES ${parent}(${columnNames(match[3])})`
    })
    .filter((constraint) => constraint !== '')
    .join(';')

/**
 * Table properties that StarRocks knows, each with its rules. A key that is not here is passed on as it is and never changed on its own.
 * Sources: PropertyAnalyzer and OlapTable.getProperties of StarRocks; recorded answers to each property at CREATE and in SET.
 */
export const TABLE_PROPERTIES: Readonly<Record<string, TablePropertyRule>> = {
  replication_num: { omission: 'unmanaged', default: (_, c) => c.defaultReplicationNum, alterable: true },
  storage_medium: {
    omission: 'unmanaged',
    default: none,
    canonical: upper,
    available: sharedNothing,
    alterable: false,
    printed: sharedNothing,
  },
  storage_cooldown_time: { omission: 'unmanaged', default: none, alterable: false, printed: sharedNothing },
  storage_cooldown_ttl: {
    omission: 'serverDefault',
    default: none,
    canonical: period,
    alterable: true,
    printed: sharedNothing,
  },
  // Taken in shared-nothing mode too, without an effect (recorded).
  storage_volume: { omission: 'unmanaged', default: none, alterable: false, printed: sharedData },
  bloom_filter_columns: { omission: 'serverDefault', default: always(''), canonical: list, alterable: true },
  bloom_filter_fpp: { omission: 'unmanaged', default: none, alterable: true },
  colocate_with: { omission: 'serverDefault', default: always(''), alterable: true },
  compression: { omission: 'unmanaged', default: always('LZ4'), canonical: compression, alterable: false },
  fast_schema_evolution: {
    omission: 'unmanaged',
    default: (_, c) => (c.fastSchemaEvolution ? 'true' : undefined),
    canonical: trueOrFalse,
    alterable: false,
    printed: sharedNothing,
  },
  replicated_storage: {
    omission: 'serverDefault',
    default: (_, c) => (sharedNothing(c) ? 'true' : undefined),
    canonical: trueOrFalse,
    alterable: true,
    printed: sharedNothing,
  },
  write_quorum: {
    omission: 'serverDefault',
    default: always('MAJORITY'),
    canonical: upper,
    alterable: true,
    printed: sharedNothing,
  },
  enable_persistent_index: {
    omission: 'serverDefault',
    default: (table) => (table.key?.type === 'PRIMARY' ? 'true' : undefined),
    canonical: trueOrFalse,
    alterable: true,
  },
  persistent_index_type: {
    omission: 'unmanaged',
    default: (table, c) => (sharedData(c) && table.key?.type === 'PRIMARY' ? 'CLOUD_NATIVE' : undefined),
    canonical: upper,
    available: sharedData,
    alterable: true,
  },
  primary_index_cache_expire_sec: { omission: 'serverDefault', default: always('0'), alterable: true },
  // Taken without an effect since 3.3, which prints it no more (recorded).
  in_memory: {
    omission: 'unmanaged',
    default: always('false'),
    canonical: trueOrFalse,
    alterable: true,
    printed: (c) => !c.alphabeticalTableProperties,
  },
  storage_format: { omission: 'unmanaged', default: none, alterable: false },
  storage_type: {
    omission: 'serverDefault',
    default: always('column'),
    canonical: lower,
    alterable: false,
    printed: sharedNothing,
  },
  bucket_size: { omission: 'unmanaged', default: (_, c) => c.defaultBucketSize, alterable: true },
  mutable_bucket_num: { omission: 'serverDefault', default: always('0'), alterable: true },
  enable_load_profile: { omission: 'serverDefault', default: always('false'), canonical: trueOrFalse, alterable: true },
  base_compaction_forbidden_time_ranges: { omission: 'serverDefault', default: always(''), alterable: true },
  'labels.location': { omission: 'unmanaged', default: none, alterable: true },
  partition_live_number: { omission: 'serverDefault', default: always('-1'), alterable: true },
  partition_ttl: { omission: 'serverDefault', default: always(NO_TIME), canonical: timeToLive, alterable: true },
  partition_retention_condition: { omission: 'serverDefault', default: always(''), alterable: true },
  time_drift_constraint: { omission: 'serverDefault', default: none, alterable: true },
  unique_constraints: { omission: 'serverDefault', default: always(''), canonical: constraints, alterable: true },
  foreign_key_constraints: { omission: 'unmanaged', default: none, canonical: foreignKeys, alterable: true },
  'dynamic_partition.enable': { omission: 'unmanaged', default: none, canonical: trueOrFalse, alterable: true },
  'dynamic_partition.time_unit': { omission: 'unmanaged', default: none, canonical: upper, alterable: true },
  'dynamic_partition.start': { omission: 'unmanaged', default: always('-2147483648'), alterable: true },
  'dynamic_partition.end': { omission: 'unmanaged', default: none, alterable: true },
  'dynamic_partition.prefix': { omission: 'unmanaged', default: always('p'), alterable: true },
  'dynamic_partition.buckets': { omission: 'unmanaged', default: none, alterable: true },
  'dynamic_partition.time_zone': { omission: 'unmanaged', default: none, alterable: true },
  'dynamic_partition.replication_num': { omission: 'unmanaged', default: none, alterable: true },
  'dynamic_partition.history_partition_num': { omission: 'unmanaged', default: always('0'), alterable: true },
  'dynamic_partition.start_day_of_week': { omission: 'unmanaged', default: none, alterable: true },
  'dynamic_partition.start_day_of_month': { omission: 'unmanaged', default: none, alterable: true },
  binlog_enable: {
    omission: 'unmanaged',
    default: always('false'),
    canonical: trueOrFalse,
    alterable: true,
    printed: sharedNothing,
  },
  binlog_ttl_second: { omission: 'unmanaged', default: none, alterable: true, printed: sharedNothing },
  binlog_max_size: { omission: 'unmanaged', default: none, alterable: true, printed: sharedNothing },
  binlog_version: { omission: 'unmanaged', default: none, alterable: false },
  'flat_json.enable': {
    omission: 'unmanaged',
    default: none,
    canonical: trueOrFalse,
    alterable: true,
    printed: sharedNothing,
  },
  'flat_json.null.factor': { omission: 'unmanaged', default: none, alterable: true, printed: sharedNothing },
  'flat_json.sparsity.factor': { omission: 'unmanaged', default: none, alterable: true, printed: sharedNothing },
  'flat_json.column.max': { omission: 'unmanaged', default: none, alterable: true, printed: sharedNothing },
  'datacache.enable': {
    omission: 'unmanaged',
    default: (_, c) => (sharedData(c) ? 'true' : undefined),
    canonical: trueOrFalse,
    available: sharedData,
    alterable: false,
  },
  'datacache.partition_duration': {
    omission: 'serverDefault',
    default: none,
    canonical: period,
    available: sharedData,
    alterable: true,
  },
  enable_async_write_back: {
    omission: 'unmanaged',
    default: (_, c) => (sharedData(c) ? 'false' : undefined),
    canonical: trueOrFalse,
    available: sharedData,
    alterable: false,
  },
  // ADD COLUMN without a job that writes metadata of each tablet.
  cloud_native_fast_schema_evolution_v2: {
    omission: 'unmanaged',
    default: (_, c) => (sharedData(c) ? 'true' : undefined),
    canonical: trueOrFalse,
    available: sharedData,
    alterable: true,
  },
  compaction_strategy: {
    omission: 'serverDefault',
    default: always('DEFAULT'),
    canonical: upper,
    available: sharedData,
    alterable: true,
  },
  lake_compaction_max_parallel: { omission: 'unmanaged', default: none, available: sharedData, alterable: true },
  enable_statistic_collect_on_first_load: {
    omission: 'serverDefault',
    default: always('true'),
    canonical: trueOrFalse,
    alterable: true,
  },
  table_query_timeout: { omission: 'serverDefault', default: always('-1'), alterable: true },
  // CREATE takes it in shared-nothing mode, where it means nothing: one version prints it there, the next does not (recorded).
  file_bundling: {
    omission: 'serverDefault',
    default: always('false'),
    canonical: trueOrFalse,
    alterable: true,
    printed: sharedData,
  },
}

/** Other names of properties: `light_schema_change` is the older word. */
export const PROPERTY_ALIASES: Readonly<Record<string, string>> = {
  light_schema_change: 'fast_schema_evolution',
  'default.replication_num': 'replication_num',
  'default.storage_medium': 'storage_medium',
}

/** Properties that are read while a table is made and not kept, or kept and never shown: no comparison can be made of them. */
export const TRANSIENT_PROPERTIES: ReadonlySet<string> = new Set([
  'short_key',
  'version_info',
  'schema_version',
  'tablet_type',
  'storage_format',
  'binlog_version',
  'bloom_filter_fpp',
  'lake_compaction_max_parallel',
])

export function tablePropertyRule(name: string): TablePropertyRule | undefined {
  return Object.hasOwn(TABLE_PROPERTIES, name) ? TABLE_PROPERTIES[name] : undefined
}
