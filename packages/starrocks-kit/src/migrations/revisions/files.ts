import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MigrationsFolderError } from './file-errors.ts'
import { readRevisionHeader } from './revision-header.ts'
import type { Revision } from './revision.ts'
import { scriptFromModule } from '../script/script.ts'
import type { MigrationScript } from '../script/script.ts'

export interface RevisionFolderOptions {
  /** How a revision file is imported; Node's own `import` unless given. */
  readonly importModule?: (path: string) => Promise<unknown>
  /** Paths in messages are shown relative to this folder; the current one unless given. */
  readonly cwd?: string
  /** Revisions are also in sub-folders, at any depth. */
  readonly recursive?: boolean
}

/** Where a new file goes. */
export interface RevisionFilePlace {
  /** One of the folders; the first unless given. */
  readonly folder?: string
  /** The file of this revision goes once the new one is there, and may have the same name. */
  readonly replaces?: Revision
}

/** The folders with the revision files: the only place where migrations touch the disk. */
export interface RevisionFolder {
  /** Absolute, the first for new files. */
  readonly paths: readonly [string, ...string[]]
  /** Reads the header of each revision file, without running any. A folder that does not exist has none. */
  list(): Promise<readonly Revision[]>
  /** Imports the file of a revision. */
  load(revision: Revision): Promise<MigrationScript>
  /** The text of a revision's file. */
  source(revision: Revision): Promise<string>
  /** Removes the file of a revision. */
  remove(revision: Revision): Promise<void>
  /** Writes a new file, whole or not at all, and gives its path; an existing file is never overwritten, but for the one that it replaces. */
  write(name: string, content: string, place?: RevisionFilePlace): Promise<string>
  /** Which of the folders a revision is in; undefined when it has no file. */
  folderOf(revision: Revision): string | undefined
}

/**
 * Opens the migrations folders at absolute paths. Files and sub-folders that begin with `_` or `.`, declaration files and tests are no revisions.
 *
 * @throws MigrationsFolderError, RevisionFileError or MigrationScriptError from its methods.
 */
export function revisionFolder(
  paths: readonly [string, ...string[]],
  options: RevisionFolderOptions = {},
): RevisionFolder {
  const { cwd = process.cwd(), recursive = false } = options
  const importModule = options.importModule ?? ((file: string): Promise<unknown> => import(pathToFileURL(file).href))
  const shown = (file: string): string => relative(cwd, file) || file
  const pathOf = (revision: Revision): string => {
    if (revision.file === undefined) throw new MigrationsFolderError(paths[0], `revision ${revision.id} has no file`)
    return resolve(cwd, revision.file)
  }
  return {
    paths,
    list: async () => {
      const found = await Promise.all(paths.map((path) => listFiles(path, shown(path), recursive)))
      // Of two folders one may be in the other.
      return await Promise.all(
        [...new Set(found.flat())].map(async (file) =>
          readRevisionHeader(shown(file), await readText(file, shown(file))),
        ),
      )
    },
    load: async (revision) => scriptFromModule(revision, await importModule(pathOf(revision))),
    source: async (revision) => readText(pathOf(revision), shown(pathOf(revision))),
    remove: async (revision) => {
      if (revision.file !== undefined) await rm(pathOf(revision))
    },
    write: async (name, content, { folder = paths[0], replaces } = {}) => {
      const file = join(folder, name)
      const old = replaces?.file === undefined ? undefined : pathOf(replaces)
      await writeWhole(file, content, { shown: shown(file), overwrite: old === file })
      if (old !== undefined && old !== file) await rm(old)
      return file
    },
    folderOf: (revision) =>
      revision.file === undefined
        ? undefined
        : paths.toSorted((a, b) => b.length - a.length).find((path) => pathOf(revision).startsWith(`${path}${sep}`)),
  }
}

function isRevisionFile(name: string): boolean {
  return /^[^._].*\.(?:ts|mts|js|mjs)$/u.test(name) && !/\.(?:d|test|spec)\.[mc]?[jt]s$/u.test(name)
}

/** The paths of the revision files of a folder, sorted. */
async function listFiles(folder: string, shown: string, recursive: boolean): Promise<readonly string[]> {
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const nested = await Promise.all(
      entries.map(async (entry) => {
        const path = join(folder, entry.name)
        if (!entry.isDirectory()) return isRevisionFile(entry.name) ? [path] : []
        return recursive && isRevisionFolder(entry.name) ? listFiles(path, join(shown, entry.name), recursive) : []
      }),
    )
    return nested.flat()
  } catch (error) {
    if (isCode(error, 'ENOENT')) return []
    if (error instanceof MigrationsFolderError) throw error
    throw new MigrationsFolderError(shown, `the migrations folder cannot be read (${reason(error)})`, { cause: error })
  }
}

function isRevisionFolder(name: string): boolean {
  return !/^[._]/u.test(name) && name !== 'node_modules'
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new MigrationsFolderError(shown, `the revision file cannot be read (${reason(error)})`, { cause: error })
  }
}

/** Written beside its place and synced first: whatever interrupts this, the folder holds no half of a file. */
async function writeWhole(
  file: string,
  content: string,
  { shown, overwrite }: { readonly shown: string; readonly overwrite: boolean },
): Promise<void> {
  const folder = dirname(file)
  const temporary = join(folder, `.${basename(file)}.${process.pid}.tmp`)
  let made: string | undefined
  try {
    made = await mkdir(folder, { recursive: true })
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (!overwrite && (await exists(file)))
      throw new MigrationsFolderError(shown, 'the file exists already; it was left as it is')
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    await removeEmpty(folder, made)
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

/** Removes the folders from `folder` up to `first` that are empty. */
async function removeEmpty(folder: string, first: string | undefined): Promise<void> {
  if (first === undefined) return
  for (let path = folder; path.startsWith(first); path = dirname(path)) await rmdir(path).catch(() => undefined)
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
