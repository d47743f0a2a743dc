import { isAlterableMaterializedViewProperty } from '../../properties/materialized-view-properties.ts'
import { tracedQuery } from '../../resolve-query/column-origin.ts'
import { queryDependencies } from '../../resolve-query/dependencies.ts'
import { queryOf } from '../../sql-text.ts'
import { findObject } from '../../state.ts'
import type { MaterializedView } from '../../types/materialized-view.ts'
import type { ObjectName } from '../../types/names.ts'
import type { Properties } from '../../types/properties.ts'
import type { SqlText } from '../../types/sql-text.ts'
import { includesColumn } from '../columns.ts'
import { checkTimeDrift } from '../create-table/properties.ts'
import { refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

const CONSISTENCIES = ['DISABLE', 'LOOSE', 'CHECKED', 'NOCHECK']
const REWRITE_SWITCHES = ['DEFAULT', 'TRUE', 'FALSE']
const TRANSPARENT_MODES = ['FALSE', 'TRUE', 'TRANSPARENT_OR_ERROR', 'TRANSPARENT_OR_DEFAULT']

/** Properties whose value is a count: how the server calls it when it is no number, and when it is too small; -1 stands for none. */
const COUNTS: Readonly<Record<string, { readonly name: string; readonly illegal: string; readonly least: number }>> = {
  partition_ttl_number: { name: 'Partition TTL Number', illegal: 'Partition TTL Number', least: 1 },
  auto_refresh_partitions_limit: {
    name: 'Auto Refresh Partitions Limit',
    illegal: 'Auto Refresh Partitions Limit',
    least: 1,
  },
  partition_refresh_number: { name: 'Partition Refresh Number', illegal: 'Partition Refresh Number', least: 1 },
  mv_rewrite_staleness_second: {
    name: 'Invalid maxMVRewriteStaleness Number',
    illegal: 'maxMVRewriteStaleness',
    least: 0,
  },
}

/** The value of one property, at CREATE and at ALTER ... SET alike (PropertyAnalyzer and TableProperty). */
export function checkMaterializedViewValue(
  property: string,
  value: string,
  view: MaterializedView,
  name: ObjectName,
  scope: ApplyScope,
): void {
  const { wording } = scope.capabilities
  const count = COUNTS[property]
  if (property === 'auto_refresh_partitions_limit' && view.refresh?.mode === 'MANUAL') {
    refuseAnalyzing('The auto_refresh_partitions_limit property does not support manual refresh mode.')
  }
  if (count !== undefined) {
    if (!isInteger(value)) refuseAnalyzing(`${count.name}: For input string: "${value}"`)
    if (Number(value) < count.least && Number(value) !== -1) {
      refuseAnalyzing(`Illegal ${count.illegal}: ${Number(value)}`)
    }
    return
  }
  switch (property) {
    case 'excluded_trigger_tables':
    case 'excluded_refresh_tables':
      return checkExcluded(property, value, view, name, scope)
    case 'query_rewrite_consistency':
    case 'force_external_table_query_rewrite': {
      if (property === 'force_external_table_query_rewrite' && /^(?:true|false)$/i.test(value)) return
      const known = scope.capabilities.forcedMaterializedViews ? [...CONSISTENCIES, 'FORCE_MV'] : CONSISTENCIES
      return oneOf(property, value, known, 'could')
    }
    case 'enable_query_rewrite':
      return wording === '3.2' || value === '' ? undefined : oneOf(property, value, REWRITE_SWITCHES, 'can')
    case 'transparent_mv_rewrite_mode':
      return wording === '3.2' || value === '' ? undefined : oneOf(property, value, TRANSPARENT_MODES, 'can')
    case 'time_drift_constraint':
      return checkTimeDrift(value)
    default:
  }
}

/** What Integer.parseInt reads. */
function isInteger(value: string): boolean {
  return /^[+-]?\d+$/.test(value) && Math.abs(Number(value)) <= 2 ** 31 - 1
}

function oneOf(property: string, value: string, known: readonly string[], verb: 'can' | 'could'): void {
  if (known.includes(value.toUpperCase())) return
  refuseAnalyzing(`${property} ${verb} only be ${known.join(',')} but got ${value}`)
}

/** Only views that follow their tables leave some of them out, and only tables that they read. */
function checkExcluded(
  property: string,
  value: string,
  view: MaterializedView,
  name: ObjectName,
  scope: ApplyScope,
): void {
  if (view.refresh?.mode !== 'ASYNC') {
    refuseAnalyzing(`The ${property} property only applies to asynchronous refreshes.`)
  }
  const bases = basesOf(view, name, scope)
  for (const written of value.split(',').map((item) => item.trim())) {
    if (written === '') continue
    const [table = '', database] = written.split('.').toReversed()
    // A bare name is that of a table in any database.
    if (bases.some((base) => base.name === table && (database === undefined || base.database === database))) continue
    const shown = [database, table].flatMap((part) => (part === undefined ? [] : [`\`${part}\``])).join('.')
    refuseAnalyzing(`${shown} is not base table of materialized view ${view.name}`)
  }
}

/** What a view reads, and what those views read. */
function basesOf(view: MaterializedView, name: ObjectName, scope: ApplyScope): readonly ObjectName[] {
  const read = (query: SqlText, currentDatabase: string): readonly ObjectName[] =>
    queryDependencies(query, { currentDatabase }).flatMap((base) => {
      const object = findObject(scope.state, base)
      return object?.kind === 'View' ? [base, ...read(object.query, base.database)] : [base]
    })
  return read(view.query, scope.context.currentDatabase ?? name.database)
}

/** What is wrong with `bloom_filter_columns` of a view with these columns; their types are not looked at. */
export function filterProblem(value: string, columns: readonly string[]): string | undefined {
  const seen = new Set<string>()
  for (const written of value === '' ? [] : value.split(',').map((item) => item.trim())) {
    if (!includesColumn(columns, written)) return `Invalid bloom filter column '${written}': not exists`
    if (seen.has(written.toLowerCase())) return `Duplicate bloom filter column: ${written}`
    seen.add(written.toLowerCase())
  }
  return undefined
}

/** Names of the columns of a view that is there; undefined when they cannot be known. */
function columnsOf(view: MaterializedView, name: ObjectName, scope: ApplyScope): readonly string[] | undefined {
  if (view.columns !== undefined) return view.columns.map((column) => column.name)
  return tracedQuery(queryOf(view.query), scope.state, { currentDatabase: name.database }).names
}

/** ALTER MATERIALIZED VIEW ... SET (AlterMVJobExecutor.visitModifyTablePropertiesClause). */
export function checkAlteredValues(
  properties: Properties,
  view: MaterializedView,
  name: ObjectName,
  scope: ApplyScope,
): void {
  for (const [property, value] of Object.entries(properties)) {
    if (property.startsWith('session.') || !isAlterableMaterializedViewProperty(property)) continue
    checkMaterializedViewValue(property, value, view, name, scope)
  }
  const filters = properties['bloom_filter_columns']
  const columns = filters === undefined ? undefined : columnsOf(view, name, scope)
  const problem = filters === undefined || columns === undefined ? undefined : filterProblem(filters, columns)
  if (problem !== undefined) refuseAnalyzing(`Failed to analyze bloom filter columns: ${problem}`)
  for (const property of ['partition_ttl', 'partition_ttl_number']) {
    if (properties[property] !== undefined && properties[property] !== view.properties[property] && !isByRange(view)) {
      refuseAnalyzing(`${property} is only supported for range partitioned materialized view`)
    }
  }
  const group = properties['resource_group']
  const known = scope.context.cluster?.resourceGroups
  if (group !== undefined && group !== '' && known?.includes(group) === false) {
    refuseAnalyzing(`resource_group ${group} does not exist.`)
  }
}

function isByRange(view: MaterializedView): boolean {
  return view.partitioning?.length === 1
}
