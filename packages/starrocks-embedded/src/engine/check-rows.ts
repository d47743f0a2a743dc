import { messageDataType } from 'starrocks-kit/schema'
import type { Column } from 'starrocks-kit/schema'
import { bigBound, isBig } from '../sql/big-decimal.ts'
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

/**
 * Refuses a statement when rows of it break a rule of the table: the server loads all of them or none, unless so great a share may be left out. Returns how
 * many rows there are.
 */
export async function checkRows(
  target: WriteTarget,
  rows: string,
  run: (sql: string) => Promise<StoreResult>,
  ratio = 0,
): Promise<number> {
  const checks = rowChecks(target)
  const broken = checks.length === 0 ? 'FALSE' : `(${checks.map((check) => `(${check.condition})`).join(' OR ')})`
  const counts = checks.map((check) => `count(*) FILTER (WHERE ${check.condition})`)
  const { chunks } = await run(
    `SELECT ${[...counts, `count(*) FILTER (WHERE ${broken})`, 'count(*)'].join(', ')} FROM ${rows}`,
  )
  const [cells = []] = chunks[0]?.getRows() ?? []
  const [bad = 0, all = 0] = cells.slice(checks.length).map(Number)
  if (bad === 0) return all
  if (bad <= all * ratio) {
    await run(`DELETE FROM ${rows} WHERE ${broken}`)
    return all - bad
  }
  const found = cells.slice(0, checks.length)
  const first = checks[found.findIndex((count) => Number(count) > 0)]
  throw new EngineError(
    `Insert has filtered data, txn_id = 0, tracking sql = none; first error: ${first?.message ?? ''}`,
    { errno: 5610 },
  )
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
  if (isBig(column.type)) {
    const bound = bigBound(column.type)
    checks.push({
      // Both bounds are written out: DuckDB compares what its unary minus gives wrongly.
      condition: `${quoted} >= CAST('${bound}' AS BIGNUM) OR ${quoted} <= CAST('-${bound}' AS BIGNUM)`,
      message: `Decimal is out of range. The type of '${column.name}' is ${messageDataType(column.type)}`,
    })
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
