import type { CreateMaterializedViewStatement } from '../../language/index.ts'
import { isMaterializedViewProperty } from '../properties/materialized-view-properties.ts'
import { findObject } from '../state.ts'
import { DEFAULT_CATALOG } from '../types/names.ts'
import type { MaterializedView } from '../types/materialized-view.ts'
import { checkBackends, checkResourceGroup, checkWarehouse } from './cluster.ts'
import { includesColumn } from './columns.ts'
import { checkPartitioning } from './materialized-view-partition.ts'
import { refuseAnalyzing, whileRunning } from './refusal.ts'
import type { ApplyScope } from './result.ts'

const CONSISTENCIES = ['DISABLE', 'LOOSE', 'CHECKED', 'NOCHECK']

/** Clauses of an asynchronous materialized view against the columns of its query and its base tables. */
export function checkMaterializedView(
  statement: CreateMaterializedViewStatement,
  view: MaterializedView,
  columns: readonly string[] | undefined,
  scope: ApplyScope,
): void {
  if (columns !== undefined) {
    for (const item of view.sortKey ?? []) {
      if (!includesColumn(columns, item.column)) refuseAnalyzing(`Sort key not exists: ${item.column}`)
    }
  }
  checkPartitioning(statement, view, columns, scope)
  if (columns !== undefined && view.distribution?.kind === 'hash') {
    for (const name of view.distribution.columns) {
      if (!includesColumn(columns, name)) refuseAnalyzing(`Distribution column(${name}) doesn't exist.`)
    }
  }
  whileRunning(() => {
    checkProperties(view, scope)
    checkSurroundings(view, scope)
  })
}

/** What the properties name has to exist, and what they say of partitions needs partitions (PropertyAnalyzer.analyzeMVProperties). */
function checkSurroundings(view: MaterializedView, scope: ApplyScope): void {
  const { properties } = view
  const parameter = scope.capabilities.wording === '3.2' ? { code: 6013, preamble: 'Invalid parameter ' } : {}
  checkBackends(properties['replication_num'], scope, parameter)
  if (view.partitioning === undefined) {
    for (const [property, words] of PARTITION_PROPERTIES) {
      if (properties[property] !== undefined) {
        refuseAnalyzing(`Invalid parameter ${property} does not support ${words} materialized view.`, { code: 6013 })
      }
    }
  }
  checkResourceGroup(properties['resource_group'], scope)
  checkWarehouse(properties['warehouse'], scope)
  for (const constraint of (properties['foreign_key_constraints'] ?? '').split(';')) {
    const match = /^\s*([\w.`]*)\s*\([^)]*\)\s*REFERENCES\s+([\w.`]+)\s*\(/i.exec(constraint)
    for (const written of [match?.[1], match?.[2]]) {
      if (written === undefined || written === '') continue
      const parts = written.replaceAll('`', '').split('.')
      const database = parts.at(-2) ?? scope.context.currentDatabase ?? ''
      const table = parts.at(-1) ?? ''
      if (findObject(scope.state, { database, name: table }) === undefined) {
        refuseAnalyzing(`catalog:${DEFAULT_CATALOG}, database: ${database}, table:${table} do not exist`)
      }
    }
  }
}

const PARTITION_PROPERTIES: readonly (readonly [property: string, words: string])[] = [
  ['partition_ttl_number', 'non-range-partitioned'],
  ['auto_refresh_partitions_limit', 'non-range-partitioned'],
  ['partition_refresh_number', 'non-partitioned'],
]

/** The variable that advice about materialized views takes for its example. */
export function sessionTimeout(scope: ApplyScope): string {
  const { wording } = scope.capabilities
  return wording === '3.2' || wording === '3.3' ? 'query_timeout' : 'insert_timeout'
}

const CLOUD_NATIVE_ONLY: ReadonlySet<string> = new Set(['warehouse', 'datacache.enable', 'enable_async_write_back'])

function isKnown(key: string, scope: ApplyScope): boolean {
  const sharedData = scope.capabilities.runMode === 'shared_data'
  if (CLOUD_NATIVE_ONLY.has(key) && !sharedData) return false
  if (!isMaterializedViewProperty(key)) return scope.capabilities.newProperties
  return scope.capabilities.knowsMaterializedViewProperty(key)
}

function checkProperties(view: MaterializedView, scope: ApplyScope): void {
  const { properties } = view
  const consistency = properties['query_rewrite_consistency']
  const consistencies = scope.capabilities.forcedMaterializedViews ? [...CONSISTENCIES, 'FORCE_MV'] : CONSISTENCIES
  if (consistency !== undefined && !consistencies.includes(consistency.toUpperCase())) {
    refuseAnalyzing(`query_rewrite_consistency could only be ${consistencies.join(',')} but got ${consistency}`)
  }
  const reactive = view.refresh?.mode === 'ASYNC' && view.refresh.every === undefined
  for (const key of ['excluded_trigger_tables', 'excluded_refresh_tables']) {
    if (properties[key] !== undefined && !reactive && isKnown(key, scope)) {
      refuseAnalyzing(`The ${key} property only applies to asynchronous refreshes.`)
    }
  }
  const unknown = Object.entries(properties).filter(([key]) => !isKnown(key, scope))
  if (unknown.length > 0) {
    const text = unknown.map(([key, value]) => `${key}=${value}`).join(', ')
    refuseAnalyzing(
      `Invalid parameter Analyze materialized properties failed because unknown properties: {${text}}, please add \`session.\` prefix if you want add session variables for mv(eg, "session.${sessionTimeout(scope)}"="30000000").`,
      { code: 6013 },
    )
  }
}
