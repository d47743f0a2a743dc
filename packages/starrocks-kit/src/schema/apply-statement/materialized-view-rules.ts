import { referencedColumns } from '../from-ast/partitioning.ts'
import { isMaterializedViewProperty } from '../properties/materialized-view-properties.ts'
import { expressionOf } from '../sql-text.ts'
import { findTable } from '../state.ts'
import type { MaterializedView } from '../types/materialized-view.ts'
import type { ObjectName } from '../types/names.ts'
import { includesColumn } from './columns.ts'
import { partitionColumns } from './create-table/partition.ts'
import { refuseAnalyzing } from './refusal.ts'
import type { ApplyScope } from './result.ts'

const CONSISTENCIES = ['DISABLE', 'LOOSE', 'CHECKED', 'NOCHECK', 'FORCE_MV']

/** Clauses of an asynchronous materialized view against the columns of its query and its base tables. */
export function checkMaterializedView(
  view: MaterializedView,
  columns: readonly string[] | undefined,
  bases: readonly ObjectName[],
  scope: ApplyScope,
): void {
  checkPartitioning(view, columns, bases, scope)
  if (columns !== undefined) {
    if (view.distribution?.kind === 'hash') {
      for (const name of view.distribution.columns) {
        if (!includesColumn(columns, name)) refuseAnalyzing(`Distribution column(${name}) doesn't exist.`)
      }
    }
    for (const item of view.sortKey ?? []) {
      if (!includesColumn(columns, item.column)) refuseAnalyzing(`Sort key not exists: ${item.column}`)
    }
  }
  checkProperties(view, scope)
}

function isKnown(key: string, scope: ApplyScope): boolean {
  const sharedData = scope.capabilities.runMode === 'shared_data'
  if (key === 'warehouse' && !sharedData) return false
  return isMaterializedViewProperty(key) && scope.capabilities.knowsMaterializedViewProperty(key)
}

function checkPartitioning(
  view: MaterializedView,
  columns: readonly string[] | undefined,
  bases: readonly ObjectName[],
  scope: ApplyScope,
): void {
  const items = view.partitioning ?? []
  if (items.length > 1 && !scope.capabilities.materializedViewMultiColumnPartitions) {
    refuseAnalyzing('Materialized view with more than one partition column needs version 3.4')
  }
  const names = items.flatMap((item) =>
    item.kind === 'column' ? [item.column] : referencedColumns(expressionOf(item.expression)),
  )
  for (const name of names) {
    if (columns !== undefined && !includesColumn(columns, name)) {
      refuseAnalyzing(`Materialized view partition exp column:${name} is not found in query statement`)
    }
  }
  // Only a query over one table tells without doubt where its columns come from.
  const [base] = bases
  const table = bases.length === 1 && base !== undefined ? findTable(scope.state, base) : undefined
  if (table === undefined) return
  const partitioned = partitionColumns(table)
  for (const name of names) {
    const isBaseColumn = table.columns.some((column) => column.name.toLowerCase() === name.toLowerCase())
    if (isBaseColumn && !includesColumn(partitioned, name)) {
      refuseAnalyzing('Materialized view partition column in partition exp must be base table partition column')
    }
  }
}

function checkProperties(view: MaterializedView, scope: ApplyScope): void {
  const { properties } = view
  const consistency = properties['query_rewrite_consistency']
  if (consistency !== undefined && !CONSISTENCIES.includes(consistency.toUpperCase())) {
    refuseAnalyzing(`query_rewrite_consistency could only be ${CONSISTENCIES.join(',')} but got ${consistency}`)
  }
  const reactive = view.refresh?.mode === 'ASYNC' && view.refresh.every === undefined
  for (const key of ['excluded_trigger_tables', 'excluded_refresh_tables']) {
    if (properties[key] !== undefined && !reactive) {
      refuseAnalyzing(`The ${key} property only applies to asynchronous refreshes.`)
    }
  }
  const unknown = Object.entries(properties).filter(([key]) => !isKnown(key, scope))
  if (unknown.length > 0) {
    const text = unknown.map(([key, value]) => `${key}=${value}`).join(', ')
    refuseAnalyzing(
      `Invalid parameter Analyze materialized properties failed because unknown properties: {${text}}, please add \`session.\` prefix if you want add session variables for mv(eg, "session.insert_timeout"="30000000").`,
      { code: 6013 },
    )
  }
}
