import type { Column } from 'starrocks-kit/schema'
import { quoteDuckIdentifier } from '../sql/duck-text.ts'
import type { WriteTarget } from '../sql/dml/target.ts'
import { partitionNamesCondition } from '../sql/query/partition.ts'
import { EngineError } from '../sql/engine-error.ts'
import type { StoreResult } from './run.ts'

/** Something that a row may not be, and what the server says of it. */
interface RowCheck {
  readonly condition: string
  readonly message: string
}

/** Refuses a statement when one of its rows breaks a rule of the table: the server loads all rows of a statement or none. */
export async function checkRows(
  target: WriteTarget,
  rows: string,
  run: (sql: string) => Promise<StoreResult>,
): Promise<void> {
  const checks = rowChecks(target)
  if (checks.length === 0) return
  const counts = checks.map((check) => `count(*) FILTER (WHERE ${check.condition})`)
  const { chunks } = await run(`SELECT ${counts.join(', ')} FROM ${rows}`)
  const [found] = chunks[0]?.getRows() ?? []
  const at = found?.findIndex((count) => Number(count) > 0) ?? -1
  const broken = checks[at]
  if (broken !== undefined) {
    throw new EngineError(`Insert has filtered data, txn_id = 0, tracking sql = none; first error: ${broken.message}`, {
      errno: 5610,
    })
  }
}

/** The rules that every row of a table keeps. */
export function rowChecks(target: WriteTarget): readonly RowCheck[] {
  const checks = target.table.columns.flatMap((column) => checksOf(column, target))
  const partitions = partitionCheck(target)
  return partitions === undefined ? checks : [...checks, partitions]
}

function checksOf(column: Column, target: WriteTarget): readonly RowCheck[] {
  const quoted = quoteDuckIdentifier(column.name)
  const checks: RowCheck[] = []
  const required =
    !column.nullable ||
    (target.keyType === 'PRIMARY' && target.keys.some((key) => key.toLowerCase() === column.name.toLowerCase()))
  if (required && column.generated === undefined) {
    checks.push({ condition: `${quoted} IS NULL`, message: `NULL value in non-nullable column '${column.name}'` })
  }
  if (column.type.kind === 'char' || column.type.kind === 'varchar') {
    if (column.type.length > 0) {
      checks.push({
        condition: `strlen(${quoted}) > ${column.type.length}`,
        message: `String is too long. column: '${column.name}', the max length is ${column.type.length}`,
      })
    }
  }
  return checks
}

/** A row must fall into a partition, unless partitions come into being with the data. */
function partitionCheck(target: WriteTarget): RowCheck | undefined {
  const { partitioning } = target.table
  if (partitioning === undefined || partitioning.kind === 'expression') return undefined
  if (partitioning.kind === 'range' && partitioning.expression !== undefined) return undefined
  const names = partitioning.partitions.flatMap((partition) => ('name' in partition ? [partition.name] : []))
  if (names.length === 0 || names.length < partitioning.partitions.length) return undefined
  return {
    condition: `NOT coalesce(${partitionNamesCondition(target.table, names)}, FALSE)`,
    message: 'The row is out of partition ranges. Please add a new partition.',
  }
}
