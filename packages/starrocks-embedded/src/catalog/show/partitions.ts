import { findTable } from 'starrocks-kit/schema'
import type { ShowStatement } from 'starrocks-kit/language'
import { missingTable } from '../catalog-error.ts'
import { shownPartitions } from '../partitions/shown-partition.ts'
import type { Cell, ResultTable } from '../result/result-table.ts'
import { timeText } from '../result/time-text.ts'
import { shownObject } from './show-names.ts'
import type { ShowContext } from './show-context.ts'

/** SHOW PARTITIONS; the columns differ by run mode, and one of them says `List` or `Range`. */
export function showPartitions(statement: ShowStatement, context: ShowContext): ResultTable {
  if (statement.from === undefined) return { columns: [], rows: [] }
  const name = shownObject(statement.from, undefined, context)
  const table = findTable(context.catalog.schema, name)
  if (table === undefined) throw missingTable(name.name, context.catalog.capabilities, 'SHOW PARTITIONS')
  const entry = context.catalog.entry(name)
  const created = entry === undefined ? null : timeText(entry.createdAt)
  const list = partitionsByList(table.partitioning)
  const partitions =
    statement.temporary === true ? [] : shownPartitions(table, context.catalog.capabilities, entry?.automaticPartitions)
  const values = list ? 'List' : 'Range'
  if (context.catalog.target.runMode === 'shared_data') {
    return {
      columns: [
        'PartitionId',
        'PartitionName',
        'CompactVersion',
        'VisibleVersion',
        'NextVersion',
        'State',
        'PartitionKey',
        values,
        'DistributionKey',
        'Buckets',
        'DataSize',
        'StorageSize',
        'RowCount',
        'EnableDataCache',
        'AsyncWrite',
        'AvgCS',
        'P50CS',
        'MaxCS',
        'DataVersion',
        'VersionEpoch',
        'VersionTxnType',
        'MetaSwitchVersion',
      ],
      rows: partitions.map((partition, i): readonly Cell[] => [
        String((entry?.id ?? 0) + i + 1),
        partition.name,
        '0',
        '1',
        '2',
        'NORMAL',
        partition.key,
        partition.value,
        partition.distributionKey,
        partition.buckets,
        '0B',
        '0B',
        '0',
        'true',
        'false',
        '0.00',
        '0.00',
        '0.00',
        '1',
        String(entry?.id ?? 0),
        'TXN_NORMAL',
        '0',
      ]),
    }
  }
  return {
    columns: [
      'PartitionId',
      'PartitionName',
      'VisibleVersion',
      'VisibleVersionTime',
      'VisibleVersionHash',
      'State',
      'PartitionKey',
      values,
      'DistributionKey',
      'Buckets',
      'ReplicationNum',
      'StorageMedium',
      'CooldownTime',
      'LastConsistencyCheckTime',
      'DataSize',
      'StorageSize',
      'IsInMemory',
      'RowCount',
      'DataVersion',
      'VersionEpoch',
      'VersionTxnType',
      'TabletBalanced',
    ],
    rows: partitions.map((partition, i): readonly Cell[] => [
      String((entry?.id ?? 0) + i + 1),
      partition.name,
      '1',
      created,
      '0',
      'NORMAL',
      partition.key,
      partition.value,
      partition.distributionKey,
      partition.buckets,
      partition.replication,
      partition.medium,
      partition.cooldown,
      null,
      '0B',
      '0B',
      'false',
      '0',
      '1',
      String(entry?.id ?? 0),
      'TXN_NORMAL',
      'true',
    ]),
  }
}

function partitionsByList(
  partitioning: { readonly kind: string; readonly items?: readonly { readonly kind: string }[] } | undefined,
): boolean {
  if (partitioning?.kind === 'list') return true
  return (
    partitioning?.kind === 'expression' &&
    !(partitioning.items?.length === 1 && partitioning.items[0]?.kind === 'expression')
  )
}
