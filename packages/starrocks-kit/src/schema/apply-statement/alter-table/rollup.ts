import type { RollupDesc } from '../../../language/index.ts'
import { rollupFromDesc } from '../../from-ast/table-index.ts'
import { withoutEntry } from '../../state.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { includesColumn, sameColumn } from '../columns.ts'
import { refuse } from '../refusal.ts'

/** ADD ROLLUP (MaterializedViewHandler.checkAndPrepareMaterializedView). */
export function addRollups(table: Table, key: TableKey, descs: readonly RollupDesc[]): Table {
  if (key.type === 'PRIMARY') refuse(`Do not support add rollup on primary key table[${table.name}]`)
  const added = descs.map((desc) => {
    for (const name of desc.columns) {
      if (!table.columns.some((column) => sameColumn(column.name, name))) {
        refuse(`Column[${name}] does not exist`)
      }
    }
    if (Object.hasOwn(table.rollups, desc.name)) {
      refuse(`Materialized view[${desc.name}] already exists`)
    }
    checkRollupKeys(table, key, desc)
    return [desc.name, rollupFromDesc(desc)] as const
  })
  return { ...table, rollups: { ...table.rollups, ...Object.fromEntries(added) } }
}

function checkRollupKeys(table: Table, key: TableKey, desc: RollupDesc): void {
  const hasAllKeys = key.columns.every((name) => includesColumn(desc.columns, name))
  if (key.type === 'UNIQUE' && !hasAllKeys) refuse('Rollup should contains all unique keys in basetable')
  if (key.type !== 'AGGREGATE' || hasAllKeys) return
  const replaces = table.columns.some(
    (column) =>
      includesColumn(desc.columns, column.name) &&
      (column.aggregation === 'REPLACE' || column.aggregation === 'REPLACE_IF_NOT_NULL'),
  )
  if (replaces) refuse('Rollup should contains all keys if there is a REPLACE value')
}

export function dropRollups(table: Table, names: readonly string[]): Table {
  let { rollups } = table
  for (const name of names) {
    if (!Object.hasOwn(rollups, name)) refuse(`Materialized view [${name}] does not exist in table [${table.name}]`)
    rollups = withoutEntry(rollups, name)
  }
  return { ...table, rollups }
}
