import { quoteDuckIdentifier, quoteDuckString } from '../sql/duck-text.ts'
import type { PlannedLoad } from '../sql/dml/load.ts'
import { rowChecks } from './check-rows.ts'
import type { Run } from './run.ts'
import { storedName } from './table-shape.ts'
import { INCOMING, mergeTexts } from './write-rows.ts'
import { collect, inTransaction, type LoadCommit, rememberTexts } from './write-statement.ts'

/** What became of the rows of a load. */
export interface LoadResult {
  readonly totalRows: number
  readonly loadedRows: number
  readonly filteredRows: number
  readonly unselectedRows: number
  /** One line for each of the first rows that were left out for their quality: why, and the row. */
  readonly errors: readonly string[]
  /** More rows are bad than may be, or none is left: then the table is as it was. */
  readonly refusal?: 'too many filtered rows' | 'no rows'
}

/** How a load ends. */
export interface LoadEnd {
  /** The part of the rows that may be bad, from 0 to 1. */
  readonly maxFilterRatio: number
  /** Rows that were left out before they were staged. */
  readonly filteredBefore: number
  /** Without it the load is tried only: everything is checked and nothing is written. */
  readonly commit?: LoadCommit
}

/** How many bad rows are told (REPORT_ERROR_MAX_NUMBER of the scanners). */
export const TOLD_ROWS = 50

/** Brings staged rows into a table: what is bad is left out and counted, and all others come in together or not at all. */
export async function loadRows(plan: PlannedLoad, run: Run, options: LoadEnd): Promise<LoadResult> {
  const staged = await collect(run, plan.source)
  const errors: string[] = []
  const leaveOut = async (condition: string, message: string, row: string): Promise<number> => {
    const told = await run(
      `SELECT 'Error: ' || ${message} || '. Row: ' || ${row} FROM ${INCOMING} WHERE ${condition} ORDER BY __n LIMIT ${TOLD_ROWS - errors.length}`,
    )
    errors.push(...told.chunks.flatMap((chunk) => chunk.getRows().map(([line]) => String(line))))
    return (await run(`DELETE FROM ${INCOMING} WHERE ${condition}`)).changed
  }
  const shown = rowText(plan)
  let filtered = options.filteredBefore
  filtered += await leaveOut('__bad IS NOT NULL', '__bad', '__raw')
  const unselected =
    plan.where === undefined
      ? 0
      : (await run(`DELETE FROM ${INCOMING} WHERE NOT coalesce(${plan.where}, FALSE)`)).changed
  for (const check of rowChecks(plan.target)) {
    // Of a row that is to be deleted only the key counts.
    filtered += await leaveOut(`${check.condition} AND __op = 0`, quoteDuckString(check.message), shown)
  }
  if (plan.partitions !== undefined) {
    const outside = `NOT coalesce(${plan.partitions}, FALSE)`
    const message = quoteDuckString('The row is out of partition ranges. Please add a new partition.')
    filtered += await leaveOut(outside, message, shown)
  }
  const total = staged + options.filteredBefore
  const loadedRows = total - filtered - unselected
  const refusal =
    filtered / (total - unselected) > options.maxFilterRatio
      ? 'too many filtered rows'
      : loadedRows === 0
        ? 'no rows'
        : undefined
  if (refusal === undefined && options.commit !== undefined) {
    await inTransaction(run, [...writeTexts(plan), ...rememberTexts(options.commit, loadedRows)])
  }
  return {
    totalRows: total,
    loadedRows,
    filteredRows: filtered,
    unselectedRows: unselected,
    errors,
    ...(refusal === undefined ? {} : { refusal }),
  }
}

/** The last row of a key counts: a deletion takes it away, a row below the stored one is ignored, all others are merged. */
function writeTexts({ target, kept, deletes, mergeCondition }: PlannedLoad): readonly string[] {
  const merged = mergeTexts(target, kept)
  if (!deletes && mergeCondition === undefined) return merged
  const stored = storedName(target.id)
  const keys = target.keys.map(quoteDuckIdentifier)
  const same = (a: string, b: string): string => keys.map((key) => `${a}.${key} = ${b}.${key}`).join(' AND ')
  return [
    `DELETE FROM ${INCOMING} WHERE __n NOT IN (SELECT max(__n) FROM ${INCOMING} GROUP BY ${keys.join(', ')})`,
    ...(mergeCondition === undefined
      ? []
      : [
          `DELETE FROM ${INCOMING} AS i USING ${stored} AS o WHERE ${same('i', 'o')} AND coalesce(i.${mergeCondition} < o.${mergeCondition}, FALSE)`,
        ]),
    `DELETE FROM ${stored} AS o USING ${INCOMING} AS i WHERE i.__op = 1 AND ${same('i', 'o')}`,
    `DELETE FROM ${INCOMING} WHERE __op = 1`,
    ...merged,
  ]
}

/** A row as the server's log of errors shows it: `[1, 'a', NULL]`. */
function rowText({ target }: PlannedLoad): string {
  const values = target.table.columns.map((column) => {
    const text = `CAST(${quoteDuckIdentifier(column.name)} AS VARCHAR)`
    const quoted = column.type.kind === 'char' || column.type.kind === 'varchar' ? `'''' || ${text} || ''''` : text
    return `coalesce(${quoted}, 'NULL')`
  })
  return `'[' || ${values.join(" || ', ' || ")} || ']'`
}
