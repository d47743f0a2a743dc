import { isComplex, isFloatingPoint } from '../../data-type/rules.ts'
import { invalidPartitionType } from '../../partitions/range.ts'
import { canonicalPartitionValue, partitionValueProblem } from '../../partitions/value.ts'
import type { Column } from '../../types/column.ts'
import type { DataType } from '../../types/data-type.ts'
import type { ListPartition, Partition } from '../../types/partitioning.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { includesColumn, sameColumn } from '../columns.ts'
import { checkPartitionName } from '../names.ts'
import { refuseAnalyzing } from '../refusal.ts'

export const NOT_KEY =
  "The partition column could not be aggregated column and unique table's partition column must be key column"

/** Value columns may partition DUPLICATE KEY tables only. */
export function mayPartition(column: Column, key: TableKey): boolean {
  return key.type === 'DUPLICATE' || includesColumn(key.columns, column.name)
}

/** Columns of LIST partitions (ListPartitionDesc.analyzePartitionColumns). */
export function checkListColumns(names: readonly string[], table: Table, key: TableKey): void {
  if (names.length === 0) refuseAnalyzing('No partition columns.')
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name.toLowerCase())) refuseAnalyzing(`Duplicated partition column ${name}`)
    seen.add(name.toLowerCase())
    // Names are compared with their case here.
    const column = table.columns.find((candidate) => candidate.name === name)
    if (column === undefined) refuseAnalyzing(`Partition column[${name}] does not exist in column list.`)
    if (isFloatingPoint(column.type) || isComplex(column.type) || column.type.kind === 'decimal') {
      refuseAnalyzing(invalidPartitionType(column))
    }
    if (!mayPartition(column, key)) refuseAnalyzing(NOT_KEY)
  }
}

/** Names and values of LIST partitions: each value once. */
export function checkListPartitions(partitions: readonly Partition[], names: readonly string[], table: Table): void {
  const lists = partitions.filter((partition): partition is ListPartition => partition.kind === 'list')
  const partitionNames = new Set<string>()
  const values = new Set<string>()
  for (const partition of lists) {
    if (partitionNames.has(partition.name.toLowerCase())) {
      refuseAnalyzing(`Duplicated partition name: ${partition.name}`)
    }
    partitionNames.add(partition.name.toLowerCase())
    checkPartitionName(partition.name)
    for (const tuple of partition.values) {
      if (tuple.length !== names.length) {
        refuseAnalyzing(
          names.length === 1
            ? 'Partition column size should be one when use single list partition '
            : `(${tuple.map((value) => `"${value ?? 'NULL'}"`).join(',')}) size should be equal to partition column size `,
        )
      }
      checkListValues(tuple, names, table)
      const id = JSON.stringify(tuple.map((value, i) => canonical(value, names[i], table)))
      if (values.has(id)) {
        refuseAnalyzing(
          tuple.length === 1
            ? `Duplicated value ${canonical(tuple[0] ?? null, names[0], table) ?? 'NULL'}`
            : `Duplicate values (${tuple.map((value) => `"${value ?? 'NULL'}"`).join(',')}) not allow`,
        )
      }
      values.add(id)
    }
  }
  names.forEach((name, i) => {
    const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
    if (column === undefined || column.nullable) return
    for (const partition of lists) {
      if (partition.values.some((tuple) => tuple[i] === null)) {
        refuseAnalyzing(
          `Partition column[${name}] could not be null but contains null value in partition[${partition.name}]`,
        )
      }
    }
  })
}

/** Values of list partitions have to be of their columns' types. */
export function checkListValues(tuple: ListPartition['values'][number], names: readonly string[], table: Table): void {
  for (const [i, value] of tuple.entries()) {
    const type = typeOf(names[i], table)
    const problem = value === null || type === undefined ? undefined : partitionValueProblem(value, type)
    if (problem !== undefined) refuseAnalyzing(problem)
  }
}

function canonical(value: string | null, name: string | undefined, table: Table): string | null {
  return value === null ? null : canonicalPartitionValue(value, typeOf(name, table))
}

function typeOf(name: string | undefined, table: Table): DataType | undefined {
  return table.columns.find((column) => sameColumn(column.name, name ?? ''))?.type
}

/** Before 3.3.4 columns of list partitions had to be NOT NULL. */
export function checkNotNull(names: readonly string[], table: Table): void {
  for (const name of names) {
    const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
    if (column?.nullable) {
      refuseAnalyzing(
        `The list partition column does not support allow null currently, column:[${name}] should be set to not null.`,
      )
    }
  }
}
