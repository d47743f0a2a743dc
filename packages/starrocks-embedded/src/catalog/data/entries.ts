import { databaseKey, ownEntry } from 'starrocks-kit/schema'
import type { Database, ObjectName, SchemaState, Table } from 'starrocks-kit/schema'
import type { RowColumn } from '../../sql/scope.ts'
import type { CatalogData } from './catalog-data.ts'
import type { ObjectEntry } from './object-entry.ts'

/** A name that an entry follows: from the old place to the new one. */
export interface EntryMove {
  readonly database: string
  readonly from: string
  readonly to: string
}

/** Names of all objects of a database. */
function objectNames(database: Database): readonly string[] {
  return [
    ...Object.keys(database.tables),
    ...Object.keys(database.views),
    ...Object.keys(database.materializedViews),
    ...Object.keys(database.unsupported),
  ]
}

/** Reads an own property only: names such as `constructor` are ordinary names. */
export function entryOf(data: CatalogData, database: string, name: string): ObjectEntry | undefined {
  const entries = Object.hasOwn(data.objects, database) ? data.objects[database] : undefined
  return entries !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined
}

/** What the catalog remembers of an object beside its place in the schema. */
export function entryNamed(data: CatalogData, name: ObjectName): ObjectEntry | undefined {
  return entryOf(data, databaseKey(name.database, name.catalog), name.name)
}

/** The catalog with another entry for an object; the same catalog when it has none. */
export function withEntry(
  data: CatalogData,
  name: ObjectName,
  change: (entry: ObjectEntry) => ObjectEntry,
): CatalogData {
  const entry = entryNamed(data, name)
  if (entry === undefined) return data
  const key = databaseKey(name.database, name.catalog)
  return { ...data, objects: { ...data.objects, [key]: { ...data.objects[key], [name.name]: change(entry) } } }
}

/**
 * The catalog after a statement changed its schema: entries follow renamed and swapped objects, new objects get an entry with a fresh id,
 * and entries of objects that are gone are dropped.
 */
export function withSchema(
  data: CatalogData,
  schema: SchemaState,
  moves: readonly EntryMove[],
  made: { readonly submitted: string; readonly now: number },
): CatalogData {
  let { nextId } = data
  const databases = { ...data.databases }
  const objects: Record<string, Readonly<Record<string, ObjectEntry>>> = { ...data.objects }
  const renamed = renamedDatabase(data.schema, schema)
  for (const key of new Set([...Object.keys(data.schema.databases), ...Object.keys(schema.databases)])) {
    const before = data.schema.databases[key]
    const after = schema.databases[key]
    if (before === after) continue
    if (renamed?.to === key) {
      const entry = data.databases[renamed.from]
      if (entry !== undefined) databases[key] = entry
      objects[key] = data.objects[renamed.from] ?? {}
      continue
    }
    if (after === undefined) {
      delete databases[key]
      delete objects[key]
      continue
    }
    databases[key] ??= { id: nextId++, createdAt: made.now }
    const old = objects[key] ?? {}
    const following = moves.filter((move) => move.database === key)
    const next: [string, ObjectEntry][] = []
    for (const name of objectNames(after)) {
      const source = following.find((move) => move.to === name)?.from ?? name
      const moved = following.some((move) => move.from === name && move.to !== name) && source === name
      const entry = !moved && Object.hasOwn(old, source) ? old[source] : undefined
      next.push([name, entry ?? { id: nextId++, createdAt: made.now, submitted: made.submitted }])
    }
    objects[key] = Object.fromEntries(next)
  }
  return { ...data, schema, databases, objects, jobs: jobsOf(data, databases), nextId }
}

/** A database takes the jobs of its tables with it. */
function jobsOf(data: CatalogData, databases: CatalogData['databases']): CatalogData['jobs'] {
  const jobs = Object.entries(data.jobs)
  const left = jobs.filter(([, job]) => Object.hasOwn(databases, job.database))
  return left.length === jobs.length ? data.jobs : Object.fromEntries(left)
}

/** One database is gone and another has its objects: it has another name now. */
function renamedDatabase(
  before: SchemaState,
  after: SchemaState,
): { readonly from: string; readonly to: string } | undefined {
  const gone = Object.keys(before.databases).filter((key) => !Object.hasOwn(after.databases, key))
  const come = Object.keys(after.databases).filter((key) => !Object.hasOwn(before.databases, key))
  const [from, to] = [gone[0], come[0]]
  return from !== undefined && to !== undefined && gone.length === 1 && come.length === 1 ? { from, to } : undefined
}

/** The id under which the rows of an object are stored. */
export function rowsOf(entry: ObjectEntry): number {
  return entry.rows ?? entry.id
}

/** Tables by the id of their rows. */
export function tablesById(data: CatalogData): ReadonlyMap<number, Table> {
  const result = new Map<number, Table>()
  for (const [key, database] of Object.entries(data.schema.databases)) {
    for (const table of Object.values(database.tables)) {
      const entry = entryOf(data, key, table.name)
      if (entry !== undefined) result.set(rowsOf(entry), table)
    }
  }
  return result
}

type StoredObject = Table | { readonly kind: 'materialized-view'; readonly columns: readonly RowColumn[] }

/** Everything that has rows, by id: tables (also those in the recycle bin), materialized views and dictionaries. */
export function storedObjects(data: CatalogData): ReadonlyMap<number, StoredObject> {
  const result = new Map<number, StoredObject>(tablesById(data))
  const recycled = Object.values(data.recycledDatabases)
  for (const { database, objects } of recycled) {
    for (const table of Object.values(database.tables)) {
      const entry = ownEntry(objects, table.name)
      if (entry !== undefined) result.set(rowsOf(entry), table)
    }
  }
  const live = Object.entries(data.schema.databases).map(([key, database]) => ({
    database,
    objects: data.objects[key] ?? {},
  }))
  for (const { database, objects } of [...live, ...recycled]) {
    for (const view of Object.values(database.materializedViews)) {
      const entry = ownEntry(objects, view.name)
      if (entry?.definition === undefined) continue
      const columns = entry.definition.columns.map(({ name, type }): RowColumn => ({
        name,
        type: type ?? { kind: 'varchar', length: 65_533 },
      }))
      result.set(rowsOf(entry), { kind: 'materialized-view', columns })
    }
  }
  for (const { entry, table } of Object.values(data.recycled)) result.set(rowsOf(entry), table)
  for (const { rows, columns } of Object.values(data.dictionaries))
    result.set(rows, { kind: 'materialized-view', columns })
  return result
}
