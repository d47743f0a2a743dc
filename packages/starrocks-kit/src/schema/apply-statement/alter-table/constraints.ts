import type { Table, TableKey } from '../../types/table.ts'
import { sameColumn } from '../columns.ts'
import { refuse } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

/** Up to 3.2 the server does not say why. */
function reason(text: string, scope: ApplyScope): string {
  return scope.capabilities.wording === '3.2' ? '' : `, msg: ${text}`
}

export function checkUnique(table: Table, value: string, scope: ApplyScope): void {
  for (const column of value.split(/[;,]/).map((item) => item.trim().replace(/^.*\./, ''))) {
    if (column !== '' && !table.columns.some((candidate) => sameColumn(candidate.name, column))) {
      const missing = `can not find column by name: ${column}, from table: ${table.name}`
      refuse(`analyze table unique constraint:${value} failed${reason(missing, scope)}`)
    }
  }
}

/** The form, and for a reference to the table itself the unique key that it needs. */
export function checkForeignKey(table: Table, key: TableKey, value: string, scope: ApplyScope): void {
  if (value === '') return
  const failed = (why: string): never =>
    refuse(`analyze table foreign key constraint:${value} failed${reason(why, scope)}`)
  const match = /^\s*\(([^)]*)\)\s*REFERENCES\s+([\w.`]+)\s*\(([^)]*)\)\s*$/i.exec(value)
  if (match === null) failed(`invalid foreign key constraint:${value}`)
  const parent = (match?.[2] ?? '').replaceAll('`', '').split('.').at(-1)
  if (parent !== table.name || table.properties['unique_constraints'] !== undefined) return
  if (key.type === 'DUPLICATE' || key.type === 'AGGREGATE') failed(`dup table:${table.name} has no unique constraint`)
  const columns = (match?.[3] ?? '').split(',').map((name) => name.trim())
  if (columns.join(',').toLowerCase() !== key.columns.join(',').toLowerCase()) {
    failed(
      scope.capabilities.wording === '3.3'
        ? `columns:[${columns.join(', ')}] are not key columns of table:${table.name}`
        : `columns:[${columns.join(', ')}] are not dup table:${table.name}'s unique constraint`,
    )
  }
}
