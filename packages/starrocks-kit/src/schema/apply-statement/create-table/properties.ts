import { supportsBloomFilter } from '../../data-type/rules.ts'
import { messageDataType } from '../../data-type/print.ts'
import { tablePropertySince } from '../../capabilities.ts'
import { TABLE_PROPERTIES, tablePropertyRule } from '../../properties/table-properties.ts'
import { findTable } from '../../state.ts'
import type { ObjectName } from '../../types/names.ts'
import type { Distribution } from '../../types/distribution.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { checkBackends, checkLocation, isSettingOn } from '../cluster.ts'
import { includesColumn, sameColumn } from '../columns.ts'
import { checkCanBeDynamic, checkDynamicPartitions } from '../dynamic-partition.ts'
import { falsePositiveProblem } from '../index-rules.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { closestMatch } from '../../../util/closest-match.ts'
import { KEYS_TYPE } from './key.ts'
import { checkCompression, checkCrontab, isDuration, checkStorage } from './storage-properties.ts'

const WRITE_QUORUMS: ReadonlySet<string> = new Set(['ONE', 'MAJORITY', 'ALL'])
const CREATE_ONLY: ReadonlySet<string> = new Set([
  'short_key',
  'version_info',
  'schema_version',
  'tablet_type',
  'light_schema_change',
])

/** Properties of CREATE TABLE in the order in which the server reads them (OlapTableFactory); each with its own words of refusal. */
export function checkTableProperties(
  name: ObjectName,
  table: Table,
  key: TableKey,
  distribution: Distribution,
  scope: ApplyScope,
): void {
  const { properties } = table
  if (Object.keys(properties).length === 0) return
  const value = (property: string): string | undefined =>
    Object.hasOwn(properties, property) ? properties[property] : undefined
  checkCanBeDynamic(table)
  checkBloomFilter(value('bloom_filter_columns'), table, key)
  checkFalsePositives(value('bloom_filter_fpp'), scope)
  checkReplication(value('replication_num'))
  checkBackends(value('replication_num'), scope)
  checkLocation(value('labels.location'), scope)
  const persistentIndex = value('enable_persistent_index')
  const inMemory = scope.capabilities.inMemoryPrimaryIndex
  if (
    !inMemory &&
    key.type === 'PRIMARY' &&
    persistentIndex !== undefined &&
    persistentIndex.toLowerCase() !== 'true'
  ) {
    refuse('In-Memory index is not supported, please create table with persistent index')
  }
  for (const property of ['binlog_ttl', 'binlog_max_size']) {
    const text = value(property)
    if (text !== undefined && !/^[+-]?\d+$/.test(text)) refuse(`Invalid ${property} format: ${text}`)
  }
  checkFlatJson(properties, scope)
  checkLong('bucket_size', value('bucket_size'), 'Illegal bucket size')
  if (
    value('bucket_size') !== undefined &&
    scope.capabilities.bucketSizeOfRandomOnly &&
    distribution.kind !== 'random'
  ) {
    refuse(
      "Setting bucket size is not allowed: only supported for tables with RANDOM distribution and when 'enable_automatic_bucket' is enabled.",
    )
  }
  checkLong('mutable_bucket_num', value('mutable_bucket_num'), 'Illegal mutable bucket num')
  const ranges = scope.capabilities.knowsTableProperty('base_compaction_forbidden_time_ranges')
    ? value('base_compaction_forbidden_time_ranges')
    : undefined
  if (ranges !== undefined && ranges !== '') {
    if (key.type === 'PRIMARY' || scope.capabilities.runMode === 'shared_data') {
      refuseAnalyzing(
        'Property base_compaction_forbidden_time_ranges not support primary keys table or cloud native table',
      )
    }
    checkCrontab(ranges, refuse)
  }
  const quorum = value('write_quorum')
  if (quorum !== undefined && !WRITE_QUORUMS.has(quorum.toUpperCase())) refuse(`unknown write quorum: ${quorum}`)
  const replicated = (value('replicated_storage') ?? 'true').toLowerCase() === 'true'
  if (!replicated && table.columns.some((column) => column.autoIncrement)) {
    refuse('Table with AUTO_INCREMENT column must use Replicated Storage')
  }
  checkStorage(table, key, scope)
  if (value('colocate_with') !== undefined && value('colocate_with') !== '' && distribution.kind !== 'hash') {
    refuse("random distribution does not support 'colocate_with'")
  }
  checkStorageType(value('storage_type'), key, scope)
  checkCompression(value('compression'))
  checkPrimaryIndex(properties, key, scope)
  const ttl = value('partition_ttl')
  if (ttl !== undefined && !isDuration(ttl)) refuse('Cannot parse text to Duration')
  const liveNumber = value('partition_live_number')
  if (liveNumber !== undefined && !/^-?\d+$/.test(liveNumber)) {
    const problem = `Partition Live Number: For input string: "${liveNumber}"`
    if (scope.capabilities.wording === '3.2') refuse(problem)
    refuseAnalyzing(problem)
  }
  if (liveNumber !== undefined) {
    const problem = illegalLiveNumber(liveNumber)
    if (problem !== undefined && scope.capabilities.wording === '3.2') refuse(problem)
    if (problem !== undefined) refuseAnalyzing(problem)
  }
  if (scope.capabilities.knowsTableProperty('time_drift_constraint')) checkTimeDrift(value('time_drift_constraint'))
  checkUniqueConstraints(name, table, value('unique_constraints'), scope)
  checkForeignKeys(name, value('foreign_key_constraints'), scope)
  checkDynamicPartitions(table)
  checkUnknown(table, key, scope)
}

/** The refusal of `bloom_filter_fpp` was no matter of the analyzer up to 3.2. */
export function checkFalsePositives(value: string | undefined, scope: ApplyScope): void {
  const problem = falsePositiveProblem(value)
  if (problem !== undefined && scope.capabilities.wording === '3.2') refuse(problem)
  if (problem !== undefined) refuseAnalyzing(problem)
}

/** -1 stands for no limit. */
export function illegalLiveNumber(value: string): string | undefined {
  return Number(value) <= 0 && Number(value) !== -1 ? `Illegal Partition Live Number: ${Number(value)}` : undefined
}

function checkPrimaryIndex(properties: Table['properties'], key: TableKey, scope: ApplyScope): void {
  const type = properties['persistent_index_type']
  if (key.type === 'PRIMARY' && type !== undefined && scope.capabilities.runMode === 'shared_data') {
    if (!['LOCAL', 'CLOUD_NATIVE'].includes(type.toUpperCase())) refuse(`Invalid persistent index type: ${type}`)
  }
  const expiry = properties['primary_index_cache_expire_sec']
  if (expiry === undefined) return
  if (!/^-?\d+$/.test(expiry)) refuse(`Property primary_index_cache_expire_sec must be integer: ${expiry}`)
  if (Number(expiry) < 0) refuse('Property primary_index_cache_expire_sec must not be less than 0')
}

function checkReplication(value: string | undefined): void {
  if (value === undefined) return
  if (!/^-?\d+$/.test(value)) refuseAnalyzing(`For input string: "${value}"`)
  if (Number(value) <= 0) refuseAnalyzing('Replication num should larger than 0')
}

/** GIN needs storage without replication on the leader. */
export function checkGinReplication(table: Table): void {
  const replicated = (table.properties['replicated_storage'] ?? 'true').toLowerCase() === 'true'
  if (replicated && Object.values(table.indexes).some((index) => index.type === 'GIN')) {
    refuseAnalyzing('GIN does not support replicated mode', { remedy: 'Set "replicated_storage" = "false".' })
  }
}

/** `bloom_filter_columns`: existing columns of types that a bloom filter can hold; no value columns that aggregate. */
export function checkBloomFilter(value: string | undefined, table: Table, key: TableKey): void {
  if (value === undefined || value === '') return
  const seen = new Set<string>()
  for (const name of value.split(',').map((item) => item.trim())) {
    const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
    if (column === undefined) refuse(`Invalid bloom filter column '${name}': not exists`)
    if (!supportsBloomFilter(column.type)) {
      refuse(`Invalid bloom filter column '${name}': unsupported type ${messageDataType(column.type)}`)
    }
    if ((key.type === 'AGGREGATE' || key.type === 'UNIQUE') && !includesColumn(key.columns, name)) {
      refuse(
        `Bloom filter index only used in columns of DUP_KEYS/PRIMARY table or key columns of UNIQUE_KEYS/AGG_KEYS table. invalid column: ${name}`,
      )
    }
    if (seen.has(name.toLowerCase())) refuse(`Duplicate bloom filter column: ${name}`)
    seen.add(name.toLowerCase())
  }
}

function checkFlatJson(properties: Table['properties'], scope: ApplyScope): void {
  if (!scope.capabilities.knowsTableProperty('flat_json.enable')) return
  if (scope.capabilities.flatJsonOff && properties['flat_json.enable']?.toLowerCase() === 'false') return
  const keys = ['flat_json.enable', 'flat_json.null.factor', 'flat_json.sparsity.factor', 'flat_json.column.max']
  if (!keys.some((key) => Object.hasOwn(properties, key))) return
  if (scope.capabilities.runMode === 'shared_data') {
    refuse('Cannot create table with flat json config in current run mode "shared_data"')
  }
  if ((properties['flat_json.enable'] ?? 'false').toLowerCase() !== 'true') {
    refuse('flat JSON configuration must be set after enabling flat JSON.')
  }
}

function checkLong(name: string, value: string | undefined, negative: string): void {
  if (value === undefined) return
  if (!/^-?\d+$/.test(value)) refuse(`Invalid ${name} format: ${value}`)
  if (Number(value) < 0) refuse(`${negative}: ${value}`)
}

function checkStorageType(value: string | undefined, key: TableKey, scope: ApplyScope): void {
  if (value === undefined || value.toLowerCase() === 'column') return
  const type = value.toLowerCase()
  if (type !== 'row' && type !== 'column_with_row') refuse(`unknown storage type: ${value}`)
  if (key.type !== 'PRIMARY') refuse(`${type} for ${KEYS_TYPE[key.type]} table not supported`)
  if (isSettingOn('enable_experimental_rowstore', scope)) return
  refuse(
    `${type} for ${KEYS_TYPE[key.type]} table not supported, enable it by setting \`enable_experimental_rowstore\` to true`,
  )
}

const TIME_DRIFT =
  /^\s*\w+\s+between\s+(?:days|hours|minutes|seconds)_(?:add|sub)\s*\(.*\)\s+and\s+(?:days|hours|minutes|seconds)_(?:add|sub)\s*\(.*\)\s*$/i

export function checkTimeDrift(value: string | undefined): void {
  if (value === undefined || TIME_DRIFT.test(value)) return
  refuseAnalyzing(
    `Invalid time_drift_constraint: '${value}', legal format is '<targetColumn> between <boundExpr1> and <boundExpr2>', boundExpr must be days_add/days_sub/hours_add/hours_sub/minutes_add/minutes_sub/seconds_add/seconds_sub(<referenceColumn>, <num>), targetColumn and referenceColumn must be DATE/DATETIME type`,
  )
}

function checkUniqueConstraints(name: ObjectName, table: Table, value: string | undefined, scope: ApplyScope): void {
  if (value === undefined || value === '') return
  const unknown = (columns: readonly string[]) =>
    columns.filter((column) => !table.columns.some((candidate) => sameColumn(candidate.name, column)))
  if (scope.capabilities.wording === '3.2') {
    for (const constraint of value.split(';')) {
      const columns = constraint.split(',').map((item) => item.trim().replace(/^.*\./, ''))
      if (unknown(columns).length > 0) {
        refuseAnalyzing(`some columns of:[${columns.join(', ')}] do not exist in table:${name.name}`, { running: true })
      }
    }
  }
  for (const column of value.split(/[;,]/).map((item) => item.trim().replace(/^.*\./, ''))) {
    if (!table.columns.some((candidate) => sameColumn(candidate.name, column))) {
      refuseAnalyzing(`can not find column by name: ${column}, from table: ${name.name}`)
    }
  }
}

const FOREIGN_KEY = /^\s*\(([^)]*)\)\s*REFERENCES\s+([\w.`]+)\s*\(([^)]*)\)\s*$/i

function checkForeignKeys(name: ObjectName, value: string | undefined, scope: ApplyScope): void {
  if (value === undefined || value === '') return
  for (const constraint of value.split(';').filter((item) => item.trim() !== '')) {
    const match = FOREIGN_KEY.exec(constraint)
    if (match === null) refuseAnalyzing(`invalid foreign key constraint:${constraint}`, { running: true })
    const parts = (match[2] ?? '').replaceAll('`', '').split('.')
    const parent: ObjectName = { database: parts.at(-2) ?? name.database, name: parts.at(-1) ?? '' }
    if (findTable(scope.state, parent) === undefined) {
      refuseAnalyzing(`catalog:default_catalog, database: ${parent.database}, table:${parent.name} do not exist`, {
        running: true,
      })
    }
  }
}

/** A property that came later, one of the other run mode, or a name that there is not. */
function unknownPropertyRemedy(name: string, { capabilities }: ApplyScope): string {
  if (tablePropertyRule(name) !== undefined) {
    const since = tablePropertySince(name)
    return since === undefined || capabilities.knowsTableProperty(name)
      ? `${name} is not for tables of this kind in ${capabilities.runMode} mode`
      : `${name} needs StarRocks ${since} or later`
  }
  const similar = closestMatch(name, Object.keys(TABLE_PROPERTIES))
  return `There is no property ${name}${similar === undefined ? '' : `; did you mean ${similar}?`}`
}

/** What is left is unknown; the server names all that is left in one message. */
function checkUnknown(table: Table, key: TableKey, scope: ApplyScope): void {
  const ignored =
    scope.capabilities.runMode === 'shared_data' ? ['storage_medium', 'storage_cooldown_time'] : ['storage_medium']
  const left = Object.entries(table.properties).filter(([name, value]) => {
    if (CREATE_ONLY.has(name)) return false
    // An empty list of columns is not taken out by the server (recorded).
    if (name === 'bloom_filter_columns' && value === '') return true
    if (name === 'persistent_index_type') {
      return scope.capabilities.runMode !== 'shared_data' || key.type !== 'PRIMARY'
    }
    const rule = tablePropertyRule(name)
    if (rule === undefined) return !scope.capabilities.newProperties
    if (!scope.capabilities.knowsTableProperty(name)) return true
    return rule.available !== undefined && !rule.available(scope.capabilities) && !ignored.includes(name)
  })
  if (left.length > 0) {
    refuse(`Unknown properties: {${left.map(([name, value]) => `${name}=${value}`).join(', ')}}`, {
      remedy: left.map(([name]) => `${unknownPropertyRemedy(name, scope)}.`).join(' '),
    })
  }
}
