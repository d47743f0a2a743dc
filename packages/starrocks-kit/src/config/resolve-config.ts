import { dirname, resolve } from 'node:path'
import { connectionProvider } from '../connection/index.ts'
import type { ConnectionProvider } from '../connection/index.ts'
import type { Selection } from '../diff/index.ts'
import { problemOfOperationName } from '../migrations/index.ts'
import type { CustomOperation, CustomOperations, RunArguments } from '../migrations/index.ts'
import type { PropertyOverrides } from '../operations/index.ts'
import { parseServerVersion } from '../schema/index.ts'
import type { Target } from '../schema/index.ts'
import { readComparison } from './comparison.ts'
import type { Config, LintConfig, PlaceConfig } from './config.ts'
import { InvalidConfigError, UnknownEnvironmentError } from './errors.ts'
import { HOOKS, readHooks } from './hooks.ts'
import type { HooksConfig } from './hooks.ts'
import { readLedger } from './ledger.ts'
import type { LedgerConfig } from './ledger.ts'
import { lockOf } from './lock.ts'
import type { LockConfig } from './lock.ts'
import { readManage } from './manage.ts'
import type { LoadedManage } from './manage.ts'
import { readRecord, readStrings } from './reader.ts'
import type { Fail } from './reader.ts'
import { readRevisionFiles } from './revision-files.ts'
import type { LoadedRevisionFiles } from './revision-files.ts'

/** The user's config, checked, as the environment has it, with every path absolute. */
export interface LoadedConfig {
  /** The config file. */
  readonly path: string
  /** Its folder: where relative paths begin. */
  readonly folder: string
  readonly connection: ConnectionProvider
  /** Absolute paths or glob patterns. */
  readonly models: readonly string[]
  /** The migrations folders. */
  readonly migrations: readonly [string, ...string[]]
  readonly target: Target
  readonly databases: readonly string[]
  readonly ledger: LedgerConfig
  readonly lock: LockConfig | false
  readonly lint: LintConfig
  readonly properties: PropertyOverrides
  readonly manage: LoadedManage
  readonly revisionFiles: LoadedRevisionFiles
  readonly compare: Selection
  readonly hooks: HooksConfig
  readonly operations: CustomOperations
  /** What the command line gave to the config, the hooks and the revisions. */
  readonly args: RunArguments
}

const PLACE_KEYS: { readonly [Key in keyof Required<PlaceConfig>]: true } = {
  connection: true,
  models: true,
  migrations: true,
  target: true,
  databases: true,
  ledger: true,
  lock: true,
  lint: true,
  properties: true,
  manage: true,
}

const KEYS: { readonly [Key in keyof Required<Config>]: true } = {
  ...PLACE_KEYS,
  environments: true,
  revisionFiles: true,
  compare: true,
  ...HOOKS,
  operations: true,
}

/** Where a config was found, as messages name it, and what the command line says. */
export interface ConfigSource {
  readonly path: string
  readonly shown: string
  readonly args: RunArguments
}

/** @throws InvalidConfigError, UnknownEnvironmentError, ConnectionUrlError */
export function resolveConfig(
  exported: Readonly<Record<string, unknown>>,
  { path, shown, args }: ConfigSource,
): LoadedConfig {
  const fail: Fail = (problem) => {
    throw new InvalidConfigError(shown, problem)
  }
  for (const key of Object.keys(exported))
    if (!Object.hasOwn(KEYS, key))
      fail(`there is no setting "${key}"; the settings are ${Object.keys(KEYS).join(', ')}.`)
  const config = inEnvironment(exported, args.env, shown, fail)
  const folder = dirname(path)
  const models =
    readStrings(config['models']) ?? fail('models: give a path or a list of paths, such as "./src/models.ts".')
  const [first, ...more] =
    readStrings(config['migrations'] ?? './migrations') ??
    fail('migrations: give the path of a folder, such as "./migrations", or a list of paths.')
  return {
    path,
    folder,
    connection: readConnection(config['connection'], fail),
    models: models.map((pattern) => resolve(folder, pattern)),
    migrations: [resolve(folder, first), ...more.map((other) => resolve(folder, other))],
    target: readTarget(config['target'], fail),
    databases: readDatabases(config['databases'] ?? [], fail),
    ledger: readLedger(config['ledger'], fail),
    lock: lockOf(config['lock'], fail),
    lint: readLint(config['lint'], fail),
    properties: readProperties(config['properties'], fail),
    manage: readManage(config['manage'], fail),
    revisionFiles: readRevisionFiles(config['revisionFiles'], folder, fail),
    compare: readComparison(config['compare'], fail),
    hooks: readHooks(config, fail),
    operations: readOperations(config['operations'], fail),
    args,
  }
}

/** Settings of which an environment changes single entries. */
const MERGED = ['ledger', 'lock', 'lint', 'properties', 'manage'] as const

/** The settings as the environment has them. All environments are looked at, so that a mistake in one is not found in production only. */
function inEnvironment(
  config: Readonly<Record<string, unknown>>,
  name: string | undefined,
  shown: string,
  fail: Fail,
): Readonly<Record<string, unknown>> {
  const environments = readRecord('environments', config['environments'] ?? {}, {
    example: 'settings by name, as in { prod: { connection: "starrocks://..." } }',
    fail,
  })
  const settings = Object.entries(environments).map(([key, value]) => {
    const example = 'settings such as { connection: "starrocks://..." }'
    return [key, readRecord(`environments.${key}`, value, { keys: Object.keys(PLACE_KEYS), example, fail })] as const
  })
  if (name === undefined) return config
  const own = settings.find(([key]) => key === name)?.[1]
  if (own === undefined)
    throw new UnknownEnvironmentError(
      name,
      shown,
      settings.map(([key]) => key),
    )
  const merged = MERGED.flatMap((key) => {
    const [base, more] = [config[key], own[key]]
    return isObject(base) && isObject(more) ? [[key, { ...base, ...more }] as const] : []
  })
  return { ...config, ...own, ...Object.fromEntries(merged) }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function readDatabases(value: unknown, fail: Fail): readonly string[] {
  if (Array.isArray(value) && value.length === 0) return []
  return readStrings(value) ?? fail('databases: give a list of names.')
}

function readConnection(connection: unknown, fail: Fail): ConnectionProvider {
  if (typeof connection === 'string') return connectionProvider(connection)
  if (isProvider(connection)) return connection
  return fail(
    'connection: give a URL such as "starrocks://root@127.0.0.1:9030/my_database", or a provider such as embedded({ dataDirectory: ".starrocks" }).',
  )
}

function isProvider(value: unknown): value is ConnectionProvider {
  return isObject(value) && 'connect' in value && typeof value.connect === 'function'
}

function readTarget(target: unknown, fail: Fail): Target {
  const example = 'as in target: { version: "3.5", runMode: "shared_nothing" }'
  if (!isObject(target)) return fail(`target: say which server plans are made for, ${example}.`)
  const { version, runMode = 'shared_nothing' } = Object.fromEntries<unknown>(Object.entries(target))
  const parsed = typeof version === 'string' ? parseServerVersion(version) : undefined
  if (parsed === undefined)
    return fail(`target.version: ${JSON.stringify(version)} is not a version of StarRocks, ${example}.`)
  if (runMode !== 'shared_nothing' && runMode !== 'shared_data')
    return fail(`target.runMode: it is shared_nothing or shared_data, not ${JSON.stringify(runMode)}.`)
  return { version: parsed, runMode }
}

function readLint(value: unknown, fail: Fail): LintConfig {
  const rules = readRecord('lint', value ?? {}, { example: `codes and words, as in { SRK004: 'off' }`, fail })
  return Object.fromEntries(
    Object.entries(rules).map(([code, word]) => {
      if (!/^SRK\d{3}$/u.test(code)) return fail(`lint: "${code}" is not the code of a rule, such as SRK004.`)
      if (word !== 'error' && word !== 'warning' && word !== 'off')
        return fail(`lint.${code}: it is error, warning or off, not ${JSON.stringify(word)}.`)
      return [code, word]
    }),
  )
}

function readProperties(value: unknown, fail: Fail): PropertyOverrides {
  const properties = readRecord('properties', value ?? {}, {
    example: 'an object such as { replication_num: 1 }',
    fail,
  })
  return Object.fromEntries(
    Object.entries(properties).map(([name, given]) => {
      if (given === null) return [name, null]
      if (typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean')
        return [name, String(given)]
      return fail(`properties.${name}: give a text, a number, true, false or null.`)
    }),
  )
}

function readOperations(value: unknown, fail: Fail): CustomOperations {
  const operations = readRecord('operations', value ?? {}, { example: 'functions by name', fail })
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => {
      const problem = problemOfOperationName(name)
      if (problem !== undefined) return fail(`operations.${name}: ${problem}.`)
      // What it throws is told with the revision that calls it.
      if (typeof operation !== 'function') return fail(`operations.${name}: give a function.`)
      return [name, operation as CustomOperation]
    }),
  )
}
