import { type Capabilities, databaseKey, type Table } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import { entryOf } from '../data/entries.ts'
import { partitionColumns } from '../partitions/concrete-partition.ts'
import { type ShownPartition, shownPartitions } from '../partitions/shown-partition.ts'
import { showCreateColumn } from '../show-create/column.ts'
import { timeText } from '../result/time-text.ts'
import type { InformationContext } from './information-context.ts'

/** Columns are told as they are declared. */
const PRINTED = { keyType: undefined, isKey: true, escapesDefaults: false, quotesGenerated: true } as const

/** The hidden partition by which automatic ones are made. */
function shadowOf(
  table: Table,
  [first]: readonly ShownPartition[],
  capabilities: Capabilities,
): readonly ShownPartition[] {
  const { partitioning, ...plain } = table
  if (partitioning?.kind !== 'expression') return []
  const model = first ?? shownPartitions(plain, capabilities)[0]
  return model === undefined ? [] : [{ ...model, name: '$shadow_automatic_partition', value: '' }]
}

/** The partitions of all tables. */
export function partitionsMetaRows({ catalog, target }: InformationContext): readonly (readonly SqlValue[])[] {
  const sharedData = target.runMode === 'shared_data'
  return Object.values(catalog.schema.databases).flatMap((database) =>
    Object.values(database.tables).flatMap((table) => {
      const entry = entryOf(catalog.data, databaseKey(database.name, database.catalog), table.name)
      const created = entry === undefined ? null : timeText(entry.createdAt)
      const key = partitionColumns(table)
        .flatMap((name) => table.columns.filter((column) => column.name === name))
        .map((column) => showCreateColumn(column, { ...PRINTED, capabilities: catalog.capabilities }))
        .join(', ')
      const shown = shownPartitions(table, catalog.capabilities, entry?.automaticPartitions)
      return [...shadowOf(table, shown, catalog.capabilities), ...shown].map((partition, i) => [
        database.name,
        table.name,
        partition.name,
        (entry?.id ?? 0) + i + 1,
        0,
        1,
        created,
        2,
        1,
        1,
        'TXN_NORMAL',
        key,
        partition.value,
        partition.distributionKey,
        Number(partition.buckets),
        Number(partition.replication),
        partition.medium,
        partition.cooldown,
        null,
        false,
        false,
        '0B',
        0,
        sharedData,
        0,
        0,
        0,
        '',
        0,
        0,
      ])
    }),
  )
}
