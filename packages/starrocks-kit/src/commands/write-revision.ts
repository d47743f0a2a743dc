import { relative, resolve } from 'node:path'
import process from 'node:process'
import { isDeepStrictEqual } from 'node:util'
import { joinMigration, migrationParts } from '../codegen/index.ts'
import type { MigrationSource } from '../codegen/index.ts'
import { readTemplateFile } from '../config/index.ts'
import type { RevisionFileParts, RevisionFilesConfig } from '../config/index.ts'
import { StarRocksKitError } from '../errors/base.ts'
import { readRevisionHeader, RevisionFileError, revisionFileName } from '../migrations/index.ts'
import type { Revision, RevisionFilePlace, RevisionGraph } from '../migrations/index.ts'
import { compact } from '../util/compact.ts'
import { zonedIsoTime } from '../util/zoned-time.ts'
import type { Environment } from './environment.ts'
import { runPostWrite } from './post-write.ts'
import { errorText } from '../util/error-text.ts'

/** What writing a revision needs of the environment. */
export type WritingEnvironment = Pick<Environment, 'folder' | 'defaultDatabase' | 'config'>

/** What a new revision says; when, where and in which form is the config's. */
export type RevisionContent = Omit<
  MigrationSource,
  'createdAt' | 'timeZone' | 'renderItem' | 'defaultDatabase' | 'branchLabels' | 'dependsOn'
> & {
  readonly branchLabels: readonly string[]
  readonly dependsOn: readonly string[]
}

export interface WriteRevisionOptions {
  /** One of the migrations folders, relative to the current one. */
  readonly versionPath?: string
  /** Its file goes when the new one is there. */
  readonly replaces?: Revision
}

/** `--version-path` is none of the migrations folders. */
export class VersionPathError extends StarRocksKitError {
  readonly code = 'VERSION_PATH'

  constructor(path: string, known: readonly string[]) {
    super(
      `${shown(path)} is none of the migrations folders of the config: ${known.map(shown).join(', ')}. Name one of them, or add it to migrations.`,
    )
  }
}

/** The template of the config makes something that is not the revision. */
export class RevisionTemplateError extends StarRocksKitError {
  readonly code = 'REVISION_TEMPLATE'

  constructor(problem: string, cause?: unknown) {
    super(`The template of revision files (revisionFiles.template of the config) ${problem} Nothing was written.`, {
      cause,
    })
  }
}

/**
 * Writes a revision as the config says: name, folder, template, and the commands that are run on it.
 *
 * @returns the file, relative to the current folder.
 * @throws VersionPathError or RevisionTemplateError before anything is written, PostWriteError afterwards.
 */
export async function writeRevision(
  { folder, defaultDatabase, config }: WritingEnvironment,
  graph: RevisionGraph,
  content: RevisionContent,
  { versionPath, replaces }: WriteRevisionOptions = {},
): Promise<string> {
  const { revisionFiles, hooks } = config
  const { timeZone = 'UTC' } = revisionFiles
  const createdAt = new Date()
  const parts = {
    ...migrationParts({
      ...content,
      createdAt,
      timeZone,
      defaultDatabase,
      ...compact({ renderItem: hooks.renderItem }),
    }),
    revision: content.revision,
    message: content.message,
    created: zonedIsoTime(createdAt, timeZone),
  }
  const source = await putTogether(revisionFiles.template, parts)
  const name = revisionFileName({ ...content, createdAt }, revisionFiles)
  checkHeader(name, source, content)
  const place: RevisionFilePlace = {
    folder: folderFor({ folder }, graph, content, compact({ versionPath, replaces })),
    ...compact({ replaces }),
  }
  const file = await folder.write(name, source, place)
  await runPostWrite(revisionFiles.postWrite, file, config.folder)
  return shown(file)
}

const shown = (path: string): string => relative(process.cwd(), path) || path

/** The folder of what it replaces or follows, as long as nothing else is said. */
function folderFor(
  { folder }: Pick<Environment, 'folder'>,
  graph: RevisionGraph,
  { downRevisions }: RevisionContent,
  { versionPath, replaces }: WriteRevisionOptions,
): string {
  if (versionPath !== undefined) {
    const path = resolve(versionPath)
    if (!folder.paths.includes(path)) throw new VersionPathError(versionPath, folder.paths)
    return path
  }
  const [below] = downRevisions
  const revision = replaces ?? (below === undefined ? undefined : graph.find(below))
  return (revision === undefined ? undefined : folder.folderOf(revision)) ?? folder.paths[0]
}

const PLACEHOLDER = /\{\{\s*(\w*)\s*\}\}/gu

async function putTogether(template: RevisionFilesConfig['template'], parts: RevisionFileParts): Promise<string> {
  if (template === undefined) return joinMigration(parts)
  if (typeof template === 'function') return fromFunction(template, parts)
  const text = await readTemplateFile(template).catch((error: unknown) => {
    throw new RevisionTemplateError(`cannot be read: ${errorText(error)}.`, error)
  })
  const values = new Map<string, string>(Object.entries(parts))
  return text.replaceAll(PLACEHOLDER, (placeholder, name: string) => {
    const value = values.get(name)
    if (value === undefined)
      throw new RevisionTemplateError(
        `(${shown(template)}) has ${placeholder}, which stands for nothing: there are ${[...values.keys()].map((key) => `{{${key}}}`).join(', ')}.`,
      )
    return value
  })
}

function fromFunction(template: (parts: RevisionFileParts) => string, parts: RevisionFileParts): string {
  let text: unknown
  try {
    text = template(parts)
  } catch (error) {
    throw new RevisionTemplateError(`failed: ${errorText(error)}.`, error)
  }
  if (typeof text === 'string') return text
  throw new RevisionTemplateError('gives no text: let the function return the source of the file.')
}

/** A file of which the header cannot be read would break every command. */
function checkHeader(name: string, source: string, content: RevisionContent): void {
  let header: Revision
  try {
    header = readRevisionHeader(name, source)
  } catch (error) {
    if (!(error instanceof RevisionFileError)) throw error
    throw new RevisionTemplateError(`makes a file that cannot be read as a revision (${error.message}).`, error)
  }
  const { revision, downRevisions, branchLabels, dependsOn } = content
  const wanted = { id: revision, downRevisions, branchLabels, dependsOn }
  for (const [key, value] of Object.entries(wanted))
    if (!isDeepStrictEqual(header[key as keyof typeof wanted], value))
      throw new RevisionTemplateError(`does not write ${key === 'id' ? 'revision' : key} as it is: use the header.`)
}
