import type { Partition, Partitioning } from '../../types/partitioning.ts'
import type { Table } from '../../types/table.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import type { RefusalOptions } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

export type Fail = (detail: string, options?: RefusalOptions) => never

/** Up to 3.2 partitions are looked at only while the statement runs. */
export function failing(scope: ApplyScope): Fail {
  return scope.capabilities.wording === '3.2' ? refuse : refuseAnalyzing
}

export function isTaken(partitioning: Partitioning, name: string): boolean {
  return partitioning.partitions.some((partition) => 'name' in partition && partition.name === name)
}

export function withPartitions(table: Table, partitioning: Partitioning, partitions: readonly Partition[]): Table {
  return { ...table, partitioning: { ...partitioning, partitions } }
}
