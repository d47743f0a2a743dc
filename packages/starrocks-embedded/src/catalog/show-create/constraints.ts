import { findTable } from 'starrocks-kit/schema'
import type { Table } from 'starrocks-kit/schema'
import type { PrintContext } from './print-context.ts'

/** `k, w` becomes `default_catalog.db.t.k,w`, columns spelled as their table does; several constraints are separated by semicolons. */
export function uniqueConstraints(table: Table, text: string, context: PrintContext): string {
  return text
    .split(';')
    .filter((constraint) => constraint.trim() !== '')
    .map((constraint) => {
      const columns = constraint.split(',').map((name) => name.trim().split('.'))
      const given = columns[0]?.slice(0, -1) ?? []
      const [catalog = '', database = '', name = ''] = [context.catalog, context.database, table.name]
        .slice(0, 3 - given.length)
        .concat(given)
      const owner = name === table.name ? table : lookUp({ catalog, database, name }, context)
      return `${catalog}.${database}.${name}.${columns.map((parts) => spelled(owner, parts.at(-1) ?? '')).join(',')}`
    })
    .join(';')
}

/** `(a) REFERENCES t(b)` with the referenced table's full name. */
export function foreignKeyConstraints(table: Table, text: string, context: PrintContext): string {
  return text
    .split(';')
    .filter((constraint) => constraint.trim() !== '')
    .map((constraint) => {
      const match = /^\s*(.*?)\(([^)]*)\)\s*REFERENCES\s+([^(]+)\(([^)]*)\)\s*$/is.exec(constraint)
      if (match === null) return constraint.trim()
      const target = (match[3] ?? '').trim().split('.')
      const [catalog = '', database = '', name = ''] = [context.catalog, context.database]
        .slice(0, 3 - target.length)
        .concat(target)
      const parent = lookUp({ catalog, database, name }, context)
      const child = (match[1] ?? '').trim()
      return `${child}(${spelledList(table, match[2])}) REFERENCES ${catalog}.${database}.${name}(${spelledList(parent, match[4])})`
    })
    .join(';')
}

function lookUp(
  name: { readonly catalog: string; readonly database: string; readonly name: string },
  context: PrintContext,
): Table | undefined {
  return context.schema === undefined ? undefined : findTable(context.schema, name)
}

function spelledList(table: Table | undefined, text: string | undefined): string {
  return (text ?? '')
    .split(',')
    .map((name) => spelled(table, name.trim()))
    .join(',')
}

function spelled(table: Table | undefined, name: string): string {
  return table?.columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.name ?? name
}
