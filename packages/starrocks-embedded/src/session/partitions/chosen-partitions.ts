import { parseQuery, printExpression, transform, visit } from 'starrocks-kit/language'
import type { Expression } from 'starrocks-kit/language'
import type { Table } from 'starrocks-kit/schema'
import { analyzingError } from '../../catalog/catalog-error.ts'
import type { ConcretePartition } from '../../catalog/partitions/concrete-partition.ts'
import type { SessionState } from '../session-state.ts'
import { partitionKeys, plainText, valueOf } from './partition-keys.ts'
import type { PartitionKey } from './partition-keys.ts'
import { allOf, holdsForRange, TRUE } from './range-condition.ts'

/**
 * The partitions all of whose possible rows satisfy a condition: those that DROP PARTITIONS WHERE means. Ranges are judged by their ends, so one that
 * only holds rows of interest by the values of a discrete type stays (PartitionSelector.getRangePartitionIdsByExpr). Throws where the condition is
 * about other columns than those of the partitions.
 */
export async function chosenPartitions(
  where: Expression,
  partitions: readonly ConcretePartition[],
  table: Table,
  session: SessionState,
): Promise<readonly ConcretePartition[]> {
  const keys = partitionKeys(table)
  checkColumns(where, table, keys)
  if (partitions.length === 0) return []
  const conditions = partitions.map((partition) =>
    partition.kind === 'list'
      ? allOf(partition.values.map((values) => withValues(where, keys, values)))
      : holdsForRange(where, partition, keys),
  )
  const query = parseQuery(`SELECT ${conditions.map((condition) => printExpression(condition)).join(', ')}`)
  const { rows } = await session.server.engine.query(query, session.scope())
  const [row = []] = [...rows]
  return partitions.filter((_, i) => row[i] === '1')
}

/** The condition with the keys replaced by the values of a list partition. */
function withValues(where: Expression, keys: readonly PartitionKey[], values: readonly (string | null)[]): Expression {
  const texts = keys.map(({ expression }) => plainText(expression))
  return transform(where, (node) => {
    const at = isExpression(node) ? texts.indexOf(plainText(node)) : -1
    const key = keys[at]
    return key === undefined ? node : valueOf(values[at] ?? null, key)
  })
}

function isExpression(node: { readonly kind: string }): node is Expression {
  return node.kind === 'ColumnReference' || node.kind === 'FunctionCall' || node.kind === 'CastExpression'
}

function checkColumns(where: Expression, table: Table, keys: readonly PartitionKey[]): void {
  const known = new Set(keys.map(({ expression }) => plainText(expression)))
  let used = false
  // Expressions of partitions stand for themselves: their columns are not looked at.
  const rest = transform(where, (node) => {
    if (!isExpression(node) || !known.has(plainText(node))) return node
    used = true
    return TRUE
  })
  const names = keys.map(({ expression }) => `\`${printExpression(expression).replaceAll('`', '')}\``).join('/')
  visit(rest, {
    ColumnReference: (node) => {
      const column = node.parts.at(-1) ?? ''
      if (!table.columns.some(({ name }) => name.toLowerCase() === column.toLowerCase()))
        throw analyzingError(`Column '${column}' cannot be resolved`)
      throw analyzingError(
        `Column \`${column}\` in the partition condition is not a table's partition expression, please use table's partition expressions: ${names}`,
      )
    },
  })
  if (!used)
    throw analyzingError(
      `No partition columns are used in the partition condition: ${printExpression(where)}, please use table's partition expressions directly: ${names}`,
    )
}
