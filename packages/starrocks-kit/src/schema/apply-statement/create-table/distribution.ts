import type { CreateTableStatement } from '../../../language/index.ts'
import type { Capabilities } from '../../capabilities.ts'
import { ownEntry } from '../../state.ts'
import { canBeKey } from '../../data-type/rules.ts'
import { messageDataType } from '../../data-type/print.ts'
import type { Column } from '../../types/column.ts'
import type { Distribution } from '../../types/distribution.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { includesColumn, sameColumn } from '../columns.ts'
import { at } from '../names.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { KEYS_TYPE } from './key.ts'

/** FE config `max_bucket_number_per_partition`. */
const MAX_BUCKETS = 1024

/** What is written, or what the server takes when it is left out (CreateTableAnalyzer.analyzeDistributionDesc). */
export function checkDistribution(
  table: Table,
  key: TableKey,
  statement: CreateTableStatement,
  scope: ApplyScope,
): Distribution {
  const { wording } = scope.capabilities
  const distribution = table.distribution ?? defaultDistribution(table, key, statement, scope)
  const hasReplace = table.columns.some(
    (column) =>
      column.aggregation === 'REPLACE' ||
      column.aggregation === 'REPLACE_IF_NOT_NULL' ||
      (wording === '3.2' && isReplaced(column, key)),
  )
  if (distribution.kind === 'random' && !allowsRandom(key, hasReplace, scope.capabilities)) {
    refuseAnalyzing(
      wording === '4.1'
        ? `${key.type} KEY cannot use random distribution`
        : `${key.type} KEY${hasReplace && scope.capabilities.randomAggregateKey ? ' with replace ' : ''} must use hash distribution`,
      at(statement.distribution, scope),
    )
  }
  const buckets = distribution.kind === 'range' ? undefined : distribution.buckets
  if (buckets !== undefined && buckets > MAX_BUCKETS && table.partitioning !== undefined) {
    refuseAnalyzing(`The maximum number of buckets for a partition is ${MAX_BUCKETS}`, { code: 5510 })
  }
  if (distribution.kind === 'hash') {
    for (const name of distribution.columns) {
      if (
        !includesColumn(
          table.columns.map((column) => column.name),
          name,
        )
      ) {
        refuseAnalyzing(`Distribution column(${name}) doesn't exist.`)
      }
    }
  }
  return distribution
}

/** Value columns of these models carry REPLACE inside. */
export function isReplaced(column: Column, key: TableKey): boolean {
  return (key.type === 'UNIQUE' || key.type === 'PRIMARY') && !includesColumn(key.columns, column.name)
}

export function allowsRandom(
  key: TableKey,
  hasReplace: boolean,
  { randomAggregateKey }: Pick<Capabilities, 'randomAggregateKey'>,
): boolean {
  return key.type === 'DUPLICATE' || (key.type === 'AGGREGATE' && !hasReplace && randomAggregateKey)
}

/** Whether a table or materialized view without DISTRIBUTED BY is split by range; undefined when nobody has said what the frontend is configured to do. */
export function splitsByRange({ capabilities, context }: ApplyScope): boolean | undefined {
  if (!capabilities.rangeDistribution) return false
  const setting = ownEntry(context.frontendConfig ?? {}, 'enable_range_distribution')
  return setting === undefined ? undefined : setting === 'true'
}

function defaultDistribution(
  table: Table,
  key: TableKey,
  statement: CreateTableStatement,
  scope: ApplyScope,
): Distribution {
  const byRange = splitsByRange(scope)
  const bare = key.type === 'DUPLICATE' && statement.key === undefined && table.sortKey === undefined
  if (byRange === true && !bare) return { kind: 'range' }
  if (Object.hasOwn(table.properties, 'colocate_with')) {
    refuseAnalyzing('Colocate table must specify distribution column')
  }
  switch (key.type) {
    case 'PRIMARY':
      if (!scope.capabilities.primaryKeyDefaultDistribution) {
        refuseAnalyzing('Currently only support default distribution in DUP_KEYS')
      }
      return { kind: 'hash', columns: key.columns }
    case 'DUPLICATE':
      return { kind: 'random' }
    default:
      if (!scope.capabilities.primaryKeyDefaultDistribution) {
        refuseAnalyzing('Currently only support default distribution in DUP_KEYS')
      }
      // Such a table may have come from a server that splits by range: nothing else makes one.
      if (byRange === undefined) return { kind: 'range' }
      return refuseAnalyzing(`Currently not support default distribution in ${KEYS_TYPE[key.type]}`, {
        remedy: `Add DISTRIBUTED BY HASH(${key.columns.join(', ')}).`,
      })
  }
}

/** The sort key decides how rows are split, so that it has to be the key of models that have one (CreateTableAnalyzer.analyzeSortKeys). */
export function checkRangeSortKey({ sortKey }: Table, key: TableKey, distribution: Distribution): void {
  if (distribution.kind !== 'range' || key.type === 'DUPLICATE' || sortKey === undefined) return
  const sorted = sortKey.map(({ column }) => column)
  if (key.type === 'PRIMARY') {
    if (sorted.length === key.columns.length && sorted.every((name, i) => sameColumn(name, key.columns[i] ?? '')))
      return
    refuseAnalyzing('The sort columns must be same with primary key columns and the order must be consistent')
  }
  if (!sorted.every((name) => includesColumn(key.columns, name)) || new Set(sorted).size !== key.columns.length) {
    refuseAnalyzing('The sort columns must be same with key columns')
  }
}

/** Found only when the table is made: columns that are no keys, or of a type that cannot be hashed. */
export function checkHashColumns(
  table: Table,
  key: TableKey,
  distribution: Distribution,
  capabilities: Capabilities,
): void {
  if (distribution.kind !== 'hash') return
  for (const name of distribution.columns) {
    const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
    if (column === undefined) continue
    if (key.type !== 'DUPLICATE' && !includesColumn(key.columns, name)) {
      refuse(`Distribution column[${name}] is not key column`, { remedy: `Use columns of the ${key.type} KEY.` })
    }
    if (!canBeKey(column.type, capabilities))
      refuse(`${messageDataType(column.type)} column can not be distribution column`)
  }
}
