import { isAtLeast } from 'starrocks-kit/schema'
import type { DataType, SimpleTypeName, Target } from 'starrocks-kit/schema'
import type { OutputColumn } from '../data/object-entry.ts'
import { SYSTEM_TABLE_LAYOUTS } from './layouts.ts'

/** A table of information_schema or sys. */
export interface SystemTable {
  readonly database: string
  readonly name: string
  readonly columns: readonly (OutputColumn & { readonly type: DataType; readonly nullable: boolean })[]
}

/** Databases whose tables are made up by the server. */
const METADATA_DATABASES: ReadonlySet<string> = new Set(['information_schema', 'sys'])

export function isMetadataDatabase(name: string): boolean {
  return METADATA_DATABASES.has(name.toLowerCase())
}

/** By target: made when the first of them is asked for. */
const made = new WeakMap<Target, ReadonlyMap<string, SystemTable>>()

/** All metadata tables of a version, by database and name. */
export function systemTables(target: Target): readonly SystemTable[] {
  return [...tablesOf(target).values()]
}

/** A metadata table by its name, in any case. */
export function systemTable(database: string, name: string, target: Target): SystemTable | undefined {
  return tablesOf(target).get(`${database}.${name}`.toLowerCase())
}

/** The columns that rows are made for, by name: those of the newest layout that the producers know. */
export function producedColumns(database: string, name: string): readonly string[] {
  const layouts = Object.entries(SYSTEM_TABLE_LAYOUTS[`${database}.${name}`] ?? {})
  const [, text = ''] = layouts.findLast(([from]) => Number(from) <= PRODUCED) ?? layouts[0] ?? []
  return columnsOf(text).map((column) => column.name)
}

const PRODUCED = 3.6

function tablesOf(target: Target): ReadonlyMap<string, SystemTable> {
  const known = made.get(target)
  if (known !== undefined) return known
  const tables = new Map<string, SystemTable>()
  for (const [key, layouts] of Object.entries(SYSTEM_TABLE_LAYOUTS)) {
    const layout = Object.entries(layouts).findLast(([from]) => reaches(target, from))
    if (layout === undefined) continue
    const [database = '', name = ''] = key.split('.')
    tables.set(key, { database, name, columns: columnsOf(layout[1]) })
  }
  made.set(target, tables)
  return tables
}

/** Versions before the first that was read are taken for it. */
function reaches(target: Target, from: string): boolean {
  const [major = 0, minor = 0] = from.split('.').map(Number)
  return from === '3.2' || isAtLeast(target.version, major, minor)
}

function columnsOf(text: string): SystemTable['columns'] {
  return text.split(/\s*,\s*/).map((item) => {
    const [name = '', written = ''] = item.replace('!', '').split(':')
    return { name, type: typeOf(written), nullable: !item.endsWith('!') }
  })
}

function typeOf(text: string): DataType {
  if (text === '') return { kind: 'varchar', length: 2048 }
  return /^\d+$/.test(text)
    ? { kind: 'varchar', length: Number(text) }
    : { kind: 'simple', name: text as SimpleTypeName }
}
