import { basename, dirname, extname, relative, resolve } from 'node:path'
import { generateModels, modelFileText } from '../codegen/index.ts'
import type { Casing, GenerateModelsOptions, ModelLayout, ModelStyle } from '../codegen/index.ts'
import type { Connection } from '../connection/index.ts'
import type { ObjectName, SchemaState, Target, UnsupportedObject } from '../schema/index.ts'
import { databaseKey } from '../schema/index.ts'
import { compact } from '../util/compact.ts'
import { matchesWildcard } from '../util/wildcard.ts'
import { ignoredBy, introspectManaged } from './compare.ts'
import { withConnection } from './environment.ts'
import type { Environment } from './environment.ts'
import { NothingToPullError, PullTargetError } from './errors.ts'
import { kindOfFile, replaceFile } from './files.ts'
import { objectNames } from './object-names.ts'
import { readModelFolder, updatedFiles } from './pull-files.ts'

export interface PullOptions {
  /** The file to write (of layout `single`), or the folder, relative to the current folder; absent: nothing is written. */
  readonly out?: string
  /** `table` (the default): constants; `class`: a class for each table. Models that are there keep their own style. */
  readonly style?: ModelStyle
  readonly layout?: ModelLayout
  readonly casing?: Casing
  /** Tables and views to pull, as names or patterns (`orders`, `daily_*`, `sales.*`); by default all. */
  readonly only?: readonly string[]
  /** Objects of the default database to leave out, by name. */
  readonly except?: readonly string[]
  /** Databases to pull, as names or patterns; by default the connection's own and those of the config. */
  readonly databases?: readonly string[]
  /** Writes the files anew, whatever they hold. */
  readonly force?: boolean
  /** Writes nothing: `changed` says what would be. */
  readonly check?: boolean
}

export interface PullResult {
  readonly place: string
  /** The files that were written, or with `check` would be, relative to the current folder. */
  readonly changed: readonly string[]
  /** All models in one text, as `single` would have them. */
  readonly content: string
  readonly objects: readonly string[]
  /** Objects that are not understood: they are comments in the source. */
  readonly unsupported: readonly UnsupportedObject[]
}

/**
 * Reads the database and writes the models that describe it. In files that are there only the models that differ are written anew: what says the same stays as it is
 * written, and everything that is no model stays too.
 *
 * @throws NothingToPullError when patterns fit nothing, PullTargetError, errors of the connection and of the models in the files.
 */
export async function pull(environment: Environment, options: PullOptions = {}): Promise<PullResult> {
  // Said before anything is asked of a server.
  await placeOf(options)
  return withConnection(environment, async ({ connection, serverTarget }) => {
    const live = await readWanted(environment, connection, serverTarget, options)
    return writeModels(environment, live, serverTarget, options)
  })
}

/** Writes the models of a schema that was read. @throws PullTargetError */
export async function writeModels(
  environment: Environment,
  live: SchemaState,
  target: Target,
  options: PullOptions,
): Promise<PullResult> {
  const place = await placeOf(options)
  const { defaultDatabase } = environment
  const generate: GenerateModelsOptions = {
    defaultDatabase,
    target,
    ...compact({ style: options.style, casing: options.casing, layout: options.layout, path: place?.file }),
  }
  const contents = generateModels(live, { ...generate, layout: 'single' }).map(modelFileText)
  return {
    place: environment.config.connection.description,
    changed: place === undefined ? [] : await write(place.folder, live, generate, environment, options),
    content: contents.join('\n'),
    objects: objectNames(live, defaultDatabase),
    unsupported: Object.values(live.databases).flatMap((database) => Object.values(database.unsupported)),
  }
}

/** The folder that files are written to, and the file of layout `single`. */
async function placeOf({
  out,
  layout = 'single',
}: PullOptions): Promise<{ readonly folder: string; readonly file: string } | undefined> {
  if (out === undefined) {
    if (layout === 'single') return undefined
    throw new PullTargetError(`layout ${layout} writes several files`, 'name their folder with --out')
  }
  const path = resolve(out)
  const kind = await kindOfFile(path)
  if (layout === 'single') {
    if (kind === 'folder') throw new PullTargetError(`${out} is a folder`, 'name a file, or choose --layout per-object')
    return { folder: dirname(path), file: basename(path) }
  }
  if (kind === 'file' || extname(path) === '.ts')
    throw new PullTargetError(`${out} is a file, and layout ${layout} writes several`, 'name a folder')
  return { folder: path, file: '' }
}

/** The databases and objects that are asked for. @throws NothingToPullError */
export async function readWanted(
  { config, defaultDatabase, logger }: Environment,
  connection: Connection,
  target: Target,
  { only = [], except = [], databases = [] }: PullOptions,
): Promise<SchemaState> {
  const wanted =
    databases.length === 0
      ? [...new Set([defaultDatabase, ...config.databases])]
      : await databasesNamed(connection, databases)
  const isWanted = wantedObjects(only, defaultDatabase)
  const isLeftOut = (name: ObjectName): boolean => name.database === defaultDatabase && except.includes(name.name)
  const isIgnored = ignoredBy(config.compare)
  // Patterns are about what databases hold.
  const manage = only.length === 0 ? config.manage.kinds : []
  const state = await introspectManaged(connection, manage, {
    databases: wanted,
    target,
    ignore: (name) => isIgnored(name) || isLeftOut(name) || !isWanted(name),
    logger,
  })
  if (only.length > 0 && objectNames(state, defaultDatabase).length === 0) throw new NothingToPullError(only)
  return state
}

/** The databases of the server that names and patterns mean. */
async function databasesNamed(connection: Connection, patterns: readonly string[]): Promise<readonly string[]> {
  const { rows } = await connection.query('SHOW DATABASES')
  const all = rows.flatMap(([name]) => name ?? [])
  const found = all.filter((name) => patterns.some((pattern) => matchesWildcard(pattern, name)))
  // What is in another catalog is not listed: a whole name is taken at its word.
  const elsewhere = patterns.filter((pattern) => pattern.includes('.') && !/[*?]/u.test(pattern))
  if (found.length + elsewhere.length === 0) throw new NothingToPullError(patterns)
  return [...found, ...elsewhere]
}

/** Whether an object is one of those that are asked for; a pattern without a database means the default one. */
function wantedObjects(patterns: readonly string[], defaultDatabase: string): (name: ObjectName) => boolean {
  if (patterns.length === 0) return () => true
  return ({ database, catalog, name }) =>
    patterns.some((pattern) =>
      pattern.includes('.')
        ? matchesWildcard(pattern, `${databaseKey(database, catalog)}.${name}`)
        : database === defaultDatabase && catalog === undefined && matchesWildcard(pattern, name),
    )
}

async function write(
  folder: string,
  live: SchemaState,
  generate: GenerateModelsOptions,
  { defaultDatabase }: Environment,
  { layout = 'single', force = false, check = false, only = [] }: PullOptions,
): Promise<readonly string[]> {
  const existing = await readModelFolder(folder, {
    defaultDatabase,
    target: generate.target,
    files: layout === 'single' ? [generate.path ?? ''] : undefined,
    ignore: force,
  })
  const isWanted = wantedObjects(only, defaultDatabase)
  const files = updatedFiles(live, existing, generate, isWanted)
  for (const { path, content } of check ? [] : files) await replaceFile(resolve(folder, path), content)
  return files.map(({ path }) => relative(process.cwd(), resolve(folder, path)))
}
