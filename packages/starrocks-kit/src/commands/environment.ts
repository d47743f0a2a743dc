import { loadConfig, loadModels, loadModule } from '../config/index.ts'
import type { ConfigExport, LoadedConfig } from '../config/index.ts'
import { loggingConnection, UnknownDatabaseError } from '../connection/index.ts'
import type { Connection, Logger } from '../connection/index.ts'
import { detectTarget } from '../introspection/index.ts'
import { quoteIdentifier } from '../language/index.ts'
import {
  appliedState,
  describeHolder,
  Ledger,
  ledgerDecider,
  Migrator,
  NO_LOCK,
  revisionFolder,
} from '../migrations/index.ts'
import type { LockOptions, PlannerContext, RevisionFolder, RunArguments } from '../migrations/index.ts'
import type { AnyModel } from '../models/index.ts'
import type { SchemaState, Target } from '../schema/index.ts'
import { compact } from '../util/compact.ts'
import type { CompareOptions } from './compare.ts'
import { MissingDatabaseError, NoDatabaseError } from './errors.ts'

/** What every command works with: the user's config, and where SQL and progress are told. */
export interface Environment {
  readonly config: LoadedConfig
  /** The database of models and revisions that name none. */
  readonly defaultDatabase: string
  readonly folder: RevisionFolder
  readonly logger: Logger
  /** A session of the caller's. */
  readonly connection?: Connection
  /** Evaluates the modules with the models. */
  loadModels(): Promise<readonly AnyModel[]>
}

/** A session with the database, and what is known of the server. */
export interface DatabaseSession {
  readonly connection: Connection
  /** The server as it says itself; the config's target is what plans are made for. */
  readonly serverTarget: Target
  readonly migrator: Migrator
  /** A migrator for revisions that begin with something in place. */
  migratorFrom(initialState: SchemaState): Migrator
  readonly compareOptions: CompareOptions
}

/**
 * Finds and loads the config.
 *
 * @throws the errors of `loadConfig`; NoDatabaseError when the connection names no database.
 */
export async function loadEnvironment(options: {
  readonly cwd: string
  readonly configPath?: string
  /** The config itself, where there is no file; its paths are relative to `cwd`. */
  readonly config?: ConfigExport
  readonly logger: Logger
  /** What `--env`, `-x` and `--tag` say. */
  readonly args?: RunArguments
  /** A session of the caller's: commands use it instead of opening one, leave it open, and leave its current database as it was. */
  readonly connection?: Connection
}): Promise<Environment> {
  const { cwd, logger, connection } = options
  const config = await loadConfig(options)
  const { database } = config.connection
  if (database === undefined) throw new NoDatabaseError(`the connection (${config.connection.description})`)
  return {
    config,
    defaultDatabase: database,
    folder: revisionFolder(config.migrations, {
      cwd,
      importModule: (path) => loadModule(path, cwd),
      recursive: config.revisionFiles.recursive,
    }),
    logger,
    ...compact({ connection }),
    loadModels: () => loadModels(config),
  }
}

/** What plans of revisions depend on, as the config says it. */
export function plannerContext({ config, defaultDatabase, folder }: Environment): PlannerContext {
  const { target, databases, properties, operations: customOperations, args } = config
  return { folder, target, defaultDatabase, databases, properties, customOperations, args }
}

/** What the revisions that a server has make, as that server takes them; undefined where nobody can say. */
export function appliedSchema(
  environment: Environment,
  connection: Connection,
  target: Target,
): Promise<SchemaState | undefined> {
  return appliedState({ ...plannerContext(environment), connection, ledger: environment.config.ledger, target })
}

export interface SessionOptions {
  /** Makes the database when it does not exist. */
  readonly createDatabase?: boolean
  /** Milliseconds to wait for a run that holds the lock; what the config says unless given. */
  readonly lockTimeout?: number
}

/**
 * Opens a session, does the work and closes the session, whatever happens. The caller's own session, where there is one, is used and left as it was.
 *
 * @throws MissingDatabaseError when it does not exist and is not to be made; errors of the connection and of the work.
 */
export async function withConnection<T>(
  environment: Environment,
  work: (session: DatabaseSession) => Promise<T>,
  options: SessionOptions = {},
): Promise<T> {
  const create = options.createDatabase ?? false
  const { connection: shared, logger } = environment
  if (shared !== undefined)
    return withSharedSession(environment, loggingConnection(shared, logger), create, (connection) =>
      workWith(environment, connection, work, options),
    )
  const connection = loggingConnection(await openDatabase(environment, create), logger)
  try {
    return await workWith(environment, connection, work, options)
  } finally {
    await connection.close()
  }
}

/** The caller's session in the database of the config, and afterwards where it was. */
async function withSharedSession<T>(
  { defaultDatabase, config }: Environment,
  connection: Connection,
  create: boolean,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { rows } = await connection.query('SELECT DATABASE()')
  const before = rows[0]?.[0] ?? ''
  const use = `USE ${quoteIdentifier(defaultDatabase)}`
  const session: Connection = {
    ...connection,
    database: defaultDatabase,
    // A fork begins where the session itself has begun.
    fork: async () => {
      const fork = await connection.fork()
      await fork.query(use)
      return { ...fork, database: defaultDatabase }
    },
  }
  if (before === defaultDatabase) return work(session)
  if (create) await connection.query(createDatabase(defaultDatabase))
  try {
    await connection.query(use)
  } catch (error) {
    if (error instanceof UnknownDatabaseError)
      throw new MissingDatabaseError(defaultDatabase, config.connection.description, error)
    throw error
  }
  try {
    return await work(session)
  } finally {
    // A session without a database cannot be made one again.
    if (before !== '') await connection.query(`USE ${quoteIdentifier(before)}`)
  }
}

const createDatabase = (name: string): string => `CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(name)}`

async function workWith<T>(
  environment: Environment,
  connection: Connection,
  work: (session: DatabaseSession) => Promise<T>,
  options: SessionOptions,
): Promise<T> {
  const { config, defaultDatabase, logger } = environment
  const serverTarget = await detectTarget(connection)
  const { lock } = config
  const timeout = options.lockTimeout ?? (lock === false ? undefined : seconds(lock.timeout))
  const lockOptions: LockOptions = {
    onWaiting: (holder) =>
      logger.info(`waiting for the lock of ${holder === undefined ? 'another tool' : describeHolder(holder)}`),
    ...compact({ timeout, expiresAfter: lock === false ? undefined : lock.expiresAfter }),
  }
  const context = {
    connection,
    ledger: config.ledger,
    lockOptions,
    ...(lock === false ? { lock: NO_LOCK } : {}),
    ...plannerContext(environment),
    ...compact({ onVersionApply: config.hooks.onVersionApply }),
  }
  const migrator = new Migrator(context)
  const migratorFrom = (initialState: SchemaState): Migrator => new Migrator({ ...context, initialState })
  const compareOptions: CompareOptions = {
    target: serverTarget,
    defaultDatabase,
    databases: config.databases,
    selection: config.compare,
    properties: config.properties,
    manage: config.manage.kinds,
    managePartitions: config.manage.partitions,
    logger,
    loadQueryDecider: () =>
      ledgerDecider(connection, new Ledger({ database: defaultDatabase, ...config.ledger }), defaultDatabase),
    loadAppliedState: () => appliedSchema(environment, connection, serverTarget),
  }
  return await work({ connection, serverTarget, migrator, migratorFrom, compareOptions })
}

const seconds = (given: number | undefined): number | undefined => (given === undefined ? undefined : given * 1000)

async function openDatabase({ config, defaultDatabase, logger }: Environment, create: boolean): Promise<Connection> {
  const { connection: provider } = config
  try {
    return await provider.connect()
  } catch (error) {
    if (!(error instanceof UnknownDatabaseError)) throw error
    if (!create) throw new MissingDatabaseError(defaultDatabase, provider.description, error)
  }
  const connection = loggingConnection(await provider.connect({ database: null }), logger)
  try {
    await connection.query(createDatabase(defaultDatabase))
  } finally {
    await connection.close()
  }
  return provider.connect()
}
