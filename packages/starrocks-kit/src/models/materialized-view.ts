import type { AttributeTreatment } from '../schema/types/attribute-override.ts'
import { refreshFromText } from '../schema/clauses.ts'
import type { MaterializedView, RefreshScheme } from '../schema/types/materialized-view.ts'
import { deepFreeze } from '../util/deep-freeze.ts'
import { MODEL } from './brand.ts'
import { isClauseText, isOverride, parseClause } from './clause-text.ts'
import { openScope, tableScope } from './column-scope.ts'
import type { HashClause, RandomClause } from './distribution.ts'
import { evaluateDistribution, evaluateIndexes, evaluateSortKey } from './evaluate-clauses.ts'
import { evaluateMaterializedViewPartitioning } from './evaluate-partitioning.ts'
import { evaluateProperties, overrideOf } from './evaluate-properties.ts'
import { evaluateQuery, evaluateViewColumns, queryText } from './evaluate-query.ts'
import { modelLabel } from './model-reference.ts'
import type { MaterializedViewDefinition, MaterializedViewModel } from './model.ts'
import { checkOptionNames, placeOf } from './object-options.ts'
import type { PartitionColumn } from './partitioning.ts'
import type { MaterializedViewProperties } from './properties.ts'
import type { RefreshClause } from './refresh.ts'
import type { IndexClause } from './secondary-index.ts'
import type { SortColumn } from './sort-key.ts'
import type { ClauseText, QueryOptions } from './table-options.ts'
import type { Override } from './unmanaged.ts'
import { CHECK_DATABASE } from './view.ts'

/** Everything of a materialized view. */
export interface MaterializedViewOptions extends QueryOptions {
  /**
   * `'ASYNC'`, `refresh.async({ every: 'INTERVAL 1 DAY' })`, or the text after REFRESH. Absent together with `distributedBy`, the view is a
   * synchronous one: an index of its base table.
   */
  readonly refresh?: RefreshClause | ClauseText | Override
  readonly partitionBy?: Exclude<PartitionColumn, string> | readonly PartitionColumn[] | ClauseText | Override
  readonly distributedBy?: HashClause | RandomClause | ClauseText | Override
  readonly orderBy?: readonly SortColumn[] | ClauseText | Override
  readonly indexes?: readonly (IndexClause | ClauseText)[] | Override
  readonly properties?: MaterializedViewProperties
}

const OPTION_NAMES: { readonly [Name in keyof Required<MaterializedViewOptions>]: true } = {
  database: true,
  catalog: true,
  renamedFrom: true,
  query: true,
  columns: true,
  comment: true,
  refresh: true,
  partitionBy: true,
  distributedBy: true,
  orderBy: true,
  indexes: true,
  properties: true,
}

/**
 * Declares a materialized view. Its clauses name its own output columns.
 *
 * Throws a `ModelError` when a clause or the query is not valid StarRocks text, or a clause names a column that `columns` does not list.
 *
 * @example
 * export const dailyTotals = materializedView('daily_totals', {
 *   refresh: refresh.async({ every: 'INTERVAL 1 HOUR' }),
 *   distributedBy: hash('day').buckets(8),
 *   query: sql`SELECT date_trunc('day', placed) AS day, sum(total) AS total FROM ${Order} GROUP BY day`,
 * })
 */
export function materializedView(name: string, options: MaterializedViewOptions): MaterializedViewModel {
  const place = placeOf(name, options)
  const label = modelLabel({ kind: 'MaterializedView', ...place })
  checkOptionNames(label, options, Object.keys(OPTION_NAMES))
  const overrides: AttributeTreatment[] = []
  const managed = <T>(attribute: keyof MaterializedView, value: T | Override | undefined): T | undefined => {
    if (!isOverride(value)) return value
    overrides.push(overrideOf(attribute, value))
    return undefined
  }
  const { columns } = evaluateViewColumns(label, options.columns)
  const scope =
    columns === undefined
      ? openScope(label)
      : tableScope(
          label,
          columns.map((column) => [column.name, column.name]),
        )
  const comment = managed('comment', options.comment)
  const partitionBy = managed('partitioning', options.partitionBy)
  const distributedBy = managed('distribution', options.distributedBy)
  const orderBy = managed('sortKey', options.orderBy)
  const refresh = managed('refresh', options.refresh)
  const indexes = managed('indexes', options.indexes)
  const properties = evaluateProperties(label, options.properties)

  const shape: Omit<MaterializedView, 'query'> = {
    kind: 'MaterializedView',
    name,
    ...(columns === undefined ? {} : { columns }),
    ...(comment === undefined || comment === '' ? {} : { comment }),
    ...(partitionBy === undefined ? {} : { partitioning: evaluateMaterializedViewPartitioning(scope, partitionBy) }),
    ...(distributedBy === undefined ? {} : { distribution: evaluateDistribution(scope, distributedBy) }),
    ...(orderBy === undefined ? {} : { sortKey: evaluateSortKey(scope, orderBy) }),
    ...refreshOf(label, refresh, distributedBy !== undefined),
    indexes: evaluateIndexes(scope, indexes ?? []),
    properties: properties.properties,
  }
  const definition: MaterializedViewDefinition = deepFreeze({
    kind: 'MaterializedView',
    ...place,
    materializedView: shape,
    query: evaluateQuery(label, options.query),
    overrides: [...overrides, ...properties.overrides],
  })
  queryText(definition, CHECK_DATABASE)
  return Object.freeze({ [MODEL]: definition })
}

/** With DISTRIBUTED BY and no REFRESH the server makes an asynchronous view that is refreshed by hand. */
function refreshOf(
  label: string,
  declared: RefreshClause | ClauseText | undefined,
  distributed: boolean,
): { readonly refresh?: RefreshScheme } {
  if (declared === undefined) return distributed ? { refresh: { mode: 'MANUAL' } } : {}
  if (isClauseText(declared)) return { refresh: parseClause(label, 'REFRESH', declared, refreshFromText) }
  const { mode, options } = declared
  const { moment, start, every } = options
  const words = [
    ...(moment === undefined ? [] : [moment]),
    mode,
    ...(start === undefined ? [] : [`START("${start}")`]),
    ...(every === undefined ? [] : [`EVERY(${/^\s*interval\b/i.test(every) ? every : `INTERVAL ${every}`})`]),
  ]
  return { refresh: parseClause(label, 'REFRESH', words.join(' '), refreshFromText) }
}
