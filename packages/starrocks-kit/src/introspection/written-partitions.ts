import type { CreateTableStatement, ListPartition, Statement } from '../language/index.ts'
import { isString } from '../schema/data-type/rules.ts'
import { tableFromStatement } from '../schema/from-ast/table.ts'
import { writtenPartitioning } from '../schema/partitions/less-than.ts'
import { partitionDesc } from '../schema/to-statements/partitioning.ts'
import type { Table } from '../schema/index.ts'

/**
 * The partitions of a SHOW CREATE as a CREATE can say them: NULL is no text, and MAXVALUE over several columns is no tuple.
 *
 * @throws Error where no CREATE TABLE makes what is shown.
 */
export function withWrittenPartitions(statement: Statement): Statement {
  if (statement.kind !== 'CreateTableStatement') return statement
  const { partition } = statement
  if (partition?.kind === 'ListPartitionDesc') {
    const nullable = nullableColumns(statement, partition.columns)
    const partitions = partition.partitions?.map((one) => withNulls(one, nullable))
    return partitions === undefined ? statement : { ...statement, partition: { ...partition, partitions } }
  }
  if (partition?.kind !== 'RangePartitionDesc' || (partition.columns?.length ?? 0) < 2) return statement
  const hasMaximum = partition.partitions.some(
    (one) => one.kind === 'FixedRangePartition' && one.upper.some(({ kind }) => kind === 'MaxValue'),
  )
  const { partitioning, columns } = tableOf(statement)
  if (!hasMaximum || partitioning === undefined) return statement
  const written = writtenPartitioning(partitioning, columns)
  if (written === partitioning)
    throw new Error('no CREATE TABLE makes MAXVALUE over several columns beside such ranges')
  return { ...statement, partition: partitionDesc(written) }
}

const tableOf = (statement: CreateTableStatement): Table => tableFromStatement(statement, { origin: 'analyzer' })

/** For each column whether NULL may be among its values. A text of four letters is one only where no NULL can be: nothing tells them apart elsewhere. */
function nullableColumns(statement: CreateTableStatement, names: readonly string[]): readonly boolean[] {
  const { columns } = tableOf(statement)
  return names.map((name) => {
    const column = columns.find((one) => one.name.toLowerCase() === name.toLowerCase())
    return column !== undefined && (column.nullable || !isString(column.type))
  })
}

/** Values are printed as texts, NULL too (ListPartitionInfo.valuesToString). */
function withNulls(partition: ListPartition, nullable: readonly boolean[]): ListPartition {
  const values = partition.values.map((tuple) =>
    tuple.map((value, index) => (value === 'NULL' && nullable[index] === true ? null : value)),
  )
  return { ...partition, values }
}
