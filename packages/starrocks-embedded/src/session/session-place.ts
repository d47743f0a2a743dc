import { DEFAULT_CATALOG, findObject } from 'starrocks-kit/schema'
import type { QualifiedName } from 'starrocks-kit/language'
import type { ObjectName } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog/catalog-error.ts'
import type { Place } from '../catalog/statement-source.ts'
import { SYSTEM_DATABASES } from '../catalog/information-schema/database-name.ts'
import type { ServerState } from './server-state.ts'

/** Where a session stands: its catalog and database. */
export class SessionPlace {
  readonly #server: ServerState
  catalog: string = DEFAULT_CATALOG
  database: string | undefined

  constructor(server: ServerState) {
    this.#server = server
  }

  /** Goes to `database`, or to `catalog.database`. Throws when it does not exist. */
  use(parts: readonly string[]): void {
    const [database, catalog = this.catalog] = parts.toReversed()
    if (database === undefined) return
    this.requireCatalog(catalog)
    const system = SYSTEM_DATABASES.find((name) => name === database.toLowerCase())
    if (system === undefined && !this.#server.catalog.hasDatabase(database, catalog)) {
      throw analyzingError(`Unknown database '${database}'`, 5501)
    }
    this.catalog = catalog
    this.database = system ?? database
  }

  useCatalog(catalog: string): void {
    this.requireCatalog(catalog)
    this.catalog = catalog
    this.database = undefined
  }

  requireCatalog(catalog: string): void {
    if (catalog !== DEFAULT_CATALOG) throw analyzingError(`Unknown catalog '${catalog}'`, 5078)
  }

  /** The full name of an object; throws when no database is given and none is current. */
  resolve(name: QualifiedName): ObjectName {
    const [object = '', database = this.database] = name.parts.toReversed()
    if (database === undefined) throw analyzingError('No database selected', 1046)
    return { database, name: object }
  }

  /** Whether there is any object of that name. */
  exists(name: ObjectName): boolean {
    return findObject(this.#server.catalog.schema, name) !== undefined
  }

  /** The place as statements are run in it. */
  get source(): Place {
    return {
      ...(this.database === undefined ? {} : { database: this.database }),
      ...(this.catalog === DEFAULT_CATALOG ? {} : { catalog: this.catalog }),
    }
  }
}
