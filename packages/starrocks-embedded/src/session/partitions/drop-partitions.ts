import { findTable, partitionsInRange } from 'starrocks-kit/schema'
import type { AlterTableStatement, DropPartitionClause } from 'starrocks-kit/language'
import type { Table } from 'starrocks-kit/schema'
import { analyzingError } from '../../catalog/catalog-error.ts'
import { rowsOf } from '../../catalog/data/entries.ts'
import { concretePartitions } from '../../catalog/partitions/concrete-partition.ts'
import type { ConcretePartition } from '../../catalog/partitions/concrete-partition.ts'
import type { SourceText } from '../source-text.ts'
import type { SessionState } from '../session-state.ts'
import { forgetPartitions } from './automatic-partitions.ts'
import { chosenPartitions } from './chosen-partitions.ts'
import { partitionKeys, rowsOfPartition } from './partition-keys.ts'

/**
 * ALTER TABLE DROP PARTITION, with the rows: partitions of the schema and those that came with rows. False when the statement is another one, or
 * about a table without partitions.
 */
export async function dropPartitions(
  statement: AlterTableStatement,
  source: SourceText,
  session: SessionState,
): Promise<boolean> {
  const [clause, ...more] = statement.clauses
  if (clause?.kind !== 'DropPartitionClause' || more.length > 0 || clause.temporary === true) return false
  const { catalog, engine, refresher } = session.server
  const name = session.place.resolve(statement.name)
  const table = findTable(catalog.schema, name)
  const entry = catalog.entry(name)
  if (table === undefined || entry === undefined) return false
  if (table.partitioning === undefined) {
    if (clause.where === undefined) return false
    throw analyzingError("Can't drop partitions with where expression since it is not a partition table")
  }
  const automatic = entry.automaticPartitions ?? []
  const all = [...concretePartitions(table), ...automatic]
  const names = await namesOf(clause, all, table, session)
  const came = new Set(automatic.map((partition) => partition.name))
  const rest = names.filter((one) => !came.has(one))
  // What the schema does not know is refused before anything is dropped.
  const at = { ...source, ...session.place.source }
  if (clause.where === undefined && rest.length === names.length) await catalog.apply(statement, at)
  else if (rest.length > 0) {
    const { where: _, range: __, ...written } = clause
    await catalog.apply({ ...statement, clauses: [{ ...written, names: rest }] }, at)
  }
  const keys = partitionKeys(table)
  const wanted = new Set(names)
  const dropped = all.filter((partition) => wanted.has(partition.name))
  for (const partition of dropped) await engine.deleteRows(rowsOf(entry), table, rowsOfPartition(partition, keys))
  if (rest.length < names.length) await forgetPartitions(session, name, wanted)
  if (dropped.length > 0) refresher.tableChanged(name)
  return true
}

/** The names that a clause stands for; none where START and END make no partitions, which the schema refuses in its own words. */
async function namesOf(
  clause: DropPartitionClause,
  partitions: readonly ConcretePartition[],
  table: Table,
  session: SessionState,
): Promise<readonly string[]> {
  if (clause.names !== undefined) return clause.names
  if (clause.where !== undefined) {
    if (clause.ifExists === true)
      throw analyzingError("Can't drop partitions with where expression and `IF EXISTS` keyword")
    return (await chosenPartitions(clause.where, partitions, table, session)).map(({ name }) => name)
  }
  if (clause.range === undefined || table.partitioning === undefined) return []
  const found = partitionsInRange(table, table.partitioning, clause.range)
  return 'problem' in found ? [] : found.partitions.map(({ name }) => name)
}
