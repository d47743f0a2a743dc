import { access } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { connectionProvider } from '../connection/index.ts'
import type { ConnectionProvider } from '../connection/index.ts'
import { isOwnObject, OWN_PREFIX } from '../schema/own-objects.ts'
import { parseServerVersion } from '../schema/index.ts'
import type { Target } from '../schema/index.ts'
import type { Config, LedgerConfig } from './config.ts'
import { ConfigNotFoundError, InvalidConfigError } from './errors.ts'
import { loadModule } from './load-module.ts'
import { lockOf } from './lock.ts'
import type { LockConfig } from './lock.ts'

const FILE_NAMES = ['starrocks.config.ts', 'starrocks.config.mts', 'starrocks.config.js', 'starrocks.config.mjs']

/** The user's config, checked, with every path absolute. */
export interface LoadedConfig {
  /** The config file. */
  readonly path: string
  /** Its folder: where relative paths begin. */
  readonly folder: string
  readonly connection: ConnectionProvider
  /** Absolute paths or glob patterns. */
  readonly models: readonly string[]
  /** The migrations folder. */
  readonly migrations: string
  readonly target: Target
  readonly databases: readonly string[]
  readonly ledger: LedgerConfig
  readonly lock: LockConfig | false
  readonly lint: Readonly<Record<string, 'error' | 'warning' | 'off'>>
}

/**
 * Finds and loads the config: the given file, or the nearest `starrocks.config.{ts,mts,js,mjs}` from `cwd` upward.
 *
 * @throws ConfigNotFoundError, ModuleLoadError, InvalidConfigError, ConnectionUrlError
 */
export async function loadConfig(options: {
  readonly cwd: string
  readonly configPath?: string
}): Promise<LoadedConfig> {
  const { cwd, configPath } = options
  const path = configPath === undefined ? await findConfig(cwd) : resolve(cwd, configPath)
  if (path === undefined || !(await exists(path)))
    throw configPath === undefined
      ? new ConfigNotFoundError(cwd)
      : new InvalidConfigError(configPath, 'there is no such file.')
  const shown = relative(cwd, path) || path
  const module = await loadModule(path, cwd)
  return resolveConfig(exportedConfig(module, shown), path, shown)
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

function exportedConfig(module: object, path: string): Readonly<Record<string, unknown>> {
  const config: unknown = 'default' in module ? module.default : undefined
  if (typeof config !== 'object' || config === null)
    throw new InvalidConfigError(path, 'it has no default export: write "export default defineConfig({ ... })".')
  return Object.fromEntries(Object.entries(config))
}

const KEYS: { readonly [Key in keyof Required<Config>]: true } = {
  connection: true,
  models: true,
  migrations: true,
  target: true,
  databases: true,
  ledger: true,
  lock: true,
  lint: true,
}

function resolveConfig(config: Readonly<Record<string, unknown>>, path: string, shown: string): LoadedConfig {
  const fail = (problem: string): never => {
    throw new InvalidConfigError(shown, problem)
  }
  for (const key of Object.keys(config))
    if (!Object.hasOwn(KEYS, key))
      fail(`there is no setting "${key}"; the settings are ${Object.keys(KEYS).join(', ')}.`)
  const folder = dirname(path)
  const models =
    stringList(config['models']) ?? fail('models: give a path or a list of paths, such as "./src/models.ts".')
  const { migrations = './migrations' } = config
  if (typeof migrations !== 'string') return fail('migrations: give the path of a folder, such as "./migrations".')
  return {
    path,
    folder,
    connection: connectionOf(config['connection'], fail),
    models: models.map((pattern) => resolve(folder, pattern)),
    migrations: resolve(folder, migrations),
    target: targetOf(config['target'], fail),
    databases:
      config['databases'] === undefined
        ? []
        : (stringList(config['databases']) ?? fail('databases: give a list of names.')),
    ledger: ledgerOf(config['ledger'], fail),
    lock: lockOf(config['lock'], fail),
    lint: lintOf(config['lint'], fail),
  }
}

type Fail = (problem: string) => never

function connectionOf(connection: unknown, fail: Fail): ConnectionProvider {
  if (typeof connection === 'string') return connectionProvider(connection)
  if (isProvider(connection)) return connection
  return fail(
    'connection: give a URL such as "starrocks://root@127.0.0.1:9030/my_database", or a provider such as embedded({ dataDirectory: ".starrocks" }).',
  )
}

function isProvider(value: unknown): value is ConnectionProvider {
  return typeof value === 'object' && value !== null && 'connect' in value && typeof value.connect === 'function'
}

function targetOf(target: unknown, fail: Fail): Target {
  const example = 'as in target: { version: "3.5", runMode: "shared_nothing" }'
  if (typeof target !== 'object' || target === null)
    return fail(`target: say which server plans are made for, ${example}.`)
  const { version, runMode = 'shared_nothing' } = Object.fromEntries<unknown>(Object.entries(target))
  const parsed = typeof version === 'string' ? parseServerVersion(version) : undefined
  if (parsed === undefined)
    return fail(`target.version: ${JSON.stringify(version)} is not a version of StarRocks, ${example}.`)
  if (runMode !== 'shared_nothing' && runMode !== 'shared_data')
    return fail(`target.runMode: it is shared_nothing or shared_data, not ${JSON.stringify(runMode)}.`)
  return { version: parsed, runMode }
}

function ledgerOf(ledger: unknown, fail: Fail): LedgerConfig {
  if (ledger === undefined) return {}
  if (typeof ledger !== 'object' || ledger === null)
    return fail('ledger: give { table, database, properties }, each optional.')
  const { table, database, properties, ...others } = Object.fromEntries<unknown>(Object.entries(ledger))
  for (const key of Object.keys(others))
    fail(`ledger: there is no setting "${key}"; the settings are table, database, properties.`)
  if (table !== undefined && typeof table !== 'string') return fail('ledger.table: give a name.')
  if (table !== undefined && !isOwnObject(table))
    return fail(`ledger.table: begin the name with ${OWN_PREFIX}, so that no comparison takes it for a table of yours.`)
  if (database !== undefined && typeof database !== 'string') return fail('ledger.database: give a name.')
  if (properties !== undefined && (typeof properties !== 'object' || properties === null))
    return fail('ledger.properties: give an object such as { replication_num: "1" }.')
  return {
    ...(table === undefined ? {} : { table }),
    ...(database === undefined ? {} : { database }),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, String(value)])) }),
  }
}

function lintOf(lint: unknown, fail: Fail): LoadedConfig['lint'] {
  if (lint === undefined) return {}
  if (typeof lint !== 'object' || lint === null) return fail(`lint: give codes and words, as in { SRK004: 'off' }.`)
  return Object.fromEntries(
    Object.entries<unknown>({ ...lint }).map(([code, word]) => {
      if (!/^SRK\d{3}$/u.test(code)) return fail(`lint: "${code}" is not the code of a rule, such as SRK004.`)
      if (word !== 'error' && word !== 'warning' && word !== 'off')
        return fail(`lint.${code}: it is error, warning or off, not ${JSON.stringify(word)}.`)
      return [code, word]
    }),
  )
}

function stringList(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.every((item) => typeof item === 'string') && list.length > 0 ? list : undefined
}
