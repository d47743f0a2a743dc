import { join, relative, resolve } from 'node:path'
import { withSimpleQueries } from '../codegen/index.ts'
import { connectionProvider, loggingConnection } from '../connection/index.ts'
import type { ConnectionProvider, Logger } from '../connection/index.ts'
import { includesDatabase } from '../diff/index.ts'
import { StarRocksKitError } from '../errors/base.ts'
import { detectTarget } from '../introspection/index.ts'
import { RevisionPlanner } from '../migrations/index.ts'
import { schemaFromModels } from '../models/index.ts'
import { emptySchema } from '../schema/index.ts'
import type { AttributeOverride, SchemaState, Target } from '../schema/index.ts'
import { appliedSchema, plannerContext } from './environment.ts'
import { ignoredBy, introspectManaged } from './compare.ts'
import type { Environment } from './environment.ts'
import { NoDatabaseError } from './errors.ts'
import { filesIn, kindOfFile, readText } from './files.ts'
import { withoutHistoryTables } from './history-tables.ts'
import { parseSchemaDocument } from './schema-document.ts'
import { schemaFromSql } from './schema-from-sql.ts'
import { selectedDatabase } from './selected-database.ts'

/** A schema, and where it came from. */
export interface SourcedSchema {
  /** For messages; never with a password. */
  readonly label: string
  readonly state: SchemaState
  /** The database that is meant where none is named. */
  readonly defaultDatabase: string
  /** What server it is for; absent where the source does not say. */
  readonly target?: Target
  /** The server that it was read from just now. */
  readonly server?: Target
  /** Read from a server: what is not there is not there. Otherwise what is left out follows the rules for leaving out. */
  readonly complete: boolean
  readonly overrides: readonly AttributeOverride[]
}

/** What sources are read with where there is no project, or the source says nothing of its own. */
export interface SourceContext {
  /** Absent outside of a project: then models, revisions and the project's database are no sources. */
  readonly environment?: Environment
  readonly target: Target
  readonly defaultDatabase: string
  /** What is read of a server beside its default database and those of the project, where it is there. */
  readonly databases?: readonly string[]
  /** What paths are relative to. */
  readonly cwd: string
  readonly logger: Logger
}

/** A word that names no source. */
export class UnknownSourceError extends StarRocksKitError {
  readonly code = 'UNKNOWN_SOURCE'

  constructor(source: string, inProject: boolean) {
    super(
      `${source} is no schema that can be read: give a URL (starrocks://user@host:9030/database), a .sql file, a folder of them, a .json file of export, ` +
        (inProject
          ? '"models", "database", or the name of a revision (an id, head, base).'
          : 'or, in a project (a starrocks.config.ts here or above), "models", "database" or a revision.'),
    )
  }
}

const URL_SCHEME = /^starrocks:\/\//iu

/** Whether the word leads to a server. */
export function isServerSource(source: string, { environment }: SourceContext): boolean {
  return URL_SCHEME.test(source) || (environment !== undefined && source === 'database')
}

/**
 * Reads a schema from wherever the word leads: `models` and `database` of the project, `starrocks://...`, a `.sql` file or a folder of them, a `.json` file
 * of `export`, or a revision (what it and those before it make).
 *
 * @throws UnknownSourceError, and the errors of the source.
 */
export async function loadSchemaSource(source: string, context: SourceContext): Promise<SourcedSchema> {
  const { environment } = context
  if (URL_SCHEME.test(source)) return fromServer(connectionProvider(source), context)
  if (environment !== undefined && source === 'models') return fromModels(environment)
  if (environment !== undefined && source === 'database') return fromServer(environment.config.connection, context)
  const path = resolve(context.cwd, source)
  switch (await kindOfFile(path)) {
    case 'file':
      return source.toLowerCase().endsWith('.json') ? fromDocument(path, context) : fromSqlFiles(path, [path], context)
    case 'folder':
      return fromSqlFiles(
        path,
        (await filesIn(path, '.sql')).map((name) => join(path, name)),
        context,
      )
    case undefined:
      if (environment === undefined || /[/\\]|\.(?:sql|json)$/iu.test(source))
        throw new UnknownSourceError(source, environment !== undefined)
      return fromRevision(source, environment)
  }
}

/**
 * Reads a schema for itself, and not to compare it: of a server, what `compare` of the project leaves out and the tables in which other tools keep their history are
 * no part of it.
 *
 * @throws InvalidSelectionError, and the errors of `loadSchemaSource`.
 */
export async function loadWholeSchema(source: string, context: SourceContext): Promise<SourcedSchema> {
  const schema = await loadSchemaSource(source, context)
  if (schema.server === undefined) return schema
  const { compare: selection = {} } = context.environment?.config ?? {}
  const state = withoutHistoryTables(schema.state, emptySchema())
  return { ...schema, state: selectedDatabase(state, emptySchema(), { selection, target: schema.server }) }
}

async function fromServer(
  provider: ConnectionProvider,
  { environment, databases: wanted = [], logger }: SourceContext,
): Promise<SourcedSchema> {
  const { database, description } = provider
  if (database === undefined) throw new NoDatabaseError(description)
  const connection = loggingConnection(await provider.connect(), logger)
  try {
    const target = await detectTarget(connection)
    const others = [...(environment?.config.databases ?? []), ...wanted]
    const selection = environment?.config.compare ?? {}
    const databases = [...new Set([database, ...others])].filter((key) => includesDatabase(selection, key))
    const manage = provider === environment?.config.connection ? environment.config.manage.kinds : []
    const live = await introspectManaged(connection, manage, {
      databases,
      target,
      ignore: ignoredBy(selection),
      logger,
      ...(environment === undefined ? {} : { loadAppliedState: () => appliedSchema(environment, connection, target) }),
    })
    // Names of the database inside of queries would tie everything that is printed to it.
    const state = withSimpleQueries(live, database)
    const place = { label: description, defaultDatabase: database, target, server: target }
    return { ...place, state, complete: true, overrides: [] }
  } finally {
    await connection.close()
  }
}

async function fromModels(environment: Environment): Promise<SourcedSchema> {
  const { defaultDatabase } = environment
  const { state, overrides } = schemaFromModels(await environment.loadModels(), { defaultDatabase })
  return { label: 'models', state, defaultDatabase, complete: false, overrides }
}

async function fromRevision(name: string, environment: Environment): Promise<SourcedSchema> {
  const planner = new RevisionPlanner(plannerContext(environment))
  const graph = await planner.graph()
  const state = await planner.stateAt(graph.inOrder(graph.ancestors(graph.resolve(name), { dependencies: true })))
  const { defaultDatabase } = environment
  return { label: `revision ${name}`, state, defaultDatabase, complete: false, overrides: [] }
}

async function fromDocument(path: string, { cwd }: SourceContext): Promise<SourcedSchema> {
  const label = relative(cwd, path)
  return { label, ...parseSchemaDocument(await readText(path), label), overrides: [] }
}

async function fromSqlFiles(path: string, files: readonly string[], context: SourceContext): Promise<SourcedSchema> {
  const scripts = await Promise.all(
    files.map(async (file) => ({ path: relative(context.cwd, file), text: await readText(file) })),
  )
  const label = relative(context.cwd, path) || path
  const { defaultDatabase } = context
  return { label, state: schemaFromSql(scripts, context), defaultDatabase, complete: false, overrides: [] }
}
