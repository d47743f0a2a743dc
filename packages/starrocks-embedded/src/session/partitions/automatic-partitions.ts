import { automaticRange, findTable, partitionsInRange } from 'starrocks-kit/schema'
import { parseQuery, quoteIdentifier } from 'starrocks-kit/language'
import type { AlterTableStatement } from 'starrocks-kit/language'
import type { ExpressionPartitioning, ObjectName, PartitionItem, RangePartition, Table } from 'starrocks-kit/schema'
import { withEntry } from '../../catalog/data/entries.ts'
import { concretePartitions } from '../../catalog/partitions/concrete-partition.ts'
import type { ConcretePartition } from '../../catalog/partitions/concrete-partition.ts'
import { listPartitionName, rangeOfValue } from '../../catalog/partitions/automatic-partition.ts'
import type { SessionAccess } from '../session-access.ts'

/** Remembers the partitions that rows of a table brought with them (PARTITION BY of expressions and columns). */
export async function recordPartitions(name: ObjectName, session: SessionAccess): Promise<void> {
  const { catalog, engine } = session.server
  const table = findTable(catalog.schema, name)
  const partitioning = table?.partitioning
  if (table === undefined || partitioning?.kind !== 'expression') return
  const { items } = partitioning
  const query = `SELECT DISTINCT ${items.map(textOf).join(', ')} FROM ${fullName(name)}`
  const { rows } = await engine.query(parseQuery(query), session.scope())
  const known = new Set((catalog.entry(name)?.automaticPartitions ?? []).map((partition) => partition.name))
  const made = [...rows].flatMap((cells) => {
    const row = cells.map((cell) => (cell === null || typeof cell === 'string' ? cell : Buffer.from(cell).toString()))
    const partition = partitionOf(table, partitioning, row)
    if (partition === undefined || known.has(partition.name)) return []
    known.add(partition.name)
    return [partition]
  })
  if (made.length === 0) return
  made.sort((a, b) => (a.name < b.name ? -1 : 1))
  await catalog.update((data) =>
    withEntry(data, name, (entry) => ({
      ...entry,
      automaticPartitions: [...(entry.automaticPartitions ?? []), ...made],
    })),
  )
}

function partitionOf(
  table: Table,
  partitioning: ExpressionPartitioning,
  row: readonly (string | null)[],
): ConcretePartition | undefined {
  const [value = null] = row
  const expression = automaticRange(partitioning, table.columns)
  if (expression === undefined) return { kind: 'list', name: listPartitionName(row), values: [row] }
  const range = rangeOfValue(expression, value, table)
  if (range === undefined) return undefined
  // Partitions that were made beforehand take their rows.
  const begin = boundText(range.lower)
  const taken = concretePartitions(table).some(
    (partition) =>
      partition.kind === 'range' && boundText(partition.lower) <= begin && begin < boundText(partition.upper),
  )
  return taken ? undefined : range
}

function boundText(bounds: RangePartition['lower']): string {
  const [bound] = bounds
  return bound?.kind === 'value' ? bound.value : '9999-99-99'
}

function textOf(item: PartitionItem): string {
  return item.kind === 'column' ? quoteIdentifier(item.column) : item.expression.text
}

function fullName(name: ObjectName): string {
  return `${quoteIdentifier(name.database)}.${quoteIdentifier(name.name)}`
}

/** ADD PARTITION of a table whose partitions come with rows: the schema does not keep them, the entry does. Called once the statement was accepted. */
export async function addAutomaticPartitions(statement: AlterTableStatement, session: SessionAccess): Promise<void> {
  const name = session.place.resolve(statement.name)
  const table = findTable(session.server.catalog.schema, name)
  const partitioning = table?.partitioning
  if (table === undefined || partitioning?.kind !== 'expression') return
  const added = statement.clauses.flatMap((clause): readonly ConcretePartition[] => {
    if (clause.kind !== 'AddPartitionClause' || clause.temporary === true) return []
    const { partition } = clause
    if (partition.kind === 'ListPartition') return [{ kind: 'list', name: partition.name, values: partition.values }]
    if (partition.kind !== 'MultiRangePartition') return []
    const made = partitionsInRange(table, partitioning, partition)
    return 'problem' in made ? [] : made.partitions
  })
  if (added.length === 0) return
  const made = new Set(concretePartitions(table).map((partition) => partition.name))
  await session.server.catalog.update((data) =>
    withEntry(data, name, (entry) => {
      const known = new Set(entry.automaticPartitions?.map((partition) => partition.name))
      const fresh = added.filter((partition) => !made.has(partition.name) && !known.has(partition.name))
      return { ...entry, automaticPartitions: [...(entry.automaticPartitions ?? []), ...fresh] }
    }),
  )
}

/** Forgets partitions that came with rows. */
export async function forgetPartitions(
  session: SessionAccess,
  name: ObjectName,
  dropped: ReadonlySet<string>,
): Promise<void> {
  await session.server.catalog.update((data) =>
    withEntry(data, name, (entry) => ({
      ...entry,
      automaticPartitions: (entry.automaticPartitions ?? []).filter((partition) => !dropped.has(partition.name)),
    })),
  )
}
