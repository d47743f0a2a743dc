import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { MigrationParts } from '../codegen/index.ts'
import { problemOfNaming } from '../migrations/index.ts'
import type { RevisionNaming } from '../migrations/index.ts'
import { compact } from '../util/compact.ts'
import { readRecord, readStrings } from './reader.ts'
import type { Fail } from './reader.ts'

/** What a template is given: the pieces of the file, and what it is about. */
export interface RevisionFileParts extends MigrationParts {
  readonly revision: string
  /** Empty when none was given. */
  readonly message: string
  /** ISO 8601, in the time zone of the config. */
  readonly created: string
}

/** How files of new revisions are named, put together and finished. */
export interface RevisionFilesConfig extends RevisionNaming {
  /** Revisions are looked for in sub-folders of the migrations folders too. Default: when `fileName` makes sub-folders. */
  readonly recursive?: boolean
  /**
   * What a file consists of: a function, or the path of a text file in which `{{comment}}`, `{{imports}}`, `{{header}}`, `{{upgrade}}`, `{{downgrade}}`,
   * `{{message}}`, `{{revision}}` and `{{created}}` are replaced. Default: the first five, with blank lines between them.
   */
  readonly template?: string | ((parts: RevisionFileParts) => string)
  /**
   * Commands to run on each written file, one after another, without a shell: `[['prettier', '--write', '{file}']]`. `{file}` stands for its path, which
   * comes last when no word has it. Commands of the project's packages are found. Default: none.
   */
  readonly postWrite?: readonly (readonly string[])[]
}

export interface LoadedRevisionFiles extends Omit<RevisionFilesConfig, 'postWrite'> {
  readonly recursive: boolean
  readonly postWrite: readonly (readonly [string, ...string[]])[]
}

const KEYS = [
  'fileName',
  'timeZone',
  'slugLength',
  'recursive',
  'template',
  'postWrite',
] satisfies readonly (keyof RevisionFilesConfig)[]

export function readRevisionFiles(value: unknown, folder: string, fail: Fail): LoadedRevisionFiles {
  if (value === undefined) return { recursive: false, postWrite: [] }
  const example = '{ fileName, timeZone, slugLength, recursive, template, postWrite }, each optional'
  const settings = readRecord('revisionFiles', value, { keys: KEYS, example, fail })
  const { fileName, timeZone, slugLength, recursive, template, postWrite } = settings
  if (fileName !== undefined && typeof fileName !== 'string')
    return fail('revisionFiles.fileName: give a text such as "{year}/{revision}_{slug}".')
  if (timeZone !== undefined && typeof timeZone !== 'string')
    return fail('revisionFiles.timeZone: give a text such as "Europe/Berlin".')
  if (slugLength !== undefined && typeof slugLength !== 'number')
    return fail('revisionFiles.slugLength: give a whole number from 1 on.')
  if (recursive !== undefined && typeof recursive !== 'boolean')
    return fail('revisionFiles.recursive: it is true or false.')
  const naming = compact({ fileName, timeZone, slugLength })
  const problem = problemOfNaming(naming)
  if (problem !== undefined) return fail(`revisionFiles.${problem}`)
  return {
    ...naming,
    recursive: recursive ?? fileName?.includes('/') === true,
    ...compact({ template: readTemplate(template, folder, fail) }),
    postWrite: readCommands(postWrite, fail),
  }
}

/** The text of a template, read only when a revision is written. */
export function readTemplateFile(path: string): Promise<string> {
  return readFile(path, 'utf8')
}

function readTemplate(template: unknown, folder: string, fail: Fail): RevisionFilesConfig['template'] {
  if (template === undefined) return undefined
  if (typeof template === 'string') return resolve(folder, template)
  if (typeof template === 'function') return template as NonNullable<Exclude<RevisionFilesConfig['template'], string>>
  return fail('revisionFiles.template: give a function, or the path of a text file.')
}

function readCommands(value: unknown, fail: Fail): LoadedRevisionFiles['postWrite'] {
  if (value === undefined) return []
  const example = 'lists of words, as in [["prettier", "--write", "{file}"]]: no shell takes a line apart'
  if (!Array.isArray(value)) return fail(`revisionFiles.postWrite: give ${example}.`)
  return value.map((command: unknown) => {
    const words = Array.isArray(command) ? readStrings(command) : undefined
    return words ?? fail(`revisionFiles.postWrite: give ${example}.`)
  })
}
