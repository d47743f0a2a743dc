import type { CreateMaterializedViewStatement } from '../../../language/index.ts'
import { messageDataType } from '../../data-type/print.ts'
import { canBeKey } from '../../data-type/rules.ts'
import { isMaterializedViewProperty } from '../../properties/materialized-view-properties.ts'
import { tracedQuery } from '../../resolve-query/column-origin.ts'
import { outputColumns } from '../../resolve-query/output-columns.ts'
import { findObject } from '../../state.ts'
import { DEFAULT_CATALOG } from '../../types/names.ts'
import type { MaterializedView } from '../../types/materialized-view.ts'
import type { ObjectName } from '../../types/names.ts'
import { checkBackends, checkResourceGroup, checkWarehouse } from '../cluster.ts'
import { includesColumn, sameColumn } from '../columns.ts'
import { checkSortKey } from './keys.ts'
import { checkPartitioning } from './partition.ts'
import { checkMaterializedViewValue, filterProblem } from './values.ts'
import { refuse, refuseAnalyzing, whileRunning } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

/** Clauses of an asynchronous materialized view against the columns of its query and its base tables. */
export function checkMaterializedView(
  statement: CreateMaterializedViewStatement,
  view: MaterializedView,
  name: ObjectName,
  columns: readonly string[] | undefined,
  scope: ApplyScope,
): void {
  const currentDatabase = scope.context.currentDatabase ?? name.database
  const traced = tracedQuery(statement.query, scope.state, { currentDatabase })
  if (columns !== undefined) checkSortKey(view, traced, columns, scope)
  checkPartitioning(statement, view, traced, columns, scope)
  if (columns !== undefined && view.distribution?.kind === 'hash') {
    for (const column of view.distribution.columns) {
      if (!includesColumn(columns, column)) refuseAnalyzing(`Distribution column(${column}) doesn't exist.`)
    }
  }
  whileRunning(() => {
    const replicas = view.properties['replication_num']
    if (replicas !== undefined && !/^[+-]?\d+$/.test(replicas)) refuseAnalyzing(`For input string: "${replicas}"`)
    if (replicas !== undefined && Number(replicas) <= 0) refuseAnalyzing('Replication num should larger than 0')
    const parameter = scope.capabilities.wording === '3.2' ? { code: 6013, preamble: 'Invalid parameter ' } : {}
    checkBackends(replicas, scope, parameter)
    const filters = view.properties['bloom_filter_columns']
    const problem = filters === undefined || columns === undefined ? undefined : filterProblem(filters, columns)
    if (problem !== undefined) refuseAnalyzing(`Invalid parameter ${problem}`, { code: 6013 })
    checkProperties(view, name, scope)
    if (columns !== undefined) checkHashTypes(view, columns, currentDatabase, scope)
  })
}

/** Columns of a type that cannot be hashed. */
function checkHashTypes(
  { distribution, query }: MaterializedView,
  columns: readonly string[],
  currentDatabase: string,
  { capabilities, state }: ApplyScope,
): void {
  if (distribution?.kind !== 'hash') return
  const outputs = outputColumns(query, state, { currentDatabase })
  for (const column of distribution.columns) {
    const type = outputs[columns.findIndex((own) => sameColumn(own, column))]?.type
    if (type !== undefined && !canBeKey(type, capabilities)) {
      refuse(`${messageDataType(type)} column can not be distribution column`)
    }
  }
}

/** The tables that constraints name have to be there. */
function checkForeignKeys(value: string | undefined, scope: ApplyScope): void {
  for (const constraint of (value ?? '').split(';')) {
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

const PARTITIONED_ONLY: ReadonlySet<string> = new Set(['partition_ttl', 'partition_retention_condition'])

const COUNTS_OF_PARTITIONED: Readonly<Record<string, string>> = {
  partition_ttl_number: 'non-range-partitioned',
  auto_refresh_partitions_limit: 'non-range-partitioned',
  partition_refresh_number: 'non-partitioned',
}

/** PropertyAnalyzer.analyzeMVProperties. */
const READ_IN_ORDER = [
  'mv_rewrite_staleness_second',
  'partition_ttl',
  'partition_retention_condition',
  'partition_ttl_number',
  'auto_refresh_partitions_limit',
  'partition_refresh_number',
  'excluded_trigger_tables',
  'excluded_refresh_tables',
  'resource_group',
  'force_external_table_query_rewrite',
  'query_rewrite_consistency',
  'time_drift_constraint',
  'enable_query_rewrite',
  'transparent_mv_rewrite_mode',
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

/** Values in the order in which the server reads them, then what it does not know. */
function checkProperties(view: MaterializedView, name: ObjectName, scope: ApplyScope): void {
  const { properties } = view
  for (const property of READ_IN_ORDER) {
    const value = properties[property]
    if (value === undefined || !isKnown(property, scope)) continue
    if (PARTITIONED_ONLY.has(property) && view.partitioning === undefined) {
      refuseAnalyzing(`Invalid parameter ${property} is only supported by partitioned materialized-view`, {
        code: 6013,
      })
    }
    checkMaterializedViewValue(property, value, view, name, scope)
    const words = COUNTS_OF_PARTITIONED[property]
    if (words !== undefined && view.partitioning === undefined) {
      refuseAnalyzing(`Invalid parameter ${property} does not support ${words} materialized view.`, { code: 6013 })
    }
    if (property === 'resource_group') checkResourceGroup(value, scope)
  }
  checkForeignKeys(properties['foreign_key_constraints'], scope)
  if (isKnown('warehouse', scope)) checkWarehouse(properties['warehouse'], scope)
  const unknown = Object.entries(properties).filter(([key]) => !isKnown(key, scope))
  if (unknown.length > 0) {
    const text = unknown.map(([key, value]) => `${key}=${value}`).join(', ')
    refuseAnalyzing(
      `Invalid parameter Analyze materialized properties failed because unknown properties: {${text}}, please add \`session.\` prefix if you want add session variables for mv(eg, "session.${sessionTimeout(scope)}"="30000000").`,
      { code: 6013 },
    )
  }
}
