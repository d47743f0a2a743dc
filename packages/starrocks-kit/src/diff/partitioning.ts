import { isDeepStrictEqual } from 'node:util'
import type { Operation } from '../operations/index.ts'
import { capabilitiesOf } from '../schema/capabilities.ts'
import { partitionReplication } from '../schema/partitions/replication.ts'
import type { Partition, PartitionBound, Partitioning, PartitionItem, RangePartition, Table } from '../schema/index.ts'
import { compared, mergeFindings, withOperations, withReason } from './finding.ts'
import type { CompareContext, Comparator, Finding } from './finding.ts'

const lower = (names: readonly string[]): readonly string[] => names.map((name) => name.toLowerCase())

function itemText(item: PartitionItem): string {
  return item.kind === 'column' ? item.column.toLowerCase() : item.expression.text
}

/** What cannot change without building the table anew: the kind and what it is by. */
function scheme(partitioning: Partitioning | undefined): unknown {
  if (partitioning === undefined) return 'none'
  switch (partitioning.kind) {
    case 'range':
      return ['range', partitioning.expression?.text ?? lower(partitioning.columns)]
    case 'list':
      return ['list', lower(partitioning.columns)]
    case 'expression':
      return ['expression', partitioning.items.map(itemText)]
  }
}

function describe(partitioning: Partitioning | undefined): string {
  if (partitioning === undefined) return 'not partitioned'
  switch (partitioning.kind) {
    case 'range':
      return `PARTITION BY RANGE (${partitioning.expression?.text ?? partitioning.columns.join(', ')})`
    case 'list':
      return `PARTITION BY LIST (${partitioning.columns.join(', ')})`
    case 'expression':
      return `PARTITION BY ${partitioning.items.map((item) => (item.kind === 'column' ? item.column : item.expression.text)).join(', ')}`
  }
}

export const comparePartitioning: Comparator<Table> = (from, to, context) => {
  const equal = isDeepStrictEqual(scheme(from.partitioning), scheme(to.partitioning))
  const finding = compared(
    context,
    'partitioning',
    scheme(from.partitioning),
    scheme(to.partitioning),
    equal,
    'kind, columns and expressions; left out means not partitioned',
  )
  if (!equal) {
    return withReason(
      finding,
      `the partitioning cannot be altered: it is ${describe(from.partitioning)} and should be ${describe(to.partitioning)}`,
    )
  }
  if (from.partitioning === undefined || to.partitioning === undefined) return finding
  return mergeFindings([finding, comparePartitions(from, from.partitioning, to, to.partitioning, context)])
}

/**
 * Partitions hold rows and come and go with them, by hand, by the server's schedule or by loading: those that only the server has are left alone unless
 * partitions are managed. Those that are declared and missing are added, as long as the server does not make them itself.
 */
function comparePartitions(
  live: Table,
  from: Partitioning,
  to: Table,
  desired: Partitioning,
  context: CompareContext,
): Finding {
  const there = new Map(
    from.partitions.flatMap((partition) => (partition.kind === 'batch' ? [] : [[partition.name, partition]])),
  )
  if (desired.kind === 'expression' || to.properties['dynamic_partition.enable']?.toLowerCase() === 'true') {
    const rule = 'the server creates partitions as rows arrive or by its schedule: not compared'
    return compared(context, 'partitions', [...there.keys()], desired.partitions.map(nameOf), true, rule)
  }
  const findings = desired.partitions.map((partition, index): Finding => {
    const attribute = `partitions.${nameOf(partition)}`
    if (partition.kind === 'batch') {
      const rule = 'a batch is a shorthand of the first CREATE: not compared'
      return compared(context, attribute, undefined, partition, true, rule)
    }
    const old = there.get(partition.name)
    if (old === undefined) {
      const add: Operation = { kind: 'AddPartition', table: context.name, partition }
      return withOperations(
        compared(context, attribute, undefined, partition, false, 'partitions are matched by name'),
        [add],
      )
    }
    const equal = samePartition(old, partition, desired.partitions[index - 1])
    const finding = compared(context, attribute, old, partition, equal, 'bounds or values, value for value')
    return equal
      ? mergeFindings([finding, comparePartitionReplication(old, live, partition, context)])
      : withReason(finding, `the partition ${partition.name} holds other values on the server, and cannot be altered`)
  })
  const declared = new Set(desired.partitions.map(nameOf))
  const extra = [...there.keys()].filter((name) => !declared.has(name))
  if (extra.length > 0) findings.unshift(compareOthers(extra, there, desired, context))
  return mergeFindings(findings)
}

/** Partitions that are not declared: the first operations, because what is added may take their place. */
function compareOthers(
  extra: readonly string[],
  there: ReadonlyMap<string, NamedPartition>,
  desired: Partitioning,
  context: CompareContext,
): Finding {
  const attribute = 'partitions (others)'
  if (context.managePartitions !== true) {
    const rule = 'partitions that are not declared are left alone: they hold rows'
    return compared(context, attribute, extra, [], true, rule)
  }
  // A batch stands for partitions whose names only a CREATE makes of it.
  if (desired.partitions.every((partition) => partition.kind === 'batch')) {
    const rule = 'where no partition is declared, those that exist are left alone'
    return compared(context, attribute, extra, [], true, rule)
  }
  const rule = 'partitions are managed: those that are not declared go away'
  return withOperations(
    compared(context, attribute, extra, [], false, rule),
    extra.flatMap((partition): readonly Operation[] => {
      const definition = there.get(partition)
      return definition === undefined ? [] : [{ kind: 'DropPartition', table: context.name, partition, definition }]
    }),
  )
}

/** SHOW CREATE prints the replication of a partition where it differs from the table's; of its storage the server prints nothing. */
function comparePartitionReplication(
  from: NamedPartition,
  live: Table,
  to: NamedPartition,
  context: CompareContext,
): Finding {
  const attribute = `partitions.${to.name}.replication_num`
  const old = partitionReplication(from, live, capabilitiesOf(context.target))
  const declared = to.properties?.['replication_num']
  if (declared === undefined) {
    return compared(context, attribute, old, undefined, true, 'left out means whatever is there')
  }
  const finding = compared(context, attribute, old, declared, old === declared, 'value for value')
  if (old === declared) return finding
  return withOperations(finding, [
    {
      kind: 'ModifyPartitionProperties',
      table: context.name,
      partition: to.name,
      from: { replication_num: old },
      to: { replication_num: declared },
    },
  ])
}

function nameOf(partition: Partition): string {
  return partition.kind === 'batch' ? `START ${partition.start}` : partition.name
}

type NamedPartition = Exclude<Partition, { kind: 'batch' }>

/** The server answers LESS THAN with a fixed range, whose lower bound is the upper bound of the partition before it. */
function samePartition(from: NamedPartition, to: NamedPartition, previous: Partition | undefined): boolean {
  if (from.kind === 'list' || to.kind === 'list') {
    return from.kind === 'list' && to.kind === 'list' && sameValues(from.values, to.values)
  }
  if (!sameBounds(from.upper, to.upper)) return false
  if (from.kind === 'range' && to.kind === 'range') return sameBounds(from.lower, to.lower)
  const fixed: RangePartition | undefined = from.kind === 'range' ? from : to.kind === 'range' ? to : undefined
  if (fixed === undefined || previous === undefined || previous.kind === 'batch' || previous.kind === 'list')
    return true
  return sameBounds(fixed.lower, previous.upper)
}

function sameBounds(from: readonly PartitionBound[], to: readonly PartitionBound[]): boolean {
  return isDeepStrictEqual(from, to)
}

/** The order of the values does not matter; NULL and the text of that word cannot be told apart on a server, which prints both alike. */
function sameValues(
  from: readonly (readonly (string | null)[])[],
  to: readonly (readonly (string | null)[])[],
): boolean {
  return isDeepStrictEqual(sortedTuples(from), sortedTuples(to))
}

function sortedTuples(values: readonly (readonly (string | null)[])[]): readonly string[] {
  return values.map((tuple) => JSON.stringify(tuple.map((value) => value ?? 'NULL'))).toSorted()
}
