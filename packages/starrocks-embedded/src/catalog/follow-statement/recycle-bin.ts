import {
  databaseKey,
  findDatabase,
  findObject,
  findTable,
  functionSignature,
  ownEntry,
  withDatabase,
  withObject,
} from 'starrocks-kit/schema'
import type { Statement } from 'starrocks-kit/language'
import type { ObjectName, SchemaState } from 'starrocks-kit/schema'
import { CatalogError } from '../catalog-error.ts'
import type { CatalogData } from '../data/catalog-data.ts'
import type { RecycledDatabase, RecycledTable } from '../data/cluster-objects.ts'
import { entryOf } from '../data/entries.ts'
import { fullName } from './statement-facts.ts'
import type { Place } from '../statement-source.ts'

/** `catalog_trash_expire_second`: dropped tables are kept for a day. */
const KEPT_MS = 86_400_000

/**
 * Puts the table or database that a statement dropped without FORCE into the recycle bin. One name has one place in it: an older table of that name is gone
 * for good, and so are tables whose day is over or whose database was dropped (CatalogRecycleBin). A database that was dropped without FORCE is kept
 * with all that was in it.
 */
export function withRecycled(
  before: CatalogData,
  next: CatalogData,
  statement: Statement,
  made: Place & { readonly now: number },
): CatalogData {
  const dropped = droppedTable(before, next.schema, statement, made)
  const kept = Object.values(next.recycled).filter(
    (item) =>
      made.now - item.droppedAt < KEPT_MS &&
      next.databases[item.database]?.id === item.databaseId &&
      !(item.database === dropped?.database && item.table.name === dropped.table.name),
  )
  const items = dropped === undefined ? kept : [...kept, dropped]
  const unchanged = items.length === Object.keys(next.recycled).length && dropped === undefined
  const withTables = unchanged
    ? next
    : { ...next, recycled: Object.fromEntries(items.map((item) => [item.entry.id, item])) }
  return withDatabases(withTables, droppedDatabase(before, next.schema, statement, made), made.now)
}

/** Databases have one place in the bin by name, too (CatalogRecycleBin.recycleDatabase). */
function withDatabases(data: CatalogData, dropped: RecycledDatabase | undefined, now: number): CatalogData {
  const old = Object.values(data.recycledDatabases)
  const kept = old.filter((item) => now - item.droppedAt < KEPT_MS && item.database.name !== dropped?.database.name)
  if (dropped === undefined && kept.length === old.length) return data
  const items = dropped === undefined ? kept : [...kept, dropped]
  return { ...data, recycledDatabases: Object.fromEntries(items.map((item) => [item.entry.id, item])) }
}

function droppedDatabase(
  before: CatalogData,
  schema: SchemaState,
  statement: Statement,
  made: { readonly catalog?: string; readonly now: number },
): RecycledDatabase | undefined {
  if (statement.kind !== 'DropDatabaseStatement' || statement.force === true) return undefined
  const [name = '', catalog = made.catalog] = statement.name.parts.toReversed()
  const key = databaseKey(name, catalog)
  const [database, entry] = [ownEntry(before.schema.databases, key), ownEntry(before.databases, key)]
  if (database === undefined || entry === undefined || ownEntry(schema.databases, key) !== undefined) return undefined
  return {
    database,
    entry,
    objects: before.objects[key] ?? {},
    functions: pickFunctions(before, (owner) => owner === name),
    droppedAt: made.now,
  }
}

/** Functions live in databases, and go with them. */
export function withoutLostFunctions(data: CatalogData): CatalogData {
  const functions = pickFunctions(
    data,
    (owner) => owner === undefined || findDatabase(data.schema, { database: owner }) !== undefined,
  )
  return Object.keys(functions).length === Object.keys(data.functions).length ? data : { ...data, functions }
}

function pickFunctions(
  { functions }: CatalogData,
  isWanted: (database: string | undefined) => boolean,
): CatalogData['functions'] {
  return Object.fromEntries(
    Object.entries(functions).filter(([, { definition }]) => isWanted(functionSignature(definition).database)),
  )
}

/** The catalog with a database back from the recycle bin, and all that was in it. Throws `CatalogError` when there is none, or when its name is taken. */
export function recoverDatabase(data: CatalogData, name: string, unknownDatabase: number): CatalogData {
  const key = databaseKey(name)
  if (ownEntry(data.databases, key) !== undefined) throw new CatalogError(`Database[${name}] already exist.`)
  const found = Object.values(data.recycledDatabases).find(({ database }) => database.name === name)
  if (found === undefined) throw new CatalogError(`Unknown database '${name}'`, unknownDatabase)
  return {
    ...data,
    schema: withDatabase(data.schema, found.database),
    databases: { ...data.databases, [key]: found.entry },
    objects: { ...data.objects, [key]: found.objects },
    functions: { ...data.functions, ...found.functions },
    recycledDatabases: Object.fromEntries(Object.entries(data.recycledDatabases).filter(([, item]) => item !== found)),
  }
}

function droppedTable(
  before: CatalogData,
  schema: SchemaState,
  statement: Statement,
  made: Place & { readonly now: number },
): RecycledTable | undefined {
  if (statement.kind !== 'DropTableStatement' || statement.force === true) return undefined
  const name = fullName(statement.name, made)
  const table = name && findTable(before.schema, name)
  if (name === undefined || table === undefined || findTable(schema, name) !== undefined) return undefined
  const database = databaseKey(name.database, name.catalog)
  const entry = entryOf(before, database, name.name)
  const databaseId = before.databases[database]?.id
  if (entry === undefined || databaseId === undefined) return undefined
  return { database, databaseId, table, entry, droppedAt: made.now }
}

/** The catalog with a table back from the recycle bin. Throws `CatalogError` when there is none, or when its name is taken. */
export function recoverTable(
  data: CatalogData,
  name: ObjectName,
  codes: { readonly unknownDatabase: number; readonly unknownTable: number },
): CatalogData {
  const key = databaseKey(name.database, name.catalog)
  const database = ownEntry(data.databases, key)
  if (database === undefined) throw new CatalogError(`Unknown database '${name.database}'`, codes.unknownDatabase)
  if (findObject(data.schema, name) !== undefined) throw new CatalogError(`Table '${name.name}' already exists`, 1050)
  const found = Object.values(data.recycled).find(
    (item) => item.database === key && item.databaseId === database.id && item.table.name === name.name,
  )
  if (found === undefined) throw new CatalogError(`Unknown table '${name.name}'`, codes.unknownTable)
  return {
    ...data,
    schema: withObject(data.schema, name, found.table),
    objects: { ...data.objects, [key]: { ...data.objects[key], [name.name]: found.entry } },
    recycled: Object.fromEntries(Object.entries(data.recycled).filter(([, item]) => item !== found)),
  }
}
