import { loadConfig, loadModels, loadModule } from '../config/index.ts'
import type { LoadedConfig } from '../config/index.ts'
import { loggingConnection, UnknownDatabaseError } from '../connection/index.ts'
import type { Connection, Logger } from '../connection/index.ts'
import { detectTarget } from '../introspection/index.ts'
import { quoteIdentifier } from '../language/index.ts'
import { describeHolder, Ledger, ledgerDecider, Migrator, NO_LOCK, revisionFolder } from '../migrations/index.ts'
import type { LockOptions, PlannerContext, RevisionFolder, RunArguments } from '../migrations/index.ts'
import type { Model } from '../models/index.ts'
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
  /** Evaluates the modules with the models. */
  loadModels(): Promise<readonly Model[]>
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
  readonly logger: Logger
  /** What `--env`, `-x` and `--tag` say. */
  readonly args?: RunArguments
}): Promise<Environment> {
  const { cwd, logger } = options
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
    loadModels: () => loadModels(config),
  }
}

/** What plans of revisions depend on, as the config says it. */
export function plannerContext({ config, defaultDatabase, folder }: Environment): PlannerContext {
  const { target, databases, properties, operations: customOperations, args } = config
  return { folder, target, defaultDatabase, databases, properties, customOperations, args }
}

export interface SessionOptions {
  /** Makes the database when it does not exist. */
  readonly createDatabase?: boolean
  /** Milliseconds to wait for a run that holds the lock; what the config says unless given. */
  readonly lockTimeout?: number
}

/**
 * Opens a session, does the work and closes the session, whatever happens.
 *
 * @throws MissingDatabaseError when it does not exist and is not to be made; errors of the connection and of the work.
 */
export async function withConnection<T>(
  environment: Environment,
  work: (session: DatabaseSession) => Promise<T>,
  options: SessionOptions = {},
): Promise<T> {
  const { config, defaultDatabase, logger } = environment
  const connection = loggingConnection(await openDatabase(environment, options.createDatabase ?? false), logger)
  try {
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
      logger,
      loadQueryDecider: () =>
        ledgerDecider(connection, new Ledger({ database: defaultDatabase, ...config.ledger }), defaultDatabase),
    }
    return await work({ connection, serverTarget, migrator, migratorFrom, compareOptions })
  } finally {
    await connection.close()
  }
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
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(defaultDatabase)}`)
  } finally {
    await connection.close()
  }
  return provider.connect()
}
