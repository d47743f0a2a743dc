import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { maskPassword } from '../connection/index.ts'
import { FileExistsError } from './errors.ts'

export interface InitOptions {
  readonly folder: string
  /** The server to work with; the embedded server when absent. */
  readonly url?: string
}

export interface InitResult {
  /** Paths relative to the folder, in the order of writing. */
  readonly created: readonly string[]
}

/**
 * Scaffolds a project: config, models and the migrations folder.
 *
 * @throws FileExistsError before anything is written when one of the files is there already.
 */
export async function init({ folder, url }: InitOptions): Promise<InitResult> {
  const files = { 'starrocks.config.ts': configFile(url), 'src/models.ts': MODELS_FILE }
  for (const path of Object.keys(files)) if (await exists(join(folder, path))) throw new FileExistsError(path)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content, { flag: 'wx' })
  }
  await mkdir(join(folder, 'migrations'), { recursive: true })
  return { created: [...Object.keys(files), 'migrations/'] }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** A password never goes into a file: the config then reads the URL from the environment only. */
function configFile(url: string | undefined): string {
  const fromEnvironment = `process.env['STARROCKS_URL']`
  const comment =
    '  // A URL (starrocks://user:password@host:9030/database, several hosts allowed) or a connection provider.\n'
  const settings = `  models: './src/models.ts',
  migrations: './migrations',
  // The server that offline SQL and plans are made for.
  target: { version: '3.5', runMode: 'shared_nothing' },
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

const MODELS_FILE = `// Every model that this file exports is part of the schema. For example:
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
