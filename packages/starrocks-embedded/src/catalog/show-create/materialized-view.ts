import type { Distribution, MaterializedView, PartitionItem, Properties, RefreshScheme } from 'starrocks-kit/schema'
import { showCreateDistribution } from './distribution.ts'
import { serverExpression } from './expression.ts'
import { hashMapOrder } from './hash-map-order.ts'
import { showCreateIndex } from './index-desc.ts'
import type { PrintContext } from './print-context.ts'
import { backquoted, displayComment } from './text.ts'
import { showCreateViewColumns } from './view.ts'

/** Properties that stand behind the others, in this order, when they are there. */
const TRAILING: readonly string[] = ['bloom_filter_columns', 'colocate_with']

/**
 * SHOW CREATE MATERIALIZED VIEW (MaterializedView.getMaterializedViewDdlStmt). `definition` is the stored text of the query, `added` the properties that creating gave it.
 * IMMEDIATE is never printed; the sort key is not quoted; properties come in the order of a Java hash map.
 */
export function showCreateMaterializedView(
  view: MaterializedView,
  columns: readonly { readonly name: string; readonly comment?: string }[],
  definition: string,
  context: PrintContext,
  added: Properties = {},
): string {
  const indexes = Object.values(view.indexes).map((index) => `,\n${showCreateIndex(index, context.capabilities)}`)
  const comment = view.comment ?? (context.target.runMode === 'shared_data' ? 'MATERIALIZED_VIEW' : '')
  const lines = [
    ...(comment === '' ? [] : [`COMMENT "${displayComment(comment)}"`]),
    ...(view.partitioning === undefined || view.partitioning.length === 0
      ? []
      : [`PARTITION BY (${view.partitioning.map((item, _, all) => partitionItem(item, all.length)).join(',')})`]),
    showCreateDistribution(spelled(view.distribution ?? { kind: 'random' }, columns), view.properties, context),
    ...(view.sortKey === undefined || view.sortKey.length === 0
      ? []
      : [`ORDER BY (${view.sortKey.map((item) => item.column).join(',')})`]),
    `REFRESH ${refreshText(view.refresh)}`,
  ]
  return (
    `CREATE MATERIALIZED VIEW ${backquoted(view.name)} (${showCreateViewColumns(columns)}${indexes.join('')})\n` +
    `${lines.join('\n')}\nPROPERTIES (\n${properties(view, context, added)}\n)\nAS ${definition};`
  )
}

/** The distribution with its columns spelled as the view spells them. */
function spelled(distribution: Distribution, columns: readonly { readonly name: string }[]): Distribution {
  if (distribution.kind !== 'hash') return distribution
  const names = new Map(columns.map(({ name }) => [name.toLowerCase(), name]))
  return { ...distribution, columns: distribution.columns.map((name) => names.get(name.toLowerCase()) ?? name) }
}

/** A single expression partitions by range and has its column quoted; among several it stands for a hidden column. */
function partitionItem(item: PartitionItem, count: number): string {
  return item.kind === 'column'
    ? backquoted(item.column)
    : serverExpression(item.expression.text, count === 1 ? 'quoted' : 'plain')
}

function refreshText(refresh: RefreshScheme | undefined): string {
  if (refresh === undefined) return 'MANUAL'
  const start = refresh.start === undefined ? '' : ` START("${refresh.start}")`
  const every =
    refresh.every === undefined ? '' : ` EVERY(INTERVAL ${refresh.every.count} ${refresh.every.unit.toUpperCase()})`
  const schedule = refresh.mode === 'ASYNC' ? start + every : ''
  return `${refresh.moment === 'DEFERRED' ? 'DEFERRED ' : ''}${refresh.mode}${schedule}`
}

function properties(view: MaterializedView, context: PrintContext, added: Properties): string {
  const sharedData = context.target.runMode === 'shared_data'
  const given: Record<string, string> = {
    replicated_storage: 'true',
    replication_num: context.capabilities.defaultReplicationNum,
    ...added,
    ...view.properties,
  }
  const trailing = TRAILING.filter((key) => given[key] !== undefined)
  const medium = given['storage_medium']
  const ordered = hashMapOrder(Object.keys(given).filter((key) => !APART.has(key)))
  const lines = ordered.map((key) => line(key, given[key] ?? ''))
  if (sharedData) {
    lines.push(line('datacache.enable', given['datacache.enable'] ?? 'true'))
    lines.push(line('enable_async_write_back', given['enable_async_write_back'] ?? 'false'))
    lines.push(line('storage_volume', given['storage_volume'] ?? 'builtin_storage_volume'))
  } else {
    lines.push(line('storage_medium', medium?.toUpperCase() ?? 'HDD'))
  }
  lines.push(...trailing.map((key) => line(key, given[key] ?? '')))
  if (sharedData) lines.push(line('warehouse', given['warehouse'] ?? 'default_warehouse'))
  return lines.join(',\n')
}

/** Properties that have a place of their own. */
const APART: ReadonlySet<string> = new Set([
  ...TRAILING,
  'storage_medium',
  'datacache.enable',
  'enable_async_write_back',
  'storage_volume',
  'warehouse',
])

function line(key: string, value: string): string {
  return `"${key}" = "${value}"`
}
