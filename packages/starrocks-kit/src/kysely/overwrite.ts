import { IdentifierNode, RawNode } from 'kysely'
import type { Expression, InsertQueryBuilder, OperationNode } from 'kysely'

const OVERWRITE = 'overwrite'

/**
 * Makes `INSERT INTO` an `INSERT OVERWRITE`: what the query gives takes the place of all rows of the table.
 *
 * @example
 * await db.insertInto('daily').columns(['day', 'amount']).expression(totals).$call(overwrite).execute()
 * // INSERT OVERWRITE `daily` (`day`, `amount`) SELECT ...
 */
export function overwrite<Database, Table extends keyof Database, Result>(
  builder: InsertQueryBuilder<Database, Table, Result>,
): InsertQueryBuilder<Database, Table, Result> {
  return builder.modifyEnd(marker([]))
}

/**
 * The same for some partitions only: rows of all others stay.
 *
 * @example
 * await db.insertInto('daily').expression(totals).$call(overwritePartitions('p20240531')).execute()
 * // INSERT OVERWRITE `daily` PARTITION (`p20240531`) SELECT ...
 */
export function overwritePartitions(
  ...partitions: readonly [string, ...string[]]
): <Database, Table extends keyof Database, Result>(
  builder: InsertQueryBuilder<Database, Table, Result>,
) => InsertQueryBuilder<Database, Table, Result> {
  return (builder) => builder.modifyEnd(marker(partitions.map((name) => IdentifierNode.create(name))))
}

/** Kysely has no place for it in an INSERT: the compiler finds it among the modifiers, which StarRocks' INSERT does not have. */
function marker(partitions: readonly OperationNode[]): Expression<unknown> {
  const node = RawNode.create([OVERWRITE, ...partitions.map(() => '')], partitions)
  return { expressionType: undefined, toOperationNode: () => node }
}

/** The partitions that an INSERT overwrites, none for all of them; undefined when it does not. */
export function overwrittenPartitions(modifiers: readonly OperationNode[] = []): readonly OperationNode[] | undefined {
  const found = modifiers.find((node): node is RawNode => RawNode.is(node) && node.sqlFragments[0] === OVERWRITE)
  return found?.parameters
}
