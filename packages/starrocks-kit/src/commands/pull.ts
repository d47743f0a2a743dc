import { relative, resolve } from 'node:path'
import { generateModels } from '../codegen/index.ts'
import { introspectSchema } from '../introspection/index.ts'
import type { UnsupportedObject } from '../schema/index.ts'
import { ignoredBy } from './compare.ts'
import { withConnection } from './environment.ts'
import type { Environment } from './environment.ts'
import { FileExistsError } from './errors.ts'
import { kindOfFile, replaceFile } from './files.ts'
import { objectNames } from './object-names.ts'

export interface PullOptions {
  /** The file to write, relative to the current folder; absent: nothing is written. */
  readonly out?: string
  /** `table` (the default): constants; `class`: a class for each table. */
  readonly style?: 'table' | 'class'
  /** Overwrites the file when it exists. */
  readonly force?: boolean
}

export interface PullResult {
  readonly place: string
  /** What was written, relative to the current folder; absent without `out`. */
  readonly file?: string
  readonly content: string
  readonly objects: readonly string[]
  /** Objects that are not understood: they are comments in the source. */
  readonly unsupported: readonly UnsupportedObject[]
}

/**
 * Reads the database and writes the models that describe it.
 *
 * @throws FileExistsError without `force`; errors of the connection.
 */
export async function pull(environment: Environment, options: PullOptions = {}): Promise<PullResult> {
  const { out, style = 'table' } = options
  const path = out === undefined ? undefined : resolve(out)
  if (path !== undefined && options.force !== true && (await kindOfFile(path)) !== undefined)
    throw new FileExistsError(relative(process.cwd(), path))
  const { config, defaultDatabase } = environment
  return withConnection(environment, async ({ connection, serverTarget }) => {
    const databases = [...new Set([defaultDatabase, ...config.databases])]
    const live = await introspectSchema(connection, {
      databases,
      target: serverTarget,
      ignore: ignoredBy(config.compare),
    })
    const content = generateModels(live, { defaultDatabase, style, target: serverTarget })
      .map((file) => file.content)
      .join('\n')
    if (path !== undefined) await replaceFile(path, content)
    return {
      place: environment.config.connection.description,
      content,
      objects: objectNames(live, defaultDatabase),
      unsupported: Object.values(live.databases).flatMap((database) => Object.values(database.unsupported)),
      ...(path === undefined ? {} : { file: relative(process.cwd(), path) }),
    }
  })
}
