import { capabilitiesOf } from '../capabilities.ts'
import type { Capabilities } from '../capabilities.ts'
import { MATERIALIZED_VIEW_PROPERTIES } from '../properties/materialized-view-properties.ts'
import {
  PROPERTY_ALIASES,
  tablePropertyRule,
  timeToLive,
  TRANSIENT_PROPERTIES,
} from '../properties/table-properties.ts'
import { ownEntry } from '../state.ts'
import type { Target } from '../types/capabilities.ts'
import type { MaterializedView } from '../types/materialized-view.ts'
import type { Properties } from '../types/properties.ts'
import type { Table } from '../types/table.ts'

/** Properties that the server computes from others or that say nothing: they are no part of a schema. */
const RANDOM_ONLY: ReadonlySet<string> = new Set(['bucket_size'])
/** Other models accept them without an effect; 3.2 even prints `enable_persistent_index` for all. */
const PRIMARY_KEY_ONLY: ReadonlySet<string> = new Set([
  'enable_persistent_index',
  'persistent_index_type',
  'primary_index_cache_expire_sec',
])

/**
 * Properties in the server's spelling: aliases replaced, values in canonical case, and those that equal a default which does not depend on the
 * cluster's configuration left out. So a property written out with its default and the same one omitted are equal.
 */
export function normalizeTableProperties(table: Table, capabilities: Capabilities): Properties {
  const result: [string, string][] = []
  for (const [written, value] of Object.entries(table.properties)) {
    const name = ownEntry(PROPERTY_ALIASES, written) ?? written
    if (TRANSIENT_PROPERTIES.has(name)) continue
    if (RANDOM_ONLY.has(name) && table.distribution?.kind !== undefined && table.distribution.kind !== 'random')
      continue
    if (PRIMARY_KEY_ONLY.has(name) && table.key?.type !== 'PRIMARY') continue
    const rule = tablePropertyRule(name)
    const canonical = rule?.canonical?.(value) ?? value
    if (rule?.omission === 'serverDefault' && isDefault(canonical, rule.default(table, capabilities))) continue
    result.push([name, canonical])
  }
  return Object.fromEntries(result.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** An empty text and no value are the same for properties without a default. */
function isDefault(value: string, defaultValue: string | undefined): boolean {
  return value === (defaultValue ?? '')
}

export function normalizeMaterializedViewProperties(view: MaterializedView): Properties {
  const result: [string, string][] = []
  for (const [name, value] of Object.entries(view.properties)) {
    const canonical = ownEntry(MATERIALIZED_VIEW_CANONICAL, name)?.(value) ?? value
    const rule = ownEntry(MATERIALIZED_VIEW_PROPERTIES, name)
    if (rule?.omission === 'serverDefault' && canonical === (rule.default ?? '')) continue
    result.push([name, canonical])
  }
  return Object.fromEntries(result.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

const upper = (value: string): string => value.toUpperCase()
const MATERIALIZED_VIEW_CANONICAL: Readonly<Record<string, (value: string) => string>> = {
  storage_medium: upper,
  compression: upper,
  query_rewrite_consistency: upper,
  // Printed as written after CREATE, in upper case after SET (recorded).
  enable_query_rewrite: upper,
  transparent_mv_rewrite_mode: upper,
  partition_ttl: timeToLive,
  // SHOW CREATE prints the mode that the word stands for (recorded).
  force_external_table_query_rewrite: (value) =>
    value.toLowerCase() === 'true' ? 'CHECKED' : value.toLowerCase() === 'false' ? 'DISABLE' : value.toUpperCase(),
}

/**
 * The value that an omitted property of a table or materialized view has on the target; undefined when there is none or when it is a matter of the
 * cluster's configuration that cannot be known.
 */
export function defaultProperty(name: string, object: Table | MaterializedView, target: Target): string | undefined {
  if (object.kind === 'MaterializedView') return ownEntry(MATERIALIZED_VIEW_PROPERTIES, name)?.default
  return tablePropertyRule(ownEntry(PROPERTY_ALIASES, name) ?? name)?.default(object, capabilitiesOf(target))
}

/** What omitting the property means. Unknown properties are the user's own affair. */
export function propertyOmission(name: string, object: Table | MaterializedView): 'serverDefault' | 'unmanaged' {
  const rule =
    object.kind === 'Table'
      ? tablePropertyRule(ownEntry(PROPERTY_ALIASES, name) ?? name)
      : ownEntry(MATERIALIZED_VIEW_PROPERTIES, name)
  return rule?.omission ?? 'unmanaged'
}
