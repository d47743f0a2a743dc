import { MysqlAdapter } from 'kysely'
import type { DatabaseIntrospector, Dialect, DialectAdapter, Driver, Kysely, QueryCompiler } from 'kysely'
import { connectionProvider } from '../connection/index.ts'
import type { ConnectionProvider } from '../connection/index.ts'
import { StarRocksKitError } from '../errors/base.ts'
import { declaredColumns, NOTHING_DECLARED } from './declared-columns.ts'
import type { DeclaredColumns } from './declared-columns.ts'
import { StarRocksDriver } from './driver.ts'
import { StarRocksIntrospector } from './introspector.ts'
import { StarRocksQueryCompiler } from './query-compiler.ts'
import { SessionPool } from './session-pool.ts'

const DEFAULT_POOL_SIZE = 10

export interface StarRocksDialectOptions {
  /** `starrocks://user:password@host:9030/database`, or a provider such as `embedded()`. */
  readonly connection: string | ConnectionProvider
  /** A module of models: values of their columns are read and written by declared type. */
  readonly models?: object
  /** How many sessions are open at most; 10 unless given. */
  readonly poolSize?: number
}

/** Kysely's migrator needs locks that StarRocks lacks. */
export class KyselyMigratorError extends StarRocksKitError {
  readonly code = 'KYSELY_MIGRATOR'

  constructor() {
    super('StarRocks has no lock that Kysely could take for its migrations: use starrocks-kit revision and upgrade.')
  }
}

/**
 * StarRocks for Kysely, over the text protocol.
 *
 * @example
 * import * as models from './models.ts'
 * const db = new Kysely<DatabaseOf<typeof models>>({ dialect: new StarRocksDialect({ connection: url, models }) })
 */
export class StarRocksDialect implements Dialect {
  readonly #pool: SessionPool
  readonly #declared: DeclaredColumns

  constructor({ connection, models, poolSize = DEFAULT_POOL_SIZE }: StarRocksDialectOptions) {
    const provider = typeof connection === 'string' ? connectionProvider(connection) : connection
    this.#pool = new SessionPool(provider, poolSize)
    this.#declared = models === undefined ? NOTHING_DECLARED : declaredColumns(models)
  }

  createDriver(): Driver {
    return new StarRocksDriver(this.#pool, this.#declared)
  }

  createQueryCompiler(): QueryCompiler {
    return new StarRocksQueryCompiler(this.#declared)
  }

  createAdapter(): DialectAdapter {
    return new StarRocksAdapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new StarRocksIntrospector(db)
  }
}

class StarRocksAdapter extends MysqlAdapter {
  override acquireMigrationLock(): Promise<void> {
    return Promise.reject(new KyselyMigratorError())
  }

  override releaseMigrationLock(): Promise<void> {
    return Promise.resolve()
  }
}
