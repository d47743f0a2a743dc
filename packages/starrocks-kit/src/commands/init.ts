import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { connectionProvider, maskPassword } from '../connection/index.ts'
import { detectTarget } from '../introspection/index.ts'
import type { RunMode } from '../schema/index.ts'
import { errorText } from '../util/error-text.ts'
import { FileExistsError } from './errors.ts'

export interface InitOptions {
  readonly folder: string
  /** The server to work with, which is asked for its version; the embedded server when absent. */
  readonly url?: string
}

export interface InitResult {
  /** Paths relative to the folder, in the order of writing. */
  readonly created: readonly string[]
  /** The server that the config names as its target. */
  readonly target: InitTarget
  /** Why the server did not say what it is, so that `target` is a guess. */
  readonly unknownTarget?: string
}

/** A target as a config names it. */
interface InitTarget {
  readonly version: string
  readonly runMode: RunMode
}

/**
 * Scaffolds a project: config, models and the migrations folder.
 *
 * @throws FileExistsError before anything is written when one of the files is there already; ConnectionUrlError when the URL is not valid. A server that does not
 *   answer is no error: the config then names the usual target.
 */
export async function init({ folder, url }: InitOptions): Promise<InitResult> {
  for (const path of [CONFIG, MODELS]) if (await exists(join(folder, path))) throw new FileExistsError(path)
  const asked = url === undefined ? { target: USUAL_TARGET } : await targetAt(url)
  const files = { [CONFIG]: configFile(url, asked.target), [MODELS]: EMPTY_MODELS }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content, { flag: 'wx' })
  }
  await mkdir(join(folder, 'migrations'), { recursive: true })
  return { created: [...Object.keys(files), 'migrations/'], ...asked }
}

const CONFIG = 'starrocks.config.ts'
const MODELS = 'src/models.ts'
const USUAL_TARGET: InitTarget = { version: '3.5', runMode: 'shared_nothing' }

/** What the server calls itself. The database of the URL need not be there yet. */
async function targetAt(url: string): Promise<Pick<InitResult, 'target' | 'unknownTarget'>> {
  // What is wrong with the URL is told of the URL as it was given.
  connectionProvider(url)
  const provider = connectionProvider(withShortTimeout(url))
  try {
    const connection = await provider.connect({ database: null })
    try {
      const { version, runMode } = await detectTarget(connection)
      return { target: { version: `${version.major}.${version.minor}.${version.patch}`, runMode } }
    } finally {
      await connection.close()
    }
  } catch (error) {
    return { target: USUAL_TARGET, unknownTarget: errorText(error) }
  }
}

/** A person waits, and can do without the answer. */
function withShortTimeout(url: string): string {
  if (/[?&]connectTimeout=/iu.test(url)) return url
  return `${url}${url.includes('?') ? '&' : '?'}connectTimeout=3000`
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** A password never goes into a file: the config then reads the URL from the environment only. */
function configFile(url: string | undefined, { version, runMode }: InitTarget): string {
  const fromEnvironment = `process.env['STARROCKS_URL']`
  const comment =
    '  // A URL (starrocks://user:password@host:9030/database, several hosts allowed) or a connection provider.\n'
  const settings = `  models: './src/models.ts',
  migrations: './migrations',
  // The server that offline SQL and plans are made for.
  target: { version: '${version}', runMode: '${runMode}' },
})
`
  if (url === undefined)
    return `import { embedded } from 'starrocks-embedded'
import { defineConfig } from 'starrocks-kit'

export default defineConfig({
${comment}  connection: ${fromEnvironment} ?? embedded({ dataDirectory: '.starrocks', database: 'demo' }),
${settings}`
  const fallback =
    maskPassword(url) === url ? `${fromEnvironment} ?? '${url.replace(/['\\]/g, '\\$&')}'` : `${fromEnvironment} ?? ''`
  return `import { defineConfig } from 'starrocks-kit'

export default defineConfig({
${comment}  connection: ${fallback},
${settings}`
}

/** The models of a project that has none yet. */
export const EMPTY_MODELS = `// Every model that this file exports is part of the schema. For example:
//
// import { hash, int, table, varchar } from 'starrocks-kit'
//
// export const users = table(
//   'users',
//   { id: int().primaryKey(), name: varchar(50).comment('as shown to others') },
//   (t) => ({ comment: 'people', distributedBy: hash(t.id).buckets(8) }),
// )

export {}
`
