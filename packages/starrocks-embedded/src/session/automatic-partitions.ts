import { automaticRange, findTable } from 'starrocks-kit/schema'
import { parseExpression, parseQuery, quoteIdentifier, quoteString } from 'starrocks-kit/language'
import type { AlterTableStatement, DropPartitionClause } from 'starrocks-kit/language'
import type {
  ExpressionPartitioning,
  ListPartition,
  ObjectName,
  PartitionItem,
  RangePartition,
  Table,
} from 'starrocks-kit/schema'
import { databaseKey } from 'starrocks-kit/schema'
import { CatalogError } from '../catalog/catalog-error.ts'
import type { CatalogData, ObjectEntry } from '../catalog/catalog-data.ts'
import { rowsOf } from '../catalog/entries.ts'
import { concretePartitions } from '../catalog/partitions/concrete-partition.ts'
import type { ConcretePartition } from '../catalog/partitions/concrete-partition.ts'
import { listPartitionName, rangeOfValue } from '../catalog/partitions/automatic-partition.ts'
import { evaluateExpression, truth } from '../catalog/rows/evaluate-expression.ts'
import type { SessionState } from './session-state.ts'

/** Remembers the partitions that rows of a table brought with them (PARTITION BY of expressions and columns). */
export async function recordPartitions(name: ObjectName, session: SessionState): Promise<void> {
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
  await updateEntry(session, name, (entry) => ({
    ...entry,
    automaticPartitions: [...(entry.automaticPartitions ?? []), ...made],
  }))
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

async function updateEntry(
  session: SessionState,
  name: ObjectName,
  change: (entry: ObjectEntry) => ObjectEntry,
): Promise<void> {
  const key = databaseKey(name.database, name.catalog)
  await session.server.catalog.update((data): CatalogData => {
    const entry = data.objects[key]?.[name.name]
    if (entry === undefined) return data
    return { ...data, objects: { ...data.objects, [key]: { ...data.objects[key], [name.name]: change(entry) } } }
  })
}

/** ALTER TABLE DROP PARTITION of partitions that came with rows: true when that is all the statement is about. */
export async function dropAutomaticPartitions(statement: AlterTableStatement, session: SessionState): Promise<boolean> {
  const [clause, ...more] = statement.clauses
  if (clause?.kind !== 'DropPartitionClause' || more.length > 0 || clause.temporary === true) return false
  const name = session.place.resolve(statement.name)
  const table = findTable(session.server.catalog.schema, name)
  const partitions = session.server.catalog.entry(name)?.automaticPartitions ?? []
  if (table?.partitioning?.kind !== 'expression' || partitions.length === 0) return false
  const { items } = table.partitioning
  const dropped = chosen(clause, partitions, items, table.name, session)
  if (dropped === undefined) return false
  const stored = session.server.catalog.entry(name)
  if (stored === undefined) return false
  for (const partition of dropped)
    await session.server.engine.deleteRows(rowsOf(stored), table, parseExpression(conditionOf(partition, items)))
  const names = new Set(dropped.map((partition) => partition.name))
  await updateEntry(session, name, (entry) => ({
    ...entry,
    automaticPartitions: partitions.filter((partition) => !names.has(partition.name)),
  }))
  session.server.refresher.tableChanged(name)
  return true
}

/** The partitions that a clause means; undefined when it means others than those that came with rows. */
function chosen(
  clause: DropPartitionClause,
  partitions: readonly ConcretePartition[],
  items: readonly PartitionItem[],
  table: string,
  session: SessionState,
): readonly ConcretePartition[] | undefined {
  if (clause.names !== undefined) {
    const found = clause.names.map((name) => partitions.find((partition) => partition.name === name))
    return found.includes(undefined) ? undefined : found.flatMap((partition) => partition ?? [])
  }
  const { where } = clause
  if (where === undefined || !partitions.every((partition) => partition.kind === 'list')) return undefined
  const context = session.evaluation()
  return partitions.filter((partition): partition is ListPartition => {
    if (partition.kind !== 'list') return false
    const [values = []] = partition.values
    return (
      truth(
        evaluateExpression(where, {
          ...context,
          column: (parts) => {
            const column = parts.at(-1) ?? ''
            const place = items.findIndex((item) => item.kind === 'column' && sameName(item.column, column))
            if (place === -1) {
              const names = items.map((item) => `\`${textOf(item).replaceAll('`', '')}\``).join(', ')
              throw new CatalogError(
                `Getting analyzing error. Detail message: Column \`${column}\` in the partition condition is not a table's partition expression, please use table's partition expressions: ${names || table}.`,
              )
            }
            return values[place] ?? null
          },
        }),
      ) === true
    )
  })
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** The rows of a partition. */
function conditionOf(partition: ConcretePartition, items: readonly PartitionItem[]): string {
  if (partition.kind === 'list') {
    const [values = []] = partition.values
    return items
      .map((item, i) => `${textOf(item)} <=> ${values[i] === null ? 'NULL' : quoteString(values[i] ?? '')}`)
      .join(' AND ')
  }
  const [item] = items
  const text = item === undefined ? 'NULL' : textOf(item)
  const begin = boundText(partition.lower)
  return begin.startsWith('0000') ? `${text} IS NULL` : `${text} = ${quoteString(begin)}`
}
