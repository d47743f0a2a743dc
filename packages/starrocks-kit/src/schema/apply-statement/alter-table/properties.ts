import { propertiesFromAst } from '../../from-ast/properties.ts'
import type { ModifyPropertiesClause } from '../../../language/index.ts'
import { normalizeTable } from '../../normalize/table.ts'
import { automaticRange } from '../../partitions/range-expression.ts'
import { withOwnReplication } from '../../partitions/replication.ts'
import { tablePropertyRule } from '../../properties/table-properties.ts'
import { withoutEntry } from '../../state.ts'
import type { ObjectName } from '../../types/names.ts'
import type { Properties } from '../../types/properties.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { checkBackends, checkLocation } from '../cluster.ts'
import { checkDynamicChange } from '../dynamic-partition.ts'
import { checkBloomFilter, checkFalsePositives, checkTimeDrift, illegalLiveNumber } from '../create-table/properties.ts'
import { checkCrontab, isDuration } from '../create-table/storage-properties.ts'
import { checkFilterChange } from '../index-rules.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope, StatementJob } from '../result.ts'
import { checkForeignKey, checkUnique } from './constraints.ts'

const COMMON = { code: 5064 }
const GROUPS = ['dynamic_partition.', 'binlog_']
const SPECIAL: ReadonlySet<string> = new Set([
  'distribution_type',
  'send_clear_alter_tasks',
  'tablet_type',
  'default.replication_num',
  'default.storage_medium',
])

/** SET ("key" = "value"): one property at a time, but groups together (AlterTableClauseAnalyzer.visitModifyTablePropertiesClause). */
export function modifyProperties(
  name: ObjectName,
  table: Table,
  key: TableKey,
  clause: ModifyPropertiesClause,
  scope: ApplyScope,
): { readonly table: Table; readonly job: StatementJob } {
  const properties = propertiesFromAst(clause.properties)
  const names = Object.keys(properties)
  if (names.length === 0) refuseAnalyzing('Properties is not set', COMMON)
  const group = GROUPS.find((prefix) => names.every((property) => property.startsWith(prefix)))
  if (names.length > 1 && group === undefined) {
    refuseAnalyzing('Can only set one table property at a time', {
      ...COMMON,
      remedy: 'Write one ALTER TABLE ... SET for each property.',
    })
  }
  for (const [property, value] of Object.entries(properties)) checkKnown(property, value, properties, scope)
  for (const property of names) checkValue(name, table, key, property, properties, scope)
  checkFilterChange(table, properties)
  if (group === 'dynamic_partition.') checkDynamicChange(name, table, properties)
  const [first] = names
  const filters = first === 'bloom_filter_columns' || first === 'bloom_filter_fpp'
  const changed = changedProperties(table, properties)
  const before = Object.hasOwn(properties, 'default.replication_num')
    ? withOwnReplication(table, scope.capabilities)
    : table
  const unchanged = filters && JSON.stringify(changed) === JSON.stringify(table.properties)
  return {
    table: normalizeTable({ ...before, properties: changed }, scope.capabilities),
    job: filters && !unchanged ? 'schema-change' : 'metadata',
  }
}

function changedProperties(table: Table, properties: Properties): Properties {
  let result = table.properties
  for (const [property, value] of Object.entries(properties)) {
    const key = property.startsWith('default.') ? property.slice('default.'.length) : property
    if (key === 'distribution_type' || key === 'send_clear_alter_tasks') continue
    result = value === '' ? withoutEntry(result, key) : { ...result, [key]: value }
  }
  return result
}

function unknown(properties: Properties): never {
  const text = Object.entries(properties)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')
  return refuseAnalyzing(`Unknown properties: {${text}}`, {
    ...COMMON,
    remedy: 'This property cannot be changed once the table exists.',
  })
}

function checkKnown(property: string, value: string, properties: Properties, scope: ApplyScope): void {
  if (property === 'storage_type') refuseAnalyzing("Can't change storage type", COMMON)
  if (property === 'tablet_type') refuseAnalyzing('Alter tablet type not supported', COMMON)
  if (property === 'distribution_type' && value.toLowerCase() !== 'hash') {
    refuseAnalyzing('Can only change distribution type to HASH', COMMON)
  }
  if (SPECIAL.has(property)) return
  const rule = tablePropertyRule(property)
  if (rule === undefined && scope.capabilities.newProperties) return
  if (rule === undefined || !rule.alterable || !scope.capabilities.knowsTableProperty(property)) unknown(properties)
  if (property === 'persistent_index_type' && !scope.capabilities.altersPersistentIndexType) unknown(properties)
  const datacache = property.startsWith('datacache.') && scope.capabilities.runMode === 'shared_nothing'
  if (datacache && property !== 'datacache.partition_duration') unknown(properties)
}

function common(message: string): never {
  return refuseAnalyzing(message, COMMON)
}

function checkValue(
  name: ObjectName,
  table: Table,
  key: TableKey,
  property: string,
  properties: Properties,
  scope: ApplyScope,
): void {
  const value = properties[property] ?? ''
  const boolean = /^(?:true|false)$/i.test(value)
  const integer = /^-?\d+$/.test(value)
  switch (property) {
    case 'bloom_filter_columns':
      checkBloomFilter(value, table, key)
      return
    case 'write_quorum':
      if (!['ONE', 'MAJORITY', 'ALL'].includes(value.toUpperCase())) common('Property write_quorum not valid')
      return
    case 'enable_persistent_index':
    case 'replicated_storage':
    case 'file_bundling':
      if (!boolean) common(`Property ${property} must be bool type(false/true)`)
      if (property === 'replicated_storage' && value.toLowerCase() === 'true' && hasInvertedIndex(table)) {
        common('Can not enable replicated storage when the table has GIN')
      }
      if (property === 'file_bundling' && scope.capabilities.runMode === 'shared_nothing') {
        common('Property file_bundling only support cloud native table')
      }
      return
    case 'persistent_index_type':
      if (!['CLOUD_NATIVE', 'LOCAL'].includes(value.toUpperCase())) {
        common('Property persistent_index_type must be CLOUD_NATIVE or LOCAL')
      }
      if (scope.capabilities.runMode === 'shared_nothing') {
        refuse("StarRocks doesn't support alter persistent_index_type under shared-nothing mode")
      }
      return
    case 'replication_num':
    case 'default.replication_num':
      checkReplication(table, property, value, scope)
      return
    case 'primary_index_cache_expire_sec':
      if (!integer) common(`Property primary_index_cache_expire_sec must be integer: ${value}`)
      if (Number(value) < 0) common('Property primary_index_cache_expire_sec must not be less than 0')
      return
    case 'partition_ttl':
      if (!isDuration(value)) common('Cannot parse text to Duration')
      requireRanges(table, 'ttl')
      return
    case 'partition_live_number':
      requireRanges(table, 'live number')
      if (!integer) refuseAnalyzing(`Partition Live Number: For input string: "${value}"`)
      checkLiveNumber(value)
      return
    case 'bloom_filter_fpp':
      return checkFalsePositives(value, scope)
    case 'send_clear_alter_tasks':
      if (value.toLowerCase() !== 'true') common('Property send_clear_alter_tasks should be set to true')
      return
    case 'flat_json.null.factor':
    case 'flat_json.sparsity.factor':
    case 'flat_json.column.max':
      return checkFlatJson(table, property, value)
    case 'bucket_size':
      if (!integer) refuseAnalyzing(`Bucket size: For input string: "${value}"`)
      if (scope.capabilities.bucketSizeOfRandomOnly && table.distribution?.kind !== 'random') {
        refuse(
          "Setting bucket size is not allowed: only supported for tables with RANDOM distribution and when 'enable_automatic_bucket' is enabled.",
        )
      }
      if (Number(value) < 0) refuseAnalyzing(`Illegal bucket size: ${value}`)
      return
    case 'mutable_bucket_num':
      if (!integer) refuseAnalyzing(`Mutable bucket num: For input string: "${value}"`)
      if (Number(value) < 0) refuseAnalyzing(`Illegal mutable bucket num: ${value}`)
      return
    case 'storage_cooldown_ttl':
      if (!isDuration(value)) common('Cannot parse text to Duration')
      return
    case 'base_compaction_forbidden_time_ranges':
      if (key.type === 'PRIMARY' || scope.capabilities.runMode === 'shared_data') {
        common('Property base_compaction_forbidden_time_ranges not support primary keys table or cloud native table')
      }
      if (value !== '') {
        checkCrontab(value, (message) =>
          refuse(`Failed to update base compaction forbidden time ranges for ${name.name}: ${message}`),
        )
      }
      return
    case 'time_drift_constraint':
      checkTimeDrift(value)
      return
    case 'labels.location':
      if (value !== '' && value !== '*' && !/^\w+:\w+(?:\s*,\s*\w+:\w+)*$/.test(value)) {
        common('Property labels.location not valid')
      }
      checkLocation(value, scope)
      return
    case 'unique_constraints':
      checkUnique(table, value, scope)
      return
    case 'foreign_key_constraints':
      checkForeignKey(table, key, value, scope)
      return
    case 'binlog_enable':
      if (!boolean) common('Property binlog_enable must be true of false')
      return
    default:
  }
}

/** Partitions that outlive their time are found by their ranges (LocalMetastore.validateToBeModifiedProps). */
function requireRanges(table: Table, what: string): void {
  const { partitioning } = table
  const ranges =
    partitioning?.kind === 'range' ||
    (partitioning?.kind === 'expression' && automaticRange(partitioning, table.columns) !== undefined)
  if (!ranges) refuse(`Table[${table.name}] is not range partitioned. no need to set partition ${what}.`)
}

function checkLiveNumber(value: string): void {
  const problem = illegalLiveNumber(value)
  if (problem !== undefined) refuseAnalyzing(problem)
}

/** Details of flattened JSON need it switched on; the message names another property (a slip of the server). */
function checkFlatJson(table: Table, property: string, value: string): void {
  if (table.properties['flat_json.enable']?.toLowerCase() !== 'true')
    common("Property binlog_enable haven't been enabled")
  const what = property.replace('flat_json.', '').replace('.', ' ')
  const number = value.trim() === '' ? Number.NaN : Number(value)
  if (Number.isNaN(number)) refuseAnalyzing(`Flat json ${what}: For input string: "${value}"`)
  if (number < 0 || (property !== 'flat_json.column.max' && number > 1)) {
    refuseAnalyzing(`Illegal flat json ${what}: ${property === 'flat_json.column.max' ? number : decimalText(number)}`)
  }
}

/** A DOUBLE as Java writes it: with a point. */
function decimalText(number: number): string {
  return Number.isInteger(number) ? number.toFixed(1) : String(number)
}

function hasInvertedIndex(table: Table): boolean {
  return Object.values(table.indexes).some((index) => index.type === 'GIN')
}

/** PropertyAnalyzer.analyzeReplicationNum. */
export function checkReplicationNum(value: string, scope: ApplyScope): void {
  if (!/^-?\d+$/.test(value)) refuse(`For input string: "${value}"`, { running: false })
  const options = scope.capabilities.wording === '3.2' ? COMMON : {}
  if (Number(value) <= 0) refuseAnalyzing('Replication num should larger than 0', options)
  checkBackends(value, scope, options)
}

function checkReplication(table: Table, property: string, value: string, scope: ApplyScope): void {
  checkReplicationNum(value, scope)
  const ranges = table.partitioning !== undefined && table.partitioning.kind !== 'list'
  if (property === 'replication_num' && ranges) {
    refuse(
      "This is a range partitioned table, you should specify partitions with MODIFY PARTITION clause. If you want to set default replication number, please use 'default.replication_num' instead of 'replication_num' to escape misleading.",
      {
        remedy:
          'Set "default.replication_num" for future partitions, and MODIFY PARTITION (*) SET for those that exist.',
      },
    )
  }
}
