import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StarRocksKitError } from '../errors/base.ts'
import { errorText } from '../util/error-text.ts'

/** A file that a command was given and that cannot be read. */
export class UnreadableFileError extends StarRocksKitError {
  readonly code = 'UNREADABLE_FILE'

  constructor(path: string, error: unknown) {
    super(`${path} cannot be read: ${errorText(error)}`)
  }
}

/** What stands under a path. */
export async function kindOfFile(path: string): Promise<'file' | 'folder' | undefined> {
  return stat(path).then(
    (stats) => (stats.isDirectory() ? 'folder' : 'file'),
    () => undefined,
  )
}

/** @throws UnreadableFileError */
export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new UnreadableFileError(path, error)
  })
}

/** The paths, relative to a folder and with `/`, of the files in it and below that end like this, in the order of their names: numbers count as numbers. */
export async function filesIn(folder: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new UnreadableFileError(folder, error)
  })
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.toLowerCase().endsWith(ending))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** A file that the package ships in its folder `assets`. */
export async function readAsset(path: string): Promise<string> {
  const root = dirname(createRequire(import.meta.url).resolve('starrocks-kit/package.json'))
  return readText(join(root, 'assets', path))
}

/** Writes a file whole or not at all: a full disk leaves the old one as it was. */
async function replaceFile(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.tmp`
  try {
    await writeFile(draft, content)
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/**
 * Writes a file unless it holds that already: an equal one keeps its time.
 *
 * @returns whether it was another one. With `check` nothing is written.
 */
export async function updateFile(
  path: string,
  content: string,
  { check = false }: { readonly check?: boolean } = {},
): Promise<boolean> {
  if ((await kindOfFile(path)) === 'file' && (await readText(path)) === content) return false
  if (!check) await replaceFile(path, content)
  return true
}
