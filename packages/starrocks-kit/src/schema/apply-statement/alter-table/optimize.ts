import type { OptimizeClause } from '../../../language/index.ts'
import { distributionFromDesc } from '../../from-ast/distribution.ts'
import { sortKeyFromDesc } from '../../from-ast/key.ts'
import { automaticRange, rangeExpression } from '../../partitions/range-expression.ts'
import { columnSpelling } from '../../normalize/table.ts'
import type { Distribution } from '../../types/distribution.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { sameColumn } from '../columns.ts'
import { allowsRandom, isReplaced } from '../create-table/distribution.ts'
import { at } from '../names.ts'
import { refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { functionName } from '../function-name.ts'

const COMMON = 5064
const GRANULARITY = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']

/** DISTRIBUTED BY and its company in ALTER TABLE: the table is rebuilt by a job (AlterTableClauseAnalyzer.visitOptimizeClause). */
export function optimizeTable(table: Table, key: TableKey, clause: OptimizeClause, scope: ApplyScope): Table {
  const common = { code: COMMON }
  if ((table.properties['colocate_with'] ?? '') !== '') {
    refuseAnalyzing('Optimize table in colocate group is not supported', common)
  }
  const bucketSize = table.properties['bucket_size'] ?? scope.capabilities.defaultBucketSize
  const scales = table.distribution?.kind === 'random' && Number(bucketSize) > 0
  if (scope.capabilities.randomRefusesOptimize && scales && clause.partition === undefined) {
    refuseAnalyzing(
      'Random distribution table already supports automatic scaling and does not require optimization',
      common,
    )
  }
  for (const item of clause.orderBy?.items ?? []) {
    if (!table.columns.some((column) => column.name === item.column)) {
      refuseAnalyzing(`Unknown column '${item.column}' does not exist`)
    }
  }
  if (clause.key !== undefined) refuseAnalyzing('not support change keys type when optimize table')
  if (clause.partition !== undefined && scope.capabilities.mergePartitions) {
    checkMerge(table, clause)
    return table
  }
  const distribution = checkDistribution(table, key, clause, scope)
  checkPartitions(table, clause, distribution)
  // For chosen partitions the default of the table stays (facts: only the number of buckets may differ there).
  if (clause.partitions !== undefined) return table
  const columnName = columnSpelling(table.columns)
  return {
    ...table,
    ...(distribution !== undefined ? { distribution: spelled(distribution, columnName) } : {}),
    ...(clause.orderBy !== undefined
      ? { sortKey: sortKeyFromDesc(clause.orderBy).map((item) => ({ ...item, column: columnName(item.column) })) }
      : {}),
  }
}

function spelled(distribution: Distribution, columnName: (name: string) => string): Distribution {
  return distribution.kind === 'hash'
    ? { ...distribution, columns: distribution.columns.map(columnName) }
    : distribution
}

function checkDistribution(
  table: Table,
  key: TableKey,
  clause: OptimizeClause,
  scope: ApplyScope,
): Distribution | undefined {
  if (clause.distribution === undefined) return undefined
  const distribution = distributionFromDesc(clause.distribution)
  const hasReplace = table.columns.some(
    (column) =>
      column.aggregation === 'REPLACE' || column.aggregation === 'REPLACE_IF_NOT_NULL' || isReplaced(column, key),
  )
  const named = hasReplace && scope.capabilities.randomAggregateKey
  if (distribution.kind === 'random' && !allowsRandom(key, hasReplace, scope.capabilities)) {
    refuseAnalyzing(
      `${key.type} KEY${named ? ' with replace ' : ''} must use hash distribution`,
      at(clause.distribution, scope),
    )
  }
  if (distribution.kind === 'hash') {
    for (const name of distribution.columns) {
      if (!table.columns.some((column) => sameColumn(column.name, name))) {
        refuseAnalyzing(`Distribution column(${name}) doesn't exist.`)
      }
    }
  }
  if (clause.partitions !== undefined && distribution.kind !== table.distribution?.kind) {
    refuseAnalyzing('not support change distribution type when specify partitions')
  }
  return distribution
}

function checkPartitions(table: Table, clause: OptimizeClause, distribution: Distribution | undefined): void {
  const { partitions } = clause
  if (partitions === undefined) return
  if (clause.orderBy !== undefined) {
    refuseAnalyzing('not support change sort keys or keys type when specify partitions')
  }
  if (partitions.temporary) refuseAnalyzing('not support optimize temp partition')
  if (
    distribution?.kind === 'hash' &&
    table.distribution?.kind === 'hash' &&
    distribution.columns.join(',') !== table.distribution.columns.join(',')
  ) {
    refuseAnalyzing('not support change distribution column when specify partitions')
  }
  for (const name of partitions.names) {
    const known = table.partitioning?.partitions.some((partition) => 'name' in partition && partition.name === name)
    if (known !== true && name !== table.name) refuseAnalyzing(`partition ${name} does not exist`)
  }
}

/** PARTITION BY in ALTER TABLE merges partitions into coarser ones; the scheme itself cannot change. */
function checkMerge(table: Table, clause: OptimizeClause): void {
  const common = { code: COMMON }
  const { partition } = clause
  const [expression] = partition?.kind === 'ExpressionPartitionDesc' ? partition.expressions : []
  if (expression?.kind !== 'FunctionCall') {
    refuseAnalyzing('Unsupported partition type for merge partitions', common)
  }
  const name = functionName(expression)
  // Other units make lists, whatever the column is.
  const range = rangeExpression(expression, () => ({ kind: 'simple', name: 'datetime' }))
  if (range === undefined && (name === 'date_trunc' || name === 'time_slice')) {
    refuseAnalyzing('Unsupported partition type for merge partitions', common)
  }
  if (range === undefined || range.function === 'str2date') {
    refuseAnalyzing(`Unsupported change to ${name} partition function when merge partitions`, common)
  }
  if (clause.distribution !== undefined) {
    refuseAnalyzing('Unsupported change distribution type when merge partitions', common)
  }
  if (clause.partitions !== undefined) refuseAnalyzing('Unsupported specify partitions when merge partitions', common)
  if (range.count !== 1) {
    refuseAnalyzing(`Unsupported partition interval ${range.count} when merge partitions`, common)
  }
  const { partitioning } = table
  const current = partitioning?.kind === 'expression' ? automaticRange(partitioning, table.columns) : undefined
  if (current === undefined) refuseAnalyzing('Unsupported table partition type when merge partitions', common)
  const from = current.unit
  const to = range.unit
  if (from !== undefined && to !== undefined && GRANULARITY.indexOf(to) <= GRANULARITY.indexOf(from)) {
    refuseAnalyzing(`Unsupported from granularity ${from} to granularity ${to} when merge partitions`, common)
  }
}
