import { glob } from 'node:fs/promises'
import { relative } from 'node:path'
import { modelsFromExports } from '../models/index.ts'
import type { AnyModel } from '../models/index.ts'
import { ModelsNotFoundError } from './errors.ts'
import type { LoadedConfig } from './resolve-config.ts'
import { loadModule } from './load-module.ts'

/**
 * Imports the modules that the config names and collects the models among their exports.
 *
 * @throws ModelsNotFoundError, ModuleLoadError, DuplicateModelError, and what models throw when they are evaluated.
 */
export async function loadModels(
  config: Pick<LoadedConfig, 'models' | 'folder' | 'path'>,
): Promise<readonly AnyModel[]> {
  const paths: string[] = []
  for (const pattern of config.models) {
    const found: string[] = []
    for await (const path of glob(pattern)) found.push(path)
    found.sort()
    if (found.length === 0)
      throw new ModelsNotFoundError(relative(config.folder, pattern), relative(config.folder, config.path))
    paths.push(...found.filter((path) => !paths.includes(path)))
  }
  const modules: object[] = []
  for (const path of paths) modules.push(await loadModule(path, config.folder))
  return modelsFromExports(
    modules,
    paths.map((path) => relative(config.folder, path)),
  )
}
