import { join } from 'node:path'
import {
  clusterPlace,
  findModels,
  isClusterPlace,
  generateModels,
  mergeModels,
  modelFileText,
} from '../codegen/index.ts'
import type { FoundModel, GenerateModelsOptions, KnownModel } from '../codegen/index.ts'
import { loadModule } from '../config/index.ts'
import { diffSchemas } from '../diff/index.ts'
import { modelsFromExports, schemaFromModels } from '../models/index.ts'
import type { AnyModel } from '../models/index.ts'
import { operationObject } from '../operations/index.ts'
import {
  CLUSTER_KINDS,
  clusterObjects,
  clusterObjectsOf,
  findClusterObject,
  findDatabase,
  findObject,
  isUnseen,
  objectNameText,
  sameClusterObject,
} from '../schema/index.ts'
import type { ObjectName, SchemaState, Target } from '../schema/index.ts'
import { filesIn, kindOfFile, readText } from './files.ts'
import { EMPTY_MODELS } from './init.ts'

/** A file with models that is there. */
interface ModelFile {
  readonly path: string
  readonly text: string
  readonly found: readonly FoundModel[]
}

/** The files of a folder, and what their models say; models that do not load say nothing. */
export interface ModelFolder {
  readonly files: readonly ModelFile[]
  readonly models: readonly AnyModel[]
}

interface ReadOptions {
  readonly defaultDatabase: string
  readonly target: Target | undefined
  /** Paths relative to the folder; absent: all TypeScript files in it and below. */
  readonly files: readonly string[] | undefined
}

/** Where no models are, or those that are there do not count. */
export const NO_MODELS: ModelFolder = { files: [], models: [] }

/** Reads the models that are there. */
export async function readModelFolder(folder: string, options: ReadOptions): Promise<ModelFolder> {
  const paths = options.files ?? (await typeScriptFiles(folder))
  const files: ModelFile[] = []
  const modules: object[] = []
  for (const path of paths) {
    const file = join(folder, path)
    if ((await kindOfFile(file)) !== 'file') continue
    const text = await readText(file)
    // What init has written says how models look, until there are some.
    if (text === EMPTY_MODELS) continue
    files.push({ path, text, found: findModels(text, options.defaultDatabase) })
    // A file that does not load is brought up to date all the same: its models are written anew.
    const module = await loadModule(file).catch(() => undefined)
    if (module !== undefined) modules.push(module)
  }
  return { files, models: modelsFromExports(modules) }
}

/** Declarations of types declare no models. */
async function typeScriptFiles(folder: string): Promise<readonly string[]> {
  if ((await kindOfFile(folder)) !== 'folder') return []
  return (await filesIn(folder, '.ts')).filter((name) => !name.endsWith('.d.ts') && !name.includes('node_modules/'))
}

/** The files whose content changes, with what they hold then. */
export function updatedFiles(
  live: SchemaState,
  existing: ModelFolder,
  options: GenerateModelsOptions,
  isWanted: (name: ObjectName) => boolean,
): readonly { readonly path: string; readonly content: string }[] {
  const { defaultDatabase, layout = 'single' } = options
  const known = new Map(
    existing.files.flatMap(({ path, found }) =>
      found.map(({ name, identifier, style }): [string, KnownModel] => [
        objectNameText(name),
        { path, identifier, style },
      ]),
    ),
  )
  const generated = generateModels(live, { ...options, known })
  const merge = {
    defaultDatabase,
    same: sameModels(live, existing.models, options),
    gone: new Set([...goneModels(existing, live, isWanted)].map(objectNameText)),
  }
  const paths = new Set([...generated.map(({ path }) => path), ...existing.files.map(({ path }) => path)])
  const files = [...paths].map((path) => {
    const fresh = generated.find((file) => file.path === path) ?? { imports: [], models: [] }
    const before = existing.files.find((file) => file.path === path)?.text
    return { path, before, content: before === undefined ? modelFileText(fresh) : mergeModels(before, fresh, merge) }
  })
  const all = layout === 'single' ? files : [...files, indexFile(files, existing)]
  return all.filter(({ before, content }) => content !== before)
}

/** `index.ts` exports every file, so that queries can import all models as one module. */
function indexFile(
  files: readonly { readonly path: string; readonly content: string }[],
  existing: ModelFolder,
): { readonly path: string; readonly before: string | undefined; readonly content: string } {
  const before = existing.files.find(({ path }) => path === 'index.ts')?.text
  const lines = files
    .filter(({ path, content }) => path !== 'index.ts' && /^export /mu.test(content))
    .map(({ path }) => `export * from './${path}'`)
    .filter((line) => before?.includes(line) !== true)
    .toSorted()
  return {
    path: 'index.ts',
    before,
    content: lines.length === 0 ? (before ?? 'export {}\n') : `${before ?? ''}${lines.join('\n')}\n`,
  }
}

/** The models that say what the database has. */
function sameModels(
  live: SchemaState,
  models: readonly AnyModel[],
  { defaultDatabase, target }: GenerateModelsOptions,
): ReadonlySet<string> {
  if (target === undefined || models.length === 0) return new Set()
  const { state, overrides } = schemaFromModels(models, { defaultDatabase })
  const { operations, undecided, comparisons } = diffSchemas(live, state, { target, defaultDatabase, overrides })
  const differing = new Set(
    [
      ...operations.flatMap((operation) => operationObject(operation) ?? []),
      ...undecided.map(({ object }) => object),
    ].map(objectNameText),
  )
  const beside = clusterObjects(live).filter((object) => {
    const declared = findClusterObject(state, object)
    // What the server does not show whole is no better known than the model.
    return declared !== undefined && (isUnseen(object) || sameClusterObject(object, declared))
  })
  return new Set([
    ...comparisons.map(({ object }) => objectNameText(object)).filter((name) => !differing.has(name)),
    ...beside.map((object) => objectNameText(clusterPlace(object))),
  ])
}

/** Models of objects that the database, which was read, does not have. */
function goneModels(
  { files }: ModelFolder,
  live: SchemaState,
  isWanted: (name: ObjectName) => boolean,
): readonly ObjectName[] {
  return files
    .flatMap(({ found }) => found.map(({ name }) => name))
    .filter((name) => {
      if (isClusterPlace(name)) {
        const objects = CLUSTER_KINDS.filter((kind) => kind === name.database).map((kind) =>
          clusterObjectsOf(live, kind),
        )
        return objects.some((known) => known !== undefined && !Object.hasOwn(known, name.name))
      }
      return isWanted(name) && findDatabase(live, name) !== undefined && findObject(live, name) === undefined
    })
}
