import type { Distribution } from '../../schema/types/distribution.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { Partition } from '../../schema/types/partitioning.ts'
import type { Properties } from '../../schema/types/properties.ts'
import type { Index, Rollup, SortItem, Table } from '../../schema/types/table.ts'

export interface CreateTable {
  readonly kind: 'CreateTable'
  readonly table: ObjectName
  readonly definition: Table
}

/** `definition` is what gets lost; absent in hand-written revisions, which then cannot be reversed. */
export interface DropTable {
  readonly kind: 'DropTable'
  readonly table: ObjectName
  readonly definition?: Table
}

export interface RenameTable {
  readonly kind: 'RenameTable'
  readonly table: ObjectName
  readonly to: string
}

/** Exchanges two tables of the same database, names staying in place. */
export interface SwapTable {
  readonly kind: 'SwapTable'
  readonly table: ObjectName
  readonly with: string
}

/** A change that StarRocks cannot make in place: only the plan decides what becomes of it (an error item, or a rebuild). */
export interface ReplaceTable {
  readonly kind: 'ReplaceTable'
  readonly table: ObjectName
  readonly from: Table
  readonly to: Table
  /** One sentence for each attribute that cannot be altered. */
  readonly reasons: readonly string[]
}

export interface ModifyTableComment {
  readonly kind: 'ModifyTableComment'
  readonly table: ObjectName
  readonly from?: string
  readonly to?: string
}

/** `from` and `to` hold only the properties that differ; a key missing on one side is not set there. */
export interface ModifyTableProperties {
  readonly kind: 'ModifyTableProperties'
  readonly table: ObjectName
  readonly from: Properties
  readonly to: Properties
}

export interface ModifyDistribution {
  readonly kind: 'ModifyDistribution'
  readonly table: ObjectName
  readonly from?: Distribution
  readonly to: Distribution
}

export interface ModifySortKey {
  readonly kind: 'ModifySortKey'
  readonly table: ObjectName
  readonly from?: readonly SortItem[]
  readonly to: readonly SortItem[]
}

export interface AddIndex {
  readonly kind: 'AddIndex'
  readonly table: ObjectName
  readonly index: Index
}

export interface DropIndex {
  readonly kind: 'DropIndex'
  readonly table: ObjectName
  readonly index: string
  readonly definition?: Index
}

export interface AddRollup {
  readonly kind: 'AddRollup'
  readonly table: ObjectName
  readonly rollup: Rollup
}

export interface DropRollup {
  readonly kind: 'DropRollup'
  readonly table: ObjectName
  readonly rollup: string
  readonly definition?: Rollup
}

export interface AddPartition {
  readonly kind: 'AddPartition'
  readonly table: ObjectName
  readonly partition: Partition
}

/** Properties of one partition that exists; `from` and `to` hold only those that differ. */
export interface ModifyPartitionProperties {
  readonly kind: 'ModifyPartitionProperties'
  readonly table: ObjectName
  readonly partition: string
  readonly from: Properties
  readonly to: Properties
}

export interface DropPartition {
  readonly kind: 'DropPartition'
  readonly table: ObjectName
  readonly partition: string
  readonly definition?: Partition
}
