import { basename, dirname, extname, relative, resolve } from 'node:path'
import { generateModels, modelFileText } from '../codegen/index.ts'
import type { Casing, GenerateModelsOptions, ModelLayout, ModelStyle } from '../codegen/index.ts'
import type { Connection } from '../connection/index.ts'
import { includesDatabase } from '../diff/index.ts'
import { schemaFromModels } from '../models/index.ts'
import type { ObjectName, SchemaState, Target } from '../schema/index.ts'
import { objectNameText, shortObjectName } from '../schema/index.ts'
import { compact } from '../util/compact.ts'
import { matchesWildcard } from '../util/wildcard.ts'
import { ignoredBy, introspectManaged } from './compare.ts'
import { appliedSchema, withConnection } from './environment.ts'
import type { Environment } from './environment.ts'
import { NothingToPullError, PullTargetError } from './errors.ts'
import { kindOfFile, updateFile } from './files.ts'
import { withoutHistoryTables } from './history-tables.ts'
import { objectNames } from './object-names.ts'
import { pullSelection } from './pull-selection.ts'
import { NO_MODELS, readModelFolder, updatedFiles } from './pull-files.ts'
import type { ModelFolder } from './pull-files.ts'
import { selectedDatabase } from './selected-database.ts'
import { unseenObjects, unsupportedObjects } from './unsupported-objects.ts'
import type { UnsupportedEntry } from './unsupported-objects.ts'

export interface PullOptions {
  /** The file to write (of layout `single`), or the folder, relative to the current folder; absent: nothing is written. */
  readonly out?: string
  /** `table` (the default): constants; `class`: a class for each table. Models that are there keep their own style. */
  readonly style?: ModelStyle
  readonly layout?: ModelLayout
  readonly casing?: Casing
  /** Tables and views to pull, as names or patterns (`orders`, `daily_*`, `sales.*`); by default all. */
  readonly only?: readonly string[]
  /** Kinds of objects beside databases to pull, as `manage` of the config calls them (`roles`); by default all that it switches on, and none where `only` says anything. */
  readonly kinds?: readonly string[]
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
  /** All models in one text; empty where files are asked for. */
  readonly content: string
  readonly objects: readonly string[]
  /** Objects that are not understood: they are comments in the source. */
  readonly unsupported: readonly UnsupportedEntry[]
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
    return writeModels(environment, await readWanted(environment, connection, serverTarget, options), options)
  })
}

/** What is to become models, and the models that are there. */
export interface Wanted {
  readonly live: SchemaState
  readonly target: Target
  /** Absent where nothing is to be written. */
  readonly place: Place | undefined
  readonly existing: ModelFolder
  /** Whether an object of a database is asked for. */
  isWanted(name: ObjectName): boolean
}

/** Writes the models of a schema that was read. */
export async function writeModels(environment: Environment, wanted: Wanted, options: PullOptions): Promise<PullResult> {
  const { defaultDatabase } = environment
  const { live, target, place } = wanted
  const generate: GenerateModelsOptions = {
    defaultDatabase,
    target,
    ...compact({ style: options.style, casing: options.casing, layout: options.layout, path: place?.file }),
  }
  const text = (): string => generateModels(live, generate).map(modelFileText).join('\n')
  return {
    place: environment.config.connection.description,
    changed: place === undefined ? [] : await write(place.folder, wanted, generate, options),
    content: place === undefined ? text() : '',
    objects: objectNames(live, defaultDatabase),
    unsupported: [...unsupportedObjects(live), ...unseenObjects(live)],
  }
}

/** The folder that files are written to, and the file of layout `single`. */
interface Place {
  readonly folder: string
  readonly file: string
}

async function placeOf({ out, layout = 'single' }: PullOptions): Promise<Place | undefined> {
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

/** The databases and objects that are asked for, as far as they take part. @throws NothingToPullError, PullTargetError, InvalidSelectionError */
export async function readWanted(
  environment: Environment,
  connection: Connection,
  target: Target,
  options: PullOptions,
): Promise<Wanted> {
  const { config, defaultDatabase, logger } = environment
  const { only = [], databases = [], layout = 'single', force = false } = options
  const place = await placeOf(options)
  const { compare: selection } = config
  const named =
    databases.length === 0
      ? [...new Set([defaultDatabase, ...config.databases])]
      : await databasesNamed(connection, databases)
  const { isWanted, kinds } = pullSelection(options, defaultDatabase, config.manage.kinds)
  const isIgnored = ignoredBy(selection)
  const read = await introspectManaged(connection, kinds, {
    databases: named.filter((key) => includesDatabase(selection, key)),
    target,
    ignore: (name) => isIgnored(name) || !isWanted(name),
    logger,
    loadAppliedState: () => appliedSchema(environment, connection, target),
  })
  const existing =
    place === undefined || force
      ? NO_MODELS
      : await readModelFolder(place.folder, {
          defaultDatabase,
          target,
          files: layout === 'single' ? [place.file] : undefined,
        })
  const declared = schemaFromModels(existing.models, { defaultDatabase }).state
  const isNamed = (name: ObjectName): boolean =>
    [shortObjectName(name, defaultDatabase), objectNameText(name)].some((text) => only.includes(text))
  const live = selectedDatabase(withoutHistoryTables(read, declared, isNamed), declared, { selection, target })
  if (only.length > 0 && objectNames(live, defaultDatabase).length === 0) throw new NothingToPullError(only)
  return { live, target, place, existing, isWanted }
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

async function write(
  folder: string,
  { live, existing, isWanted }: Wanted,
  generate: GenerateModelsOptions,
  { check = false }: PullOptions,
): Promise<readonly string[]> {
  const changed: string[] = []
  for (const { path, content } of updatedFiles(live, existing, generate, isWanted))
    if (await updateFile(resolve(folder, path), content, { check }))
      changed.push(relative(process.cwd(), resolve(folder, path)))
  return changed
}
