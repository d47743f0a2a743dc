import { clearingValue } from '../operations/index.ts'
import { isAlterableMaterializedViewProperty } from '../schema/properties/materialized-view-properties.ts'
import { defaultProperty, propertyOmission } from '../schema/normalize/properties.ts'
import type { MaterializedView, Properties, Table } from '../schema/index.ts'
import { compared, mergeFindings, withOperations, withReason } from './finding.ts'
import type { CompareContext, Comparator, Finding } from './finding.ts'

interface PropertyChanges {
  readonly finding: Finding
  /** The properties that differ, with their values before and after; a key is missing where there is no value to set. */
  readonly from: Properties
  readonly to: Properties
}

/**
 * Property for property. What leaving one out means is said by `propertyOmission`: set back to the server's default, or whatever is there.
 */
function compareProperties(
  from: Table | MaterializedView,
  to: Table | MaterializedView,
  context: CompareContext,
): PropertyChanges {
  const before: Record<string, string> = {}
  const after: Record<string, string> = {}
  const keys = [...new Set([...Object.keys(from.properties), ...Object.keys(to.properties)])].toSorted()
  const findings = keys.map((key): Finding => {
    const attribute = `properties.${key}`
    const old = own(from.properties, key) ?? defaultProperty(key, from, context.target) ?? clearingValue(key)
    const declared = own(to.properties, key)
    if (declared === undefined && propertyOmission(key, to) === 'unmanaged') {
      return compared(context, attribute, old, undefined, true, 'left out means whatever is there')
    }
    const value = declared ?? defaultProperty(key, to, context.target) ?? clearingValue(key)
    const rule = declared !== undefined ? 'value for value' : 'left out means the default of the server'
    if (value === undefined) {
      const finding = compared(context, attribute, old, value, true, 'left out, but StarRocks has no way to unset it')
      const reason = `StarRocks has no way to unset ${key}: declare the value, or another one`
      return { ...finding, undecided: [{ object: context.name, attribute, reason, from: old ?? '', to: '' }] }
    }
    const equal = old !== undefined && sameValue(key, old, value)
    if (!equal) {
      if (old !== undefined) before[key] = old
      after[key] = value
    }
    return compared(context, attribute, old, value, equal, rule)
  })
  return { finding: mergeFindings(findings), from: before, to: after }
}

/** Values as text; the columns of a bloom filter are a set, which servers print in any order. */
function sameValue(key: string, old: string, value: string): boolean {
  return key === 'bloom_filter_columns' ? sortedItems(old) === sortedItems(value) : old === value
}

function sortedItems(list: string): string {
  return list
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .toSorted()
    .join()
}

function own(properties: Properties, key: string): string | undefined {
  return Object.hasOwn(properties, key) ? properties[key] : undefined
}

/**
 * The names under which ALTER takes them. Replication of a partitioned table belongs to each partition, and ALTER TABLE changes what future partitions
 * get; the medium has no other form at all.
 */
function alterName(key: string, table: Table): string {
  if (key === 'storage_medium') return 'default.storage_medium'
  return key === 'replication_num' && table.partitioning !== undefined ? 'default.replication_num' : key
}

function renamed(properties: Properties, table: Table): Properties {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [alterName(key, table), value]))
}

export const compareTableProperties: Comparator<Table> = (from, to, context) => {
  const changes = compareProperties(from, to, context)
  if (Object.keys(changes.to).length === 0) return changes.finding
  return withOperations(changes.finding, [
    {
      kind: 'ModifyTableProperties',
      table: context.name,
      from: renamed(changes.from, to),
      to: renamed(changes.to, to),
    },
  ])
}

export const compareMaterializedViewProperties: Comparator<MaterializedView> = (from, to, context) => {
  const changes = compareProperties(from, to, context)
  const names = Object.keys(changes.to)
  if (names.length === 0) return changes.finding
  const stuck = names.filter((name) => !isAlterableMaterializedViewProperty(name))
  if (stuck.length > 0) {
    return withReason(changes.finding, `${stuck.join(', ')} of a materialized view cannot be altered`)
  }
  return withOperations(changes.finding, [
    { kind: 'ModifyMaterializedViewProperties', view: context.name, from: changes.from, to: changes.to },
  ])
}
