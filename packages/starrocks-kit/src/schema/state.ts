import { DEFAULT_CATALOG } from './types/names.ts'
import type { ObjectName } from './types/names.ts'
import type { MaterializedView } from './types/materialized-view.ts'
import type { Database, SchemaState, UnsupportedObject } from './types/schema-state.ts'
import type { SqlText } from './types/sql-text.ts'
import type { Table } from './types/table.ts'
import type { View } from './types/view.ts'

/** Anything that has a name in a database. */
export type SchemaObject = Table | View | MaterializedView | UnsupportedObject

const EMPTY: SchemaState = Object.freeze({ databases: Object.freeze({}) })

/** A schema without databases. */
export function emptySchema(): SchemaState {
  return EMPTY
}

/** The key of a database in `SchemaState.databases`: its name, or `catalog.name` outside the default catalog. */
export function databaseKey(name: string, catalog?: string): string {
  return catalog === undefined || catalog === DEFAULT_CATALOG ? name : `${catalog}.${name}`
}

/** A database without objects. */
export function emptyDatabase(name: string, catalog?: string): Database {
  return {
    name,
    ...(catalog !== undefined && catalog !== DEFAULT_CATALOG ? { catalog } : {}),
    properties: {},
    tables: {},
    views: {},
    materializedViews: {},
    unsupported: {},
  }
}

/** Reads an own property only: names such as `constructor` or `__proto__` are ordinary names. */
export function ownEntry<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

/** A copy of the record without one entry. */
export function withoutEntry<T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  if (!Object.hasOwn(record, name)) return record
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))
}

export function findDatabase(state: SchemaState, name: Pick<ObjectName, 'database' | 'catalog'>): Database | undefined {
  return ownEntry(state.databases, databaseKey(name.database, name.catalog))
}

export function findTable(state: SchemaState, name: ObjectName): Table | undefined {
  const database = findDatabase(state, name)
  return database && ownEntry(database.tables, name.name)
}

export function findView(state: SchemaState, name: ObjectName): View | undefined {
  const database = findDatabase(state, name)
  return database && ownEntry(database.views, name.name)
}

export function findMaterializedView(state: SchemaState, name: ObjectName): MaterializedView | undefined {
  const database = findDatabase(state, name)
  return database && ownEntry(database.materializedViews, name.name)
}

/** The object of that name, whatever its kind: all kinds share one name space. */
export function findObject(state: SchemaState, name: ObjectName): SchemaObject | undefined {
  const database = findDatabase(state, name)
  if (database === undefined) return undefined
  return (
    ownEntry(database.tables, name.name) ??
    ownEntry(database.views, name.name) ??
    ownEntry(database.materializedViews, name.name) ??
    ownEntry(database.unsupported, name.name)
  )
}

/** Adds the database, or puts it in the place of the one with the same key. */
export function withDatabase(state: SchemaState, database: Database): SchemaState {
  return { ...state, databases: { ...state.databases, [databaseKey(database.name, database.catalog)]: database } }
}

export function withoutDatabase(state: SchemaState, name: Pick<ObjectName, 'database' | 'catalog'>): SchemaState {
  return { ...state, databases: withoutEntry(state.databases, databaseKey(name.database, name.catalog)) }
}

/**
 * Adds the object, or puts it in the place of the one with the same kind and name. A missing database is added.
 * It copies one record of the database; to build a large schema at once use `schemaOf`.
 */
export function withObject(
  state: SchemaState,
  database: Pick<ObjectName, 'database' | 'catalog'>,
  object: SchemaObject,
): SchemaState {
  const owner = findDatabase(state, database) ?? emptyDatabase(database.database, database.catalog)
  return withDatabase(state, databaseWithObject(owner, object))
}

/** `withObject` for one database. */
export function databaseWithObject(database: Database, object: SchemaObject): Database {
  switch (object.kind) {
    case 'Table':
      return { ...database, tables: { ...database.tables, [object.name]: object } }
    case 'View':
      return { ...database, views: { ...database.views, [object.name]: object } }
    case 'MaterializedView':
      return { ...database, materializedViews: { ...database.materializedViews, [object.name]: object } }
    case 'UnsupportedObject':
      return { ...database, unsupported: { ...database.unsupported, [object.name]: object } }
  }
}

/** The database with other queries in its views and materialized views. */
export function withQueries(database: Database, change: (query: SqlText) => SqlText): Database {
  const each = <T extends { readonly query: SqlText }>(
    views: Readonly<Record<string, T>>,
  ): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(views).map(([name, view]) => [name, { ...view, query: change(view.query) }]))
  return { ...database, views: each(database.views), materializedViews: each(database.materializedViews) }
}

export function withoutObject(state: SchemaState, name: ObjectName): SchemaState {
  const database = findDatabase(state, name)
  if (database === undefined) return state
  return withDatabase(state, {
    ...database,
    tables: withoutEntry(database.tables, name.name),
    views: withoutEntry(database.views, name.name),
    materializedViews: withoutEntry(database.materializedViews, name.name),
    unsupported: withoutEntry(database.unsupported, name.name),
  })
}

/** What becomes of a name: an object, or (`undefined`) nothing. */
export interface ObjectChange {
  readonly name: ObjectName
  readonly object: SchemaObject | undefined
}

/** The schema with other objects under some names, or (`undefined`) nothing. Linear: each database is copied once. */
export function withObjects(state: SchemaState, changes: Iterable<ObjectChange>): SchemaState {
  const byDatabase = new Map<
    string,
    { readonly name: ObjectName; readonly objects: Map<string, SchemaObject | undefined> }
  >()
  for (const { name, object } of changes) {
    const key = databaseKey(name.database, name.catalog)
    const changed = byDatabase.get(key) ?? { name, objects: new Map<string, SchemaObject | undefined>() }
    byDatabase.set(key, changed)
    changed.objects.set(name.name, object)
  }
  return [...byDatabase.values()].reduce((result, { name, objects }) => {
    const known = findDatabase(result, name)
    if (known === undefined && [...objects.values()].every((object) => object === undefined)) return result
    const database = known ?? emptyDatabase(name.database, name.catalog)
    const changed = <T extends SchemaObject>(
      record: Readonly<Record<string, T>>,
      kind: T['kind'],
    ): Readonly<Record<string, T>> => {
      const entries = new Map(Object.entries(record))
      for (const [key, object] of objects) {
        if (object?.kind !== kind) entries.delete(key)
        else entries.set(key, object as T)
      }
      return Object.fromEntries(entries)
    }
    return withDatabase(result, {
      ...database,
      tables: changed(database.tables, 'Table'),
      views: changed(database.views, 'View'),
      materializedViews: changed(database.materializedViews, 'MaterializedView'),
      unsupported: changed(database.unsupported, 'UnsupportedObject'),
    })
  }, state)
}

/** One object and the database that it lives in. */
export interface PlacedObject {
  readonly database: string
  readonly catalog?: string
  readonly object: SchemaObject
}

/** Builds a schema from many objects in linear time; a later object replaces an earlier one of the same kind and name. */
export function schemaOf(objects: Iterable<PlacedObject>): SchemaState {
  interface Draft {
    readonly base: Database
    readonly tables: [string, Table][]
    readonly views: [string, View][]
    readonly materializedViews: [string, MaterializedView][]
    readonly unsupported: [string, UnsupportedObject][]
  }
  const drafts = new Map<string, Draft>()
  for (const { database, catalog, object } of objects) {
    const key = databaseKey(database, catalog)
    let draft = drafts.get(key)
    if (draft === undefined) {
      draft = { base: emptyDatabase(database, catalog), tables: [], views: [], materializedViews: [], unsupported: [] }
      drafts.set(key, draft)
    }
    switch (object.kind) {
      case 'Table':
        draft.tables.push([object.name, object])
        break
      case 'View':
        draft.views.push([object.name, object])
        break
      case 'MaterializedView':
        draft.materializedViews.push([object.name, object])
        break
      case 'UnsupportedObject':
        draft.unsupported.push([object.name, object])
        break
    }
  }
  return {
    databases: Object.fromEntries(
      [...drafts].map(([key, draft]) => [
        key,
        {
          ...draft.base,
          tables: Object.fromEntries(draft.tables),
          views: Object.fromEntries(draft.views),
          materializedViews: Object.fromEntries(draft.materializedViews),
          unsupported: Object.fromEntries(draft.unsupported),
        },
      ]),
    ),
  }
}

/** Every object of the schema with its full name, database by database; with `records` those of some kinds only. */
export function* schemaObjects(
  state: SchemaState,
  records: readonly ('tables' | 'views' | 'materializedViews' | 'unsupported')[] = [
    'tables',
    'views',
    'materializedViews',
    'unsupported',
  ],
): Generator<{ readonly name: ObjectName; readonly object: SchemaObject }> {
  for (const database of Object.values(state.databases)) {
    const place = {
      ...(database.catalog !== undefined ? { catalog: database.catalog } : {}),
      database: database.name,
    }
    for (const record of records) {
      for (const object of Object.values<SchemaObject>(database[record])) {
        yield { name: { ...place, name: object.name }, object }
      }
    }
  }
}

/** The same name: the default catalog may be written or left out. Names of databases and tables are case-sensitive. */
export function sameObjectName(a: ObjectName, b: ObjectName): boolean {
  return (
    a.name === b.name && a.database === b.database && (a.catalog ?? DEFAULT_CATALOG) === (b.catalog ?? DEFAULT_CATALOG)
  )
}

/** The name as people write it: `database.name`, with the catalog when it is not the default one. */
export function objectNameText(name: ObjectName): string {
  return `${databaseKey(name.database, name.catalog)}.${name.name}`
}

/** The name as people write it where a database is understood: without the default one. */
export function shortObjectName(name: ObjectName, defaultDatabase: string): string {
  return databaseKey(name.database, name.catalog) === defaultDatabase ? name.name : objectNameText(name)
}
