import {
  applyStatement,
  databaseKey,
  emptyDatabase,
  emptySchema,
  findTable,
  withDatabase,
  withObject,
  withoutEntry,
} from 'starrocks-kit/schema'
import type { CreateTableLikeStatement, CreateTableStatement, Property } from 'starrocks-kit/language'
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
  /** By the id of their database, which survives its renames, and by name. */
  readonly #tables = new Map<string, TemporaryTable>()

  constructor(server: ServerState) {
    this.#server = server
  }

  find(name: ObjectName): TemporaryTable | undefined {
    return this.#tables.size === 0 ? undefined : this.#tables.get(this.#keyOf(name))
  }

  /** The tables of a database, by name. */
  list(database: string): readonly Table[] {
    return [...this.#tables.values()]
      .map(({ table }) => table)
      .filter((table) => this.find({ database, name: table.name })?.table === table)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** All of them with their databases. */
  all(): readonly { readonly id: number; readonly database: string; readonly table: Table }[] {
    const names = Object.values(this.#server.catalog.schema.databases).map(({ name }) => name)
    return names.flatMap((database) =>
      this.list(database).map((table) => ({ id: this.find({ database, name: table.name })?.id ?? 0, database, table })),
    )
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
    const { temporary: _, ...written } = statement
    // Groups are for tables that last (CreateTableAnalyzer.analyzeTemporaryTable).
    const plain = { ...written, properties: withoutColocation(written.properties) }
    const copied = source && { ...source, table: withoutGroup(source.table) }
    const result = applyStatement(stateFor(name, copied), plain, { target, currentDatabase: name.database })
    if (result.kind === 'refused') throw new CatalogError(result.refusal.message, result.refusal.code)
    const made = findTable(result.state, name)
    if (made === undefined) throw new CatalogError(`Table ${name.name} was not made`)
    let id = 0
    await catalog.update((data) => {
      id = data.nextId
      return { ...data, nextId: data.nextId + 1 }
    })
    await this.#server.engine.createTable(id, made)
    this.#tables.set(this.#keyOf(name), { id, table: made })
  }

  #keyOf(name: ObjectName): string {
    const id = this.#server.catalog.data.databases[databaseKey(name.database)]?.id ?? 0
    return `${id}\n${name.name}`
  }

  async drop(name: ObjectName): Promise<void> {
    const found = this.find(name)
    if (found === undefined) return
    this.#tables.delete(this.#keyOf(name))
    await this.#server.engine.dropTable(found.id)
  }

  /** Ends all of them, with the session. */
  async close(): Promise<void> {
    for (const { id } of this.#tables.values()) await this.#server.engine.dropTable(id)
    this.#tables.clear()
  }
}

function withoutColocation(properties: readonly Property[] | undefined): readonly Property[] {
  return (properties ?? []).filter((property) => property.key !== 'colocate_with')
}

function withoutGroup(table: Table): Table {
  return { ...table, properties: withoutEntry(table.properties, 'colocate_with') }
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
