import type {
  ColumnRenameClause,
  PartitionRenameClause,
  RollupRenameClause,
  SwapTableClause,
  TableRenameClause,
} from '../../../language/index.ts'
import type { Capabilities } from '../../capabilities.ts'
import { normalizeTableExpression } from '../../normalize/expression.ts'
import { findObject, findTable, ownEntry, withObject, withoutEntry, withoutObject } from '../../state.ts'
import type { ObjectName } from '../../types/names.ts'
import type { PartitionItem, Partitioning } from '../../types/partitioning.ts'
import type { SqlText } from '../../types/sql-text.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { sameColumn } from '../columns.ts'
import { inactivates } from '../dependents.ts'
import { at, checkColumnName, checkPartitionName, checkTableName } from '../names.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import { applied } from '../result.ts'
import type { Applied, ApplyScope } from '../result.ts'

export function renameTable(name: ObjectName, table: Table, clause: TableRenameClause, scope: ApplyScope): Applied {
  const { newName } = clause
  if (newName === name.name) refuseAnalyzing(`Same table name ${newName}`, at(clause, scope))
  checkTableName(newName)
  const target = { ...name, name: newName }
  if (findObject(scope.state, target) !== undefined) refuse(`Table name[${newName}] is already used`)
  const without = withoutObject(scope.state, name)
  return applied(
    withObject(without, name, { ...table, name: newName }),
    ...inactivates(name, `base-table renamed: ${name.name}`, scope),
  )
}

/** SWAP WITH exchanges two tables; each keeps its own definition under the other's name. */
export function swapTable(name: ObjectName, table: Table, clause: SwapTableClause, scope: ApplyScope): Applied {
  const target = { ...name, name: clause.name }
  if (clause.name === name.name) refuse(`New name conflicts with rollup index name: ${clause.name}`)
  const other = findTable(scope.state, target)
  if (other === undefined) {
    const object = findObject(scope.state, target)
    if (object?.kind === 'MaterializedView') refuse('Materialized view can only SWAP WITH materialized view')
    refuse(`Table ${clause.name} does not exist or is not OLAP/LAKE table`)
  }
  const swapped = withObject(withObject(scope.state, name, { ...other, name: name.name }), name, {
    ...table,
    name: other.name,
  })
  return applied(
    swapped,
    ...inactivates(name, `base-table swapped: ${name.name}`, scope),
    ...inactivates(target, `base-table swapped: ${clause.name}`, scope),
  )
}

/** RENAME COLUMN: everything that names the column follows. */
export function renameColumn(table: Table, key: TableKey, clause: ColumnRenameClause, scope: ApplyScope): Table {
  if (!scope.capabilities.renameColumn) refuse('Not support', { remedy: 'RENAME COLUMN needs version 3.3.2 or later.' })
  checkColumnName(clause.newName, scope)
  const column = table.columns.find((candidate) => sameColumn(candidate.name, clause.name))
  if (column === undefined) refuse(`Unknown column '${clause.name}' in '${table.name}'`, { code: 5509 })
  if (table.columns.some((candidate) => sameColumn(candidate.name, clause.newName))) {
    refuse(`Duplicate column name '${clause.newName}'`, { code: 1060 })
  }
  const rename = (name: string): string => (sameColumn(name, column.name) ? clause.newName : name)
  const text = (sql: SqlText): SqlText => normalizeTableExpression(sql, rename)
  return {
    ...table,
    columns: table.columns.map((candidate) => ({
      ...candidate,
      name: rename(candidate.name),
      ...(candidate.generated !== undefined ? { generated: text(candidate.generated) } : {}),
    })),
    key: { ...key, columns: key.columns.map(rename) },
    ...(table.partitioning !== undefined ? { partitioning: renamePartitioning(table.partitioning, rename, text) } : {}),
    ...(table.distribution?.kind === 'hash'
      ? { distribution: { ...table.distribution, columns: table.distribution.columns.map(rename) } }
      : {}),
    ...(table.sortKey !== undefined
      ? { sortKey: table.sortKey.map((item) => ({ ...item, column: rename(item.column) })) }
      : {}),
    indexes: Object.fromEntries(
      Object.entries(table.indexes).map(([name, index]) => [name, { ...index, columns: index.columns.map(rename) }]),
    ),
    rollups: Object.fromEntries(
      Object.entries(table.rollups).map(([name, rollup]) => [name, { ...rollup, columns: rollup.columns.map(rename) }]),
    ),
    properties: Object.fromEntries(
      Object.entries(table.properties).map(([name, value]) => [
        name,
        name === 'bloom_filter_columns'
          ? value
              .split(/\s*,\s*/)
              .map(rename)
              .join(', ')
          : value,
      ]),
    ),
  }
}

function renamePartitioning(
  partitioning: Partitioning,
  rename: (name: string) => string,
  text: (sql: SqlText) => SqlText,
): Partitioning {
  switch (partitioning.kind) {
    case 'range':
      return {
        ...partitioning,
        columns: partitioning.columns.map(rename),
        ...(partitioning.expression !== undefined ? { expression: text(partitioning.expression) } : {}),
      }
    case 'list':
      return { ...partitioning, columns: partitioning.columns.map(rename) }
    case 'expression':
      return {
        ...partitioning,
        items: partitioning.items.map((item): PartitionItem =>
          item.kind === 'column'
            ? { kind: 'column', column: rename(item.column) }
            : { kind: 'expression', expression: text(item.expression) },
        ),
      }
  }
}

export function renamePartition(table: Table, clause: PartitionRenameClause, capabilities: Capabilities): Table {
  const { partitioning } = table
  if (partitioning?.kind === 'expression' && partitioning.items.every((item) => item.kind === 'expression')) {
    // What the data made is not known here.
    if (!capabilities.dropPartitionList) refuse(`Partition[${clause.name}] does not exists`)
    refuse(`Table[${table.name}] is automatic partitioned. not support to rename partition name.`)
  }
  if (partitioning?.kind !== 'range') {
    refuse(`Table[${table.name}] is single partitioned. no need to rename partition name.`)
  }
  if (!partitioning.partitions.some((partition) => 'name' in partition && partition.name === clause.name)) {
    refuse(`Partition[${clause.name}] does not exists`)
  }
  checkPartitionName(clause.newName)
  if (partitioning.partitions.some((partition) => 'name' in partition && partition.name === clause.newName)) {
    refuse(`Partition name[${clause.newName}] is already used`)
  }
  return {
    ...table,
    partitioning: {
      ...partitioning,
      partitions: partitioning.partitions.map((partition) =>
        'name' in partition && partition.name === clause.name ? { ...partition, name: clause.newName } : partition,
      ),
    },
  }
}

export function renameRollup(table: Table, clause: RollupRenameClause): Table {
  const rollup = ownEntry(table.rollups, clause.name)
  if (rollup === undefined) refuse(`Rollup index[${clause.name}] does not exists`)
  return {
    ...table,
    rollups: { ...withoutEntry(table.rollups, clause.name), [clause.newName]: { ...rollup, name: clause.newName } },
  }
}
