import type { Column, DataType, Table } from 'starrocks-kit/schema'
import { castSql } from '../sql/cast.ts'
import { reshapeSql } from '../sql/reshape.ts'
import { quoteDuckIdentifier, quoteDuckString } from '../sql/duck-text.ts'
import { duckType } from '../sql/types/duck-type.ts'
import { VARCHAR } from '../sql/types/sql-type.ts'
import type { Run } from './run.ts'

/** The name of the DuckDB table that holds an object's rows. */
export function storedName(id: number): string {
  return `store.t_${id}`
}

/** The table that holds the loads whose rows came in: rows and load are known together, or neither. */
export const LOADED = 'store.loaded'

/** The name of the sequence behind an AUTO_INCREMENT column. */
export function sequenceName(id: number): string {
  return `store.s_${id}`
}

/** A column as it is stored. */
export interface StoredColumn {
  readonly name: string
  readonly type: DataType
}

/** A column's definition in DuckDB. */
export function columnText(column: StoredColumn): string {
  return `${quoteDuckIdentifier(column.name)} ${duckType(column.type)}`
}

/** CREATE TABLE for an object's rows. */
export function createText(id: number, columns: readonly StoredColumn[]): string {
  return `CREATE TABLE IF NOT EXISTS ${storedName(id)} (${columns.map(columnText).join(', ')})`
}

/** A column that an ALTER renamed: comparing two tables cannot tell a rename from a drop and an add. */
export interface ColumnRename {
  readonly from: string
  readonly to: string
}

/**
 * The statement that brings stored rows from one shape into another: it writes the table anew, whole or not at all, in its place or under another id. A new column gets its default in
 * old rows; generated columns stay NULL until they are computed.
 */
export function alterText(
  ids: { readonly id: number; readonly into: number },
  from: Table,
  to: Table,
  renames: readonly ColumnRename[] = [],
): string | undefined {
  const oldName = new Map(renames.map((rename) => [rename.to.toLowerCase(), rename.from.toLowerCase()]))
  const items = to.columns.map((column) => {
    const wanted = oldName.get(column.name.toLowerCase()) ?? column.name.toLowerCase()
    const old = from.columns.find((candidate) => candidate.name.toLowerCase() === wanted)
    const value =
      old === undefined ? initialText(column) : reshapeSql(quoteDuckIdentifier(old.name), old.type, column.type)
    return `CAST(${value} AS ${duckType(column.type)}) AS ${quoteDuckIdentifier(column.name)}`
  })
  const unchanged =
    from.columns.length === to.columns.length &&
    from.columns.every((column, index) => columnText(column) === columnText(to.columns[index] ?? column))
  return unchanged && ids.id === ids.into
    ? undefined
    : `CREATE OR REPLACE TABLE ${storedName(ids.into)} AS SELECT ${items.join(', ')} FROM ${storedName(ids.id)}`
}

/** What a column that is added has in rows that are already there. */
function initialText(column: Column): string {
  if (column.default?.kind === 'literal') return castSql(quoteDuckString(column.default.value), VARCHAR, column.type)
  return column.default?.kind === 'current-timestamp' ? 'CAST(current_timestamp AS TIMESTAMP)' : 'NULL'
}

/** Lets AUTO_INCREMENT go on under another id. */
export async function continueSequence(ids: { readonly id: number; readonly into: number }, run: Run): Promise<void> {
  await run(`CREATE SEQUENCE IF NOT EXISTS ${sequenceName(ids.id)}`)
  const { chunks } = await run(`SELECT nextval('${sequenceName(ids.id)}')`)
  const next = String(chunks[0]?.getRows()[0]?.[0] ?? 1)
  await run(`CREATE OR REPLACE SEQUENCE ${sequenceName(ids.into)} START ${next}`)
}
