import type { RollupDesc } from '../../../language/index.ts'
import type { Capabilities } from '../../capabilities.ts'
import { messageDataType } from '../../data-type/print.ts'
import { canBeKey } from '../../data-type/rules.ts'
import { rollupFromDesc } from '../../from-ast/table-index.ts'
import { withoutEntry } from '../../state.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { columnNamed, includesColumn, sameColumn } from '../columns.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'

/** ADD ROLLUP and the rollups of CREATE TABLE (MaterializedViewHandler.checkAndPrepareMaterializedView). */
export function addRollups(
  table: Table,
  key: TableKey,
  descs: readonly RollupDesc[],
  capabilities: Capabilities,
): Table {
  for (const desc of descs) checkColumnsOnce(desc)
  if (key.type === 'PRIMARY') refuse(`Do not support add rollup on primary key table[${table.name}]`)
  return descs.reduce((before, desc) => {
    if (desc.name === table.name) refuse(`Rollup name should be different with base table:${table.name}`)
    checkRollup(before, key, desc, capabilities)
    return { ...before, rollups: { ...before.rollups, [desc.name]: rollupFromDesc(desc) } }
  }, table)
}

function checkColumnsOnce(desc: RollupDesc): void {
  const repeated = desc.columns.find((name, i) => desc.columns.slice(0, i).some((other) => sameColumn(other, name)))
  if (repeated !== undefined) refuseAnalyzing(`Duplicate column name '${repeated}'`, { code: 1060 })
}

/** Rollups of CREATE TABLE; the table's own index has its name. */
export function checkRollups(
  table: Table,
  name: string,
  key: TableKey,
  descs: readonly RollupDesc[],
  capabilities: Capabilities,
): void {
  let before: Table = { ...table, rollups: { [name]: { name, columns: [], properties: {} } } }
  for (const desc of descs) {
    checkRollup(before, key, desc, capabilities)
    before = { ...before, rollups: { ...before.rollups, [desc.name]: rollupFromDesc(desc) } }
  }
}

/** Whether the table can have this rollup beside those that it has. */
function checkRollup(table: Table, key: TableKey, desc: RollupDesc, capabilities: Capabilities): void {
  if (Object.hasOwn(table.rollups, desc.name)) refuse(`Rollup index[${desc.name}] already exists`)
  for (const name of desc.columns) {
    if (columnNamed(table.columns, name) !== undefined) continue
    refuse(`Column[${name}] does not exist${key.type === 'DUPLICATE' ? ' in base index' : ''}`)
  }
  const first = columnNamed(table.columns, desc.columns[0] ?? '')
  if (key.type === 'DUPLICATE' && first !== undefined && !canBeKey(first.type, capabilities)) {
    refuse(`Data type of first column cannot be ${messageDataType(first.type)}`)
  }
  checkRollupKeys(table, key, desc)
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
