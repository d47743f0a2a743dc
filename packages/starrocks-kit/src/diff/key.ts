import { isDeepStrictEqual } from 'node:util'
import type { Table, TableKey } from '../schema/index.ts'
import { compared, withReason } from './finding.ts'
import type { Comparator } from './finding.ts'

/** A key that is left out is not managed: the server chose one when it created the table. */
export const compareKey: Comparator<Table> = (from, to, context) => {
  const rule = 'key model and key columns in their order; left out means whatever is there'
  const equal = to.key === undefined || isDeepStrictEqual(canonical(from.key), canonical(to.key))
  const finding = compared(context, 'key', from.key, to.key, equal, rule)
  if (equal || reachable(from, to)) return finding
  return withReason(finding, `the key cannot be altered: it is ${describe(from.key)} and should be ${describe(to.key)}`)
}

function canonical(key: TableKey | undefined): unknown {
  return key === undefined ? undefined : [key.type, key.columns.map((column) => column.toLowerCase())]
}

/** Key columns come and go with ADD COLUMN ... KEY and DROP COLUMN; those that stay must keep their order. */
function reachable(from: Table, to: Table): boolean {
  if (from.key?.type !== to.key?.type || from.key === undefined || to.key === undefined) return false
  const lower = (names: readonly string[]): string[] => names.map((name) => name.toLowerCase())
  const columnsBefore = new Set(lower(from.columns.map((column) => column.name)))
  const columnsAfter = new Set(lower(to.columns.map((column) => column.name)))
  const stay = lower(from.key.columns).filter((name) => columnsAfter.has(name))
  const were = lower(to.key.columns).filter((name) => columnsBefore.has(name))
  return isDeepStrictEqual(stay.toSorted(), were.toSorted())
}

function describe(key: TableKey | undefined): string {
  return key === undefined ? 'not declared' : `${key.type} KEY (${key.columns.join(', ')})`
}
