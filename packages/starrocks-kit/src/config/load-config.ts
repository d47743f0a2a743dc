import { access } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { NO_ARGUMENTS } from '../migrations/index.ts'
import type { RunArguments } from '../migrations/index.ts'
import type { ConfigExport } from './config.ts'
import { ConfigNotFoundError, InvalidConfigError } from './errors.ts'
import { loadModule } from './load-module.ts'
import { resolveConfig } from './resolve-config.ts'
import type { LoadedConfig } from './resolve-config.ts'
import { errorText } from '../util/error-text.ts'

const FILE_NAMES = [
  'starrocks.config.ts',
  'starrocks.config.mts',
  'starrocks.config.js',
  'starrocks.config.mjs',
] as const

/**
 * Finds and loads the config: the given file, or the nearest `starrocks.config.{ts,mts,js,mjs}` from `cwd` upward.
 *
 * @throws ConfigNotFoundError, ModuleLoadError, InvalidConfigError, UnknownEnvironmentError, ConnectionUrlError
 */
export async function loadConfig(options: {
  readonly cwd: string
  readonly configPath?: string
  /** The config itself, where there is no file; its paths are relative to `cwd`. */
  readonly config?: ConfigExport
  readonly args?: RunArguments
}): Promise<LoadedConfig> {
  const { cwd, configPath, config, args = NO_ARGUMENTS } = options
  if (config !== undefined) {
    const shown = 'the config'
    return resolveConfig(await exportedConfig({ default: config }, shown, args), {
      path: join(cwd, FILE_NAMES[0]),
      shown,
      args,
    })
  }
  const path = configPath === undefined ? await findConfig(cwd) : resolve(cwd, configPath)
  if (path === undefined || !(await exists(path)))
    throw configPath === undefined
      ? new ConfigNotFoundError(cwd)
      : new InvalidConfigError(configPath, 'there is no such file.')
  const shown = relative(cwd, path) || path
  const module = await loadModule(path, cwd)
  return resolveConfig(await exportedConfig(module, shown, args), { path, shown, args })
}

/** The nearest config file from `cwd` upward. */
export async function findConfig(cwd: string): Promise<string | undefined> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const name of FILE_NAMES) if (await exists(join(folder, name))) return join(folder, name)
    if (folder === dirname(folder)) return undefined
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function exportedConfig(
  module: object,
  path: string,
  args: RunArguments,
): Promise<Readonly<Record<string, unknown>>> {
  const exported: unknown = 'default' in module ? module.default : undefined
  const config: unknown = typeof exported === 'function' ? await call(exported, path, args) : exported
  if (typeof config === 'object' && config !== null) return Object.fromEntries(Object.entries(config))
  throw new InvalidConfigError(
    path,
    typeof exported === 'function'
      ? 'the function that it exports gives no settings: let it return them.'
      : 'it has no default export: write "export default defineConfig({ ... })".',
  )
}

// A module's function is known to be one, but not of which type.
// oxlint-disable-next-line typescript/no-unsafe-function-type
async function call(config: Function, path: string, args: RunArguments): Promise<unknown> {
  try {
    return await (config(args) as unknown)
  } catch (error) {
    throw new InvalidConfigError(path, `the function that it exports failed: ${errorText(error)}`, error)
  }
}
