import { isDeepStrictEqual } from 'node:util'
import type { Table, TableKey } from '../schema/index.ts'
import { compared, withReason } from './finding.ts'
import type { Comparator } from './finding.ts'

/** A key that is left out was derived from the columns when both sides were normalised, as the server does. */
export const compareKey: Comparator<Table> = (from, to, context) => {
  const rule =
    'key model and key columns in their order; left out means the key that the server derives from the columns'
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
  const columnsBefore = new Set(lower(from.columns.map((column) => column.name)))
  const columnsAfter = new Set(lower(to.columns.map((column) => column.name)))
  const stay = lower(from.key.columns).filter((name) => columnsAfter.has(name))
  const were = lower(to.key.columns).filter((name) => columnsBefore.has(name))
  return isDeepStrictEqual(stay.toSorted(), were.toSorted())
}

function describe(key: TableKey | undefined): string {
  return key === undefined ? 'not declared' : `${key.type} KEY (${key.columns.join(', ')})`
}

function lower(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase())
}
