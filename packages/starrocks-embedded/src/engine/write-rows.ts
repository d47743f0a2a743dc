import type { AggregationFunction, Column } from 'starrocks-kit/schema'
import { quoteDuckIdentifier } from '../sql/duck-text.ts'
import type { WriteTarget } from '../sql/dml/target.ts'
import { isKey } from '../sql/dml/target.ts'
import { storedName } from './table-shape.ts'

/** The temporary table that holds the rows of one statement before they are checked and merged. */
export const INCOMING = 'temp.sr_incoming'

/** The statements that merge the incoming rows into a table, as its key model says. */
export function mergeTexts(target: WriteTarget, kept: readonly string[]): readonly string[] {
  const name = storedName(target.id)
  const columns = target.table.columns.map((column) => quoteDuckIdentifier(column.name))
  const list = columns.join(', ')
  if (target.keyType === 'DUPLICATE' || target.keys.length === 0) {
    return [`INSERT INTO ${name} (${list}) SELECT ${list} FROM ${INCOMING} ORDER BY __n`]
  }
  const keys = target.keys.map(quoteDuckIdentifier)
  const sameKey = keys.map((key) => `${name}.${key} IS NOT DISTINCT FROM m.${key}`).join(' AND ')
  const merged =
    target.keyType === 'AGGREGATE'
      ? aggregateText(target, name, keys)
      : `SELECT ${target.table.columns.map((column) => replacingText(column, target, kept)).join(', ')} FROM (SELECT * FROM ${INCOMING} QUALIFY row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY __n DESC) = 1) AS n ${
          kept.length === 0
            ? ''
            : `LEFT JOIN ${name} AS o ON ${keys.map((key) => `o.${key} IS NOT DISTINCT FROM n.${key}`).join(' AND ')} `
        }ORDER BY __n`
  return [
    `CREATE OR REPLACE TEMP TABLE sr_merged AS ${merged}`,
    `DELETE FROM ${name} USING temp.sr_merged AS m WHERE ${sameKey}`,
    `INSERT INTO ${name} (${list}) SELECT ${list} FROM temp.sr_merged`,
    'DROP TABLE temp.sr_merged',
  ]
}

/** A column of a row that replaces an old one: a column that the statement leaves out keeps the old value. */
function replacingText(column: Column, target: WriteTarget, kept: readonly string[]): string {
  const quoted = quoteDuckIdentifier(column.name)
  if (!kept.includes(column.name)) return `n.${quoted}`
  const [key] = target.keys
  return `CASE WHEN o.${quoteDuckIdentifier(key ?? '')} IS NULL THEN n.${quoted} ELSE o.${quoted} END AS ${quoted}`
}

/** Old and new rows of the incoming keys, merged column by column. */
function aggregateText(target: WriteTarget, name: string, keys: readonly string[]): string {
  const items = target.table.columns.map((column) => {
    const quoted = quoteDuckIdentifier(column.name)
    if (isKey(target, column)) return quoted
    const merged =
      column.type.kind === 'aggregate-state'
        ? `flatten(list(${quoted}) FILTER (WHERE ${quoted} IS NOT NULL))`
        : mergeFunction(column.aggregation ?? 'REPLACE', quoted)
    return `${merged} AS ${quoted}`
  })
  const list = target.table.columns.map((column) => quoteDuckIdentifier(column.name)).join(', ')
  const sameKey = keys.map((key) => `${name}.${key} IS NOT DISTINCT FROM i.${key}`).join(' AND ')
  const rows = `SELECT 0 AS __n, ${list} FROM ${name} WHERE EXISTS (SELECT 1 FROM ${INCOMING} AS i WHERE ${sameKey}) UNION ALL SELECT __n, ${list} FROM ${INCOMING}`
  return `SELECT ${items.join(', ')} FROM (${rows}) GROUP BY ${keys.join(', ')} ORDER BY min(__n)`
}

/** How the values of one key merge into one. */
function mergeFunction(aggregation: AggregationFunction, column: string): string {
  switch (aggregation) {
    case 'SUM':
      return `sum(${column})`
    case 'MIN':
      return `min(${column})`
    case 'MAX':
      return `max(${column})`
    case 'REPLACE':
      return `list(${column} ORDER BY __n)[-1]`
    case 'REPLACE_IF_NOT_NULL':
      return `(list(${column} ORDER BY __n) FILTER (WHERE ${column} IS NOT NULL))[-1]`
    case 'HLL_UNION':
    case 'BITMAP_UNION':
      return `sr_bitmap(flatten(list(${column}) FILTER (WHERE ${column} IS NOT NULL)))`
    case 'PERCENTILE_UNION':
      return `flatten(list(${column}) FILTER (WHERE ${column} IS NOT NULL))`
  }
}
