import {
  canonicalQuery,
  distributionFromText,
  materializedViewPartitioningFromText,
  refreshFromText,
} from '../../packages/starrocks-kit/src/schema/index.ts'
import type {
  Column,
  MaterializedView,
  Properties,
  Table,
  View,
} from '../../packages/starrocks-kit/src/schema/index.ts'
import type { Random } from '../compare-servers/random.ts'
import { sketchOf } from './tables.ts'

/** What a query may read: a table, or a view with the names of its columns. */
export interface Source {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly table?: Table
}

export function sourceOf(table: Table): Source {
  return { name: table.name, columns: table.columns.map(sketchOf), table }
}

const ofType = (source: Source, pattern: RegExp): readonly string[] =>
  source.columns.filter(({ type }) => pattern.test(type)).map(({ name }) => name)
const SCALAR = /INT$|^DATE|CHAR|^STRING|^BOOLEAN|^DECIMAL|^DOUBLE|^FLOAT/

function viewQuery(random: Random, source: Source, other: Source): string {
  const scalars = ofType(source, SCALAR)
  const a = scalars[random.below(scalars.length)] ?? 'k1'
  const b = source.columns[random.below(source.columns.length)]?.name ?? 'k1'
  const number = ofType(source, /INT$|^DECIMAL|^DOUBLE/)[0]
  const text = ofType(source, /CHAR|^STRING/)[0]
  const date = ofType(source, /^DATE/)[0]
  const name = source.name
  const queries: readonly [string, ...string[]] = [
    `SELECT ${a} FROM ${name}`,
    `SELECT * FROM ${name}`,
    `SELECT ${a}, ${b} AS other FROM ${name} WHERE ${a} IS NOT NULL`,
    `SELECT ${a} AS x, count(*) AS n, max(${a}) AS top FROM ${name} GROUP BY ${a} HAVING count(*) > 1`,
    `SELECT s.${a} AS x, o.k1 AS y FROM ${name} s LEFT JOIN ${other.name} AS o ON s.${a} = o.k1`,
    `WITH q AS (SELECT ${a} AS x FROM ${name} WHERE NOT ${a} IS NULL) SELECT x, row_number() OVER (ORDER BY x DESC) AS r FROM q`,
    `SELECT ${a} AS x FROM ${name} UNION ALL SELECT ${a} FROM ${name} LIMIT 10`,
    `SELECT DISTINCT ${a}, CASE WHEN ${a} IS NULL THEN 'none' ELSE 'some' END AS w FROM ${name}`,
    `SELECT ${a} FROM ${name} WHERE ${a} IN (SELECT k1 FROM ${other.name}) ORDER BY 1`,
    ...(number === undefined
      ? []
      : [
          `SELECT ${number} + 1 AS p, -${number} AS m, ${number} BETWEEN 1 AND 5 AS few, cast(${number} AS STRING) AS label FROM ${name} WHERE NOT (${number} = 3 OR ${number} > 7)`,
          `SELECT ${a} AS x, sum(${number}) AS total, avg(${number}) AS mean FROM ${name} GROUP BY 1`,
        ]),
    ...(text === undefined
      ? []
      : [
          `SELECT upper(${text}) AS u, concat(${text}, 'it''s') AS c, ${text} LIKE 'a%' AS l FROM ${name} WHERE ${text} <> "x"`,
        ]),
    ...(date === undefined
      ? []
      : [
          `SELECT date_trunc('month', ${date}) AS m, count(*) AS n FROM ${name} WHERE ${date} >= '2024-01-01' GROUP BY date_trunc('month', ${date})`,
        ]),
  ]
  return random.pick(queries)
}

const OF_VIEWS = ['plain', "it's", 'say "so"', 'two\nlines'] as const

export function randomView(random: Random, name: string, sources: readonly Source[]): View | undefined {
  const source = sources[random.below(sources.length)]
  const other = sources[random.below(sources.length)]
  if (source === undefined || other === undefined) return undefined
  return {
    kind: 'View',
    name,
    ...(random.once(4) ? { comment: random.pick(OF_VIEWS) } : {}),
    ...(random.once(5) ? { security: 'INVOKER' as const } : {}),
    query: canonicalQuery(viewQuery(random, source, other)),
  }
}

const REFRESH = [
  'ASYNC',
  'DEFERRED ASYNC',
  'MANUAL',
  'DEFERRED MANUAL',
  'IMMEDIATE MANUAL',
  'ASYNC EVERY(INTERVAL 1 DAY)',
  'ASYNC EVERY(INTERVAL 30 MINUTE)',
  "ASYNC START('2030-01-01 03:00:00') EVERY(INTERVAL 2 HOUR)",
  "DEFERRED ASYNC START('2030-01-01') EVERY(INTERVAL 1 DAY)",
] as const

function materializedProperties(random: Random, partitioned: boolean): Properties {
  const properties: Record<string, string> = { replication_num: '1' }
  const add = (n: number, name: string, ...options: readonly [string, ...string[]]): void => {
    if (random.once(n)) properties[name] = random.pick(options)
  }
  add(6, 'query_rewrite_consistency', 'loose', 'CHECKED', 'disable')
  add(6, 'session.query_timeout', '600', '1200')
  add(8, 'mv_rewrite_staleness_second', '30', '0')
  add(8, 'force_external_table_query_rewrite', 'true', 'false')
  add(8, 'enable_query_rewrite', 'true', 'false')
  add(10, 'excluded_trigger_tables', 't0')
  add(12, 'transparent_mv_rewrite_mode', 'false', 'true', 'transparent_or_error')
  if (partitioned) {
    add(4, 'partition_ttl_number', '3', '-1')
    add(4, 'auto_refresh_partitions_limit', '2')
    add(4, 'partition_refresh_number', '1', '2')
  }
  return properties
}

/** A day or a part of it that the table is partitioned by: a materialized view on it may be too. */
function partitionDate(table: Table | undefined): Column | undefined {
  const partitioning = table?.partitioning
  const column = table?.columns.find(({ name }) => name === 'k1')
  if (partitioning === undefined || column === undefined || column.type.kind !== 'simple') return undefined
  return column.type.name === 'date' || column.type.name === 'datetime' ? column : undefined
}

/** An asynchronous materialized view with any refresh scheme, or a synchronous one. */
export function randomMaterializedView(
  random: Random,
  name: string,
  sources: readonly Source[],
): MaterializedView | undefined {
  const source = sources[random.below(sources.length)]
  if (source === undefined) return undefined
  const scalars = ofType(source, SCALAR)
  const group = scalars[random.below(scalars.length)] ?? 'k1'
  const number = ofType(source, /INT$|^DECIMAL|^DOUBLE/).find((column) => column !== group)
  const date = partitionDate(source.table)
  const base = { kind: 'MaterializedView' as const, name, indexes: {} }
  if (source.table !== undefined && random.once(12)) {
    const query =
      number === undefined
        ? `SELECT k1, ${group} FROM ${source.name}`
        : `SELECT ${group}, sum(${number}) FROM ${source.name} GROUP BY ${group}`
    return { ...base, properties: {}, query: canonicalQuery(query) }
  }
  const day = date !== undefined && random.once(2)
  const aggregate =
    number === undefined
      ? 'count(*)'
      : random.pick([`sum(${number})`, `max(${number})`, 'count(*)', `count(${number})`])
  const query = day
    ? random.pick([
        `SELECT date_trunc('day', k1) AS d, ${aggregate} AS n FROM ${source.name} GROUP BY date_trunc('day', k1)`,
        `SELECT k1 AS d, ${aggregate} AS n FROM ${source.name} GROUP BY k1`,
      ])
    : random.pick([
        `SELECT ${group} AS d, ${aggregate} AS n FROM ${source.name} GROUP BY ${group}`,
        `SELECT ${group} AS d, k1 AS n FROM ${source.name} WHERE ${group} IS NOT NULL`,
      ])
  const partitioned = day && !random.once(4)
  return {
    ...base,
    ...(random.once(4) ? { comment: random.pick(OF_VIEWS) } : {}),
    ...(random.once(6) ? { columns: [{ name: 'd', comment: 'the first' }, { name: 'n' }] } : {}),
    ...(partitioned
      ? { partitioning: materializedViewPartitioningFromText(random.pick(['d', "date_trunc('month', d)"])) }
      : {}),
    ...(random.once(2)
      ? {
          distribution: distributionFromText(
            random.pick(['HASH(d) BUCKETS 2', 'HASH(d)', 'RANDOM', 'RANDOM BUCKETS 3', 'HASH(d, n) BUCKETS 1']),
          ),
        }
      : {}),
    ...(random.once(5) ? { sortKey: [{ column: 'd' }] } : {}),
    refresh: refreshFromText(random.pick(REFRESH)),
    properties: materializedProperties(random, partitioned),
    query: canonicalQuery(query),
  }
}

/** A small change of a view, or another one in its place. */
export function changedView(random: Random, view: View, sources: readonly Source[]): View {
  const { comment: _, security: __, ...rest } = view
  if (random.once(2))
    return { ...rest, ...random.pick([{}, { comment: 'new' }]), ...random.pick([{}, { security: 'INVOKER' as const }]) }
  return randomView(random, view.name, sources) ?? view
}

export function changedMaterializedView(
  random: Random,
  view: MaterializedView,
  sources: readonly Source[],
): MaterializedView {
  if (view.refresh === undefined || random.once(4)) return randomMaterializedView(random, view.name, sources) ?? view
  const { comment: _, ...rest } = view
  return random.pick([
    { ...view, refresh: refreshFromText(random.pick(REFRESH)) },
    { ...view, properties: materializedProperties(random, view.partitioning !== undefined) },
    { ...rest, ...random.pick([{}, { comment: 'new' }]) },
  ])
}
