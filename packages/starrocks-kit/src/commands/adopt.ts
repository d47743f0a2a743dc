import { relative } from 'node:path'
import { withoutServerDefaults, withSimpleQueries } from '../codegen/index.ts'
import { StarRocksKitError } from '../errors/base.ts'
import { RevisionGraph, RevisionPlanner } from '../migrations/index.ts'
import { normalizeSchema } from '../schema/index.ts'
import type { Target } from '../schema/index.ts'
import { compact } from '../util/compact.ts'
import { count } from '../util/count.ts'
import { baselineOf } from './baseline.ts'
import { diff } from './diff.ts'
import { plannerContext, withConnection } from './environment.ts'
import type { Environment, SessionOptions } from './environment.ts'
import { formerTools } from './history-tables.ts'
import type { FormerTool } from './history-tables.ts'
import { readWanted, writeModels } from './pull.ts'
import type { PullOptions } from './pull.ts'
import { placeRevision } from './revision-place.ts'
import type { UnsupportedEntry } from './unsupported-objects.ts'
import { writeRevision } from './write-revision.ts'

export interface AdoptOptions extends SessionOptions, Pick<PullOptions, 'layout' | 'style' | 'casing'> {
  /** Where the models go; the `models` of the config when that is one file. */
  readonly out?: string
  readonly message?: string
  /** A schema that the database must equal first, such as the folder of SQL files that have made it; anything that `diff` reads. */
  readonly like?: string
}

export interface AdoptResult {
  readonly place: string
  /** The files with models that were written. */
  readonly models: readonly string[]
  readonly revision: string
  /** The baseline, relative to the current folder. */
  readonly file: string
  /** What the models declare. */
  readonly objects: readonly string[]
  /** Tools that have kept the database so far: their tables are no models, and stay. */
  readonly former: readonly FormerTool[]
  readonly unsupported: readonly UnsupportedEntry[]
}

/** The database, or the project, is not one to be adopted. */
export class AdoptError extends StarRocksKitError {
  readonly code = 'REFUSED_ADOPT'
}

/**
 * Brings a database under starrocks-kit that was kept by hand or by another tool: models that describe it, a baseline revision that would create it, and the
 * ledger, which says that the baseline is applied. Nothing else is changed on the server.
 *
 * @throws AdoptError when there are revisions already, or when the database is not like the schema that it should equal; errors of `pull`.
 */
export async function adopt(environment: Environment, options: AdoptOptions = {}): Promise<AdoptResult> {
  const { config, folder, defaultDatabase } = environment
  const { layout, style, casing, like, message } = options
  const out = options.out ?? onlyModelFile(environment, layout)
  const graph = new RevisionGraph(await folder.list())
  if (graph.revisions.length > 0)
    throw new AdoptError(
      `There are revisions already (${count(graph.revisions.length, 'file')}), and a baseline has to be the first. To bring another database under them, ` +
        'run "starrocks-kit stamp head"; to adopt this one anew, remove the files and drop its ledger first.',
    )
  return withConnection(
    environment,
    async ({ connection, serverTarget, migrator }) => {
      const { heads } = await migrator.current()
      if (heads.length > 0)
        throw new AdoptError(
          `${config.connection.description} is kept by revisions already (${heads.join(', ')}): get their files.`,
        )
      if (like !== undefined) await requireLike(environment, like, serverTarget)
      const tables = await connection.query('SHOW TABLES')
      const former = await formerTools(
        connection,
        tables.rows.flatMap(([name]) => name ?? []),
      )
      const request = { out, ...compact({ layout, style, casing }) }
      const wanted = await readWanted(environment, connection, serverTarget, request)
      const made = withSimpleQueries(
        withoutServerDefaults(normalizeSchema(wanted.live, serverTarget), serverTarget),
        defaultDatabase,
      )
      const from = await new RevisionPlanner(plannerContext(environment)).stateAt([])
      const baseline = baselineOf(made, { from, target: serverTarget, defaultDatabase })
      const pulled = await writeModels(environment, wanted, request)
      const place = placeRevision(graph, {})
      const content = { ...place, message: message ?? baselineMessage(former), ...baseline }
      const file = await writeRevision(environment, graph, content)
      await migrator.stamp(place.revision)
      return {
        place: pulled.place,
        models: pulled.changed,
        revision: place.revision,
        file,
        objects: pulled.objects,
        former,
        unsupported: pulled.unsupported,
      }
    },
    options,
  )
}

/** Where the config says that the models are, when that is one file. */
function onlyModelFile({ config }: Environment, layout: PullOptions['layout']): string {
  const [file, ...more] = config.models
  const isOne = file !== undefined && more.length === 0 && !/[*?[{]/u.test(file)
  if (isOne && (layout === undefined || layout === 'single')) return file
  throw new AdoptError('The models of the config are not one file: say with --out where they should be written.')
}

async function requireLike(environment: Environment, like: string, target: Target): Promise<void> {
  const { config, defaultDatabase, logger } = environment
  const context = { environment, target, defaultDatabase, cwd: process.cwd(), logger }
  const { operations } = await diff(like, 'database', context)
  if (operations.length === 0) return
  throw new AdoptError(
    `${relative(process.cwd(), like) || like} and ${config.connection.description} differ, so nothing was written: ` +
      `see starrocks-kit diff ${like} database, or leave --like out.`,
  )
}

function baselineMessage(former: readonly FormerTool[]): string {
  const names = former.flatMap(({ tool, version }) => (version === undefined ? [] : [`${tool} ${version}`]))
  return names.length === 0 ? 'baseline' : `baseline after ${names.join(', ')}`
}
