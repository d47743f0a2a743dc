import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MigrationsFolderError } from './file-errors.ts'
import { readRevisionHeader } from './revision-header.ts'
import type { Revision } from './revision.ts'
import { scriptFromModule } from './script.ts'
import type { MigrationScript } from './script.ts'

export interface RevisionFolderOptions {
  /** How a revision file is imported; Node's own `import` unless given. */
  readonly importModule?: (path: string) => Promise<unknown>
  /** Paths in messages are shown relative to this folder; the current one unless given. */
  readonly cwd?: string
}

/** The folder with the revision files: the only place where migrations touch the disk. */
export interface RevisionFolder {
  readonly path: string
  /** Reads the header of each revision file, without running any. A folder that does not exist has none. */
  list(): Promise<readonly Revision[]>
  /** Imports the file of a revision. */
  load(revision: Revision): Promise<MigrationScript>
  /** The text of a revision's file. */
  source(revision: Revision): Promise<string>
  /** Removes the file of a revision. */
  remove(revision: Revision): Promise<void>
  /** Writes a new file, whole or not at all, and gives its path; an existing file is never overwritten. */
  write(name: string, content: string): Promise<string>
}

/**
 * Opens the migrations folder at an absolute path. Files that begin with `_` or `.`, declaration files and tests are no revisions.
 *
 * @throws MigrationsFolderError, RevisionFileError or MigrationScriptError from its methods.
 */
export function revisionFolder(path: string, options: RevisionFolderOptions = {}): RevisionFolder {
  const importModule = options.importModule ?? ((file: string): Promise<unknown> => import(pathToFileURL(file).href))
  const shown = (file: string): string => relative(options.cwd ?? process.cwd(), file) || file
  return {
    path,
    list: async () => {
      const names = (await readNames(path, shown(path))).filter((name) => isRevisionFile(name)).toSorted()
      return await Promise.all(
        names.map(async (name) => {
          const file = join(path, name)
          return readRevisionHeader(shown(file), await readText(file, shown(file)))
        }),
      )
    },
    load: async (revision) => {
      if (revision.file === undefined) throw new MigrationsFolderError(path, `revision ${revision.id} has no file`)
      const module = await importModule(join(path, basename(revision.file)))
      return scriptFromModule(revision, module)
    },
    source: async (revision) => {
      if (revision.file === undefined) throw new MigrationsFolderError(path, `revision ${revision.id} has no file`)
      const file = join(path, basename(revision.file))
      return await readText(file, shown(file))
    },
    remove: async (revision) => {
      if (revision.file !== undefined) await rm(join(path, basename(revision.file)))
    },
    write: async (name, content) => {
      const file = join(path, name)
      await writeWhole(path, name, content, shown(file))
      return file
    },
  }
}

function isRevisionFile(name: string): boolean {
  return /^[^._].*\.(?:ts|mts|js|mjs)$/u.test(name) && !/\.(?:d|test|spec)\.[mc]?[jt]s$/u.test(name)
}

async function readNames(path: string, shown: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return []
    throw new MigrationsFolderError(shown, `the migrations folder cannot be read (${reason(error)})`, { cause: error })
  }
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new MigrationsFolderError(shown, `the revision file cannot be read (${reason(error)})`, { cause: error })
  }
}

/** Written beside its place and synced first: whatever interrupts this, the folder holds no half of a file. */
async function writeWhole(folder: string, name: string, content: string, shown: string): Promise<void> {
  const temporary = join(folder, `.${name}.${process.pid}.tmp`)
  try {
    await mkdir(folder, { recursive: true })
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (await exists(join(folder, name)))
      throw new MigrationsFolderError(shown, 'the file exists already; it was left as it is')
    await rename(temporary, join(folder, name))
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    if (error instanceof MigrationsFolderError) throw error
    throw new MigrationsFolderError(
      shown,
      `the file could not be written (${reason(error)}); nothing was left behind`,
      {
        cause: error,
      },
    )
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false
    throw error
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const known = 'code' in error && typeof error.code === 'string' ? REASONS.get(error.code) : undefined
  return known ?? error.message
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['ENOTDIR', 'a part of the path is not a folder'],
])
