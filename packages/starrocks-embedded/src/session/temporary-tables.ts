import {
  applyStatement,
  databaseKey,
  emptyDatabase,
  emptySchema,
  findTable,
  withDatabase,
  withObject,
} from 'starrocks-kit/schema'
import type { CreateTableLikeStatement, CreateTableStatement } from 'starrocks-kit/language'
import type { ObjectName, SchemaState, Table } from 'starrocks-kit/schema'
import { analyzingError, CatalogError } from '../catalog/catalog-error.ts'
import type { ServerState } from './server-state.ts'

/** A table of one session, and the id of its rows. */
export interface TemporaryTable {
  readonly id: number
  readonly table: Table
}

/** The temporary tables of one session: they hide tables of the same name from it, and end with it. */
export class TemporaryTables {
  readonly #server: ServerState
  #schema: SchemaState = emptySchema()
  /** Ids of rows, and of the databases that the tables were made in: a database of the same name made later has none of them. */
  readonly #ids = new Map<string, { readonly id: number; readonly database: number | undefined }>()

  constructor(server: ServerState) {
    this.#server = server
  }

  find(name: ObjectName): TemporaryTable | undefined {
    if (this.#ids.size === 0) return undefined
    const table = findTable(this.#schema, name)
    const made = this.#ids.get(keyOf(name))
    if (table === undefined || made === undefined || made.database !== this.#databaseId(name)) return undefined
    return { id: made.id, table }
  }

  /** The tables of a database, by name. */
  list(database: string): readonly Table[] {
    return Object.values(this.#schema.databases[databaseKey(database)]?.tables ?? {})
      .filter((table) => this.find({ database, name: table.name }) !== undefined)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** Makes a table; the rules are those of other tables. Throws `CatalogError`. */
  async create(
    statement: CreateTableStatement | CreateTableLikeStatement,
    name: ObjectName,
    source: { readonly table: Table; readonly name: ObjectName } | undefined,
  ): Promise<void> {
    const { catalog, target } = this.#server
    if (!catalog.hasDatabase(name.database)) throw analyzingError(`Unknown database '${name.database}'`, 5501)
    if (this.find(name) !== undefined) {
      if (statement.ifNotExists === true) return
      throw analyzingError(`Table '${name.name}' already exists`, 1050)
    }
    const { temporary: _, ...plain } = statement
    const result = applyStatement(stateFor(name, source), plain, { target, currentDatabase: name.database })
    if (result.kind === 'refused') throw new CatalogError(result.refusal.message, result.refusal.code)
    const made = findTable(result.state, name)
    if (made === undefined) throw new CatalogError(`Table ${name.name} was not made`)
    let id = 0
    await catalog.update((data) => {
      id = data.nextId
      return { ...data, nextId: data.nextId + 1 }
    })
    await this.#server.engine.createTable(id, made)
    this.#schema = withObject(withDatabaseNamed(this.#schema, name.database), name, made)
    this.#ids.set(keyOf(name), { id, database: this.#databaseId(name) })
  }

  #databaseId(name: ObjectName): number | undefined {
    return this.#server.catalog.data.databases[databaseKey(name.database)]?.id
  }

  async drop(name: ObjectName): Promise<void> {
    const found = this.find(name)
    if (found === undefined) return
    this.#ids.delete(keyOf(name))
    await this.#server.engine.dropTable(found.id)
    const key = databaseKey(name.database)
    const database = this.#schema.databases[key]
    if (database === undefined) return
    const tables = Object.fromEntries(Object.entries(database.tables).filter(([other]) => other !== name.name))
    this.#schema = withDatabase(this.#schema, { ...database, tables })
  }

  /** Ends all of them, with the session. */
  async close(): Promise<void> {
    for (const { id } of this.#ids.values()) await this.#server.engine.dropTable(id)
    this.#ids.clear()
    this.#schema = emptySchema()
  }
}

function keyOf(name: ObjectName): string {
  return `${databaseKey(name.database)}\n${name.name}`
}

function withDatabaseNamed(state: SchemaState, name: string): SchemaState {
  return Object.hasOwn(state.databases, databaseKey(name)) ? state : withDatabase(state, emptyDatabase(name))
}

/** A state in which the statement sees nothing but what it copies. */
function stateFor(
  name: ObjectName,
  source: { readonly table: Table; readonly name: ObjectName } | undefined,
): SchemaState {
  const state = withDatabaseNamed(emptySchema(), name.database)
  if (source === undefined) return state
  return withObject(withDatabaseNamed(state, source.name.database), source.name, source.table)
}
