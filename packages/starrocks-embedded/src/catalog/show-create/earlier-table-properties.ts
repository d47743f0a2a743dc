import type { Table } from 'starrocks-kit/schema'
import type { PrintContext } from './print-context.ts'

type Printed = readonly (readonly [string, string])[]

/** The order of 3.2; what is not named here stands before `compression`, which is the last. */
const ORDER: readonly string[] = [
  'replication_num',
  'bloom_filter_columns',
  'colocate_with',
  'dynamic_partition.enable',
  'dynamic_partition.time_unit',
  'dynamic_partition.time_zone',
  'dynamic_partition.start',
  'dynamic_partition.end',
  'dynamic_partition.prefix',
  'dynamic_partition.buckets',
  'dynamic_partition.history_partition_num',
  'dynamic_partition.start_day_of_week',
  'dynamic_partition.start_day_of_month',
  'in_memory',
  'enable_persistent_index',
  'replicated_storage',
  'fast_schema_evolution',
  'write_quorum',
  'binlog_version',
  'binlog_enable',
  'binlog_ttl_second',
  'binlog_max_size',
  'unique_constraints',
  'foreign_key_constraints',
]

/** The properties as frontends before 3.3 print them: not sorted, no `bucket_size`, fast schema evolution only where it was asked for. */
export function earlierTableProperties(
  table: Table,
  context: PrintContext,
  current: (table: Table, context: PrintContext) => Printed,
): Printed {
  const given = table.properties
  const properties = new Map(current(table, context))
  properties.delete('bucket_size')
  if (given['fast_schema_evolution']?.toLowerCase() !== 'true') properties.delete('fast_schema_evolution')
  properties.set('in_memory', given['in_memory']?.toLowerCase() ?? 'false')
  const persistent = given['enable_persistent_index']?.toLowerCase()
  properties.set(
    'enable_persistent_index',
    String(table.key?.type === 'PRIMARY' ? persistent !== 'false' : persistent === 'true'),
  )
  const place = (key: string): number =>
    key === 'compression' ? ORDER.length + 1 : ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length
  return [...properties].toSorted(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
}
