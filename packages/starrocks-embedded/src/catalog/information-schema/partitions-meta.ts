import { databaseKey } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import { entryOf } from '../data/entries.ts'
import { shownPartitions } from '../partitions/shown-partition.ts'
import { timeText } from '../result/time-text.ts'
import type { InformationContext } from './information-context.ts'

export function partitionsMetaRows({ catalog, target }: InformationContext): readonly (readonly SqlValue[])[] {
  const sharedData = target.runMode === 'shared_data'
  return Object.values(catalog.schema.databases).flatMap((database) =>
    Object.values(database.tables).flatMap((table) => {
      const entry = entryOf(catalog.data, databaseKey(database.name, database.catalog), table.name)
      const created = entry === undefined ? null : timeText(entry.createdAt)
      return shownPartitions(table, catalog.capabilities, entry?.automaticPartitions).map((partition, i) => [
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
        partition.key,
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
