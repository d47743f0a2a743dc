import { databaseKey } from 'starrocks-kit/schema'
import type { ShowStatement } from 'starrocks-kit/language'
import { entryOf } from '../data/entries.ts'
import type { Cell, ResultTable } from '../result/result-table.ts'
import { timeText } from '../result/time-text.ts'
import { shownDatabase } from './show-names.ts'
import type { ShowContext } from './show-context.ts'

/** SHOW DYNAMIC PARTITION TABLES [FROM database]. */
export function showDynamicPartitionTables(statement: ShowStatement, context: ShowContext): ResultTable {
  const { name, database } = shownDatabase(statement.from, context)
  const tables = Object.values(database?.tables ?? {}).filter(
    (table) => table.properties['dynamic_partition.time_unit'] !== undefined,
  )
  return {
    columns: [
      'TableName',
      'Enable',
      'TimeUnit',
      'Start',
      'End',
      'Prefix',
      'Buckets',
      'ReplicationNum',
      'StartOf',
      'LastUpdateTime',
      'LastSchedulerTime',
      'State',
      'LastCreatePartitionMsg',
      'LastDropPartitionMsg',
      'InScheduler',
    ],
    rows: tables.map((table): readonly Cell[] => {
      const given = (key: string, otherwise: string): string =>
        table.properties[`dynamic_partition.${key}`] ?? otherwise
      const unit = given('time_unit', '').toUpperCase()
      const enabled = given('enable', 'true').toLowerCase()
      const created = entryOf(context.catalog.data, databaseKey(name), table.name)?.createdAt
      return [
        table.name,
        enabled,
        unit,
        given('start', '-2147483648'),
        given('end', '0'),
        given('prefix', ''),
        given('buckets', '0'),
        table.properties['replication_num'] ?? context.catalog.capabilities.defaultReplicationNum,
        startOf(unit, given),
        created === undefined ? null : timeText(created),
        created === undefined ? null : timeText(created),
        'NORMAL',
        null,
        null,
        enabled,
      ]
    }),
  }
}

/** The day on which weeks and months start. */
function startOf(unit: string, given: (key: string, otherwise: string) => string): Cell {
  const days = ['', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
  if (unit === 'WEEK') return days[Number(given('start_day_of_week', '1'))] ?? ''
  if (unit !== 'MONTH') return null
  const day = Number(given('start_day_of_month', '1'))
  return `${day}${day === 1 || day === 21 ? 'st' : day === 2 || day === 22 ? 'nd' : day === 3 || day === 23 ? 'rd' : 'th'}`
}
