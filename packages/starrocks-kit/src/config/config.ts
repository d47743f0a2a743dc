import type { ConnectionProvider } from '../connection/index.ts'
import type { CustomOperations, RunArguments } from '../migrations/index.ts'
import type { RunMode } from '../schema/index.ts'
import type { ComparisonConfig } from './comparison.ts'
import type { HooksConfig } from './hooks.ts'
import type { LedgerConfig } from './ledger.ts'
import type { LockConfig } from './lock.ts'
import type { ManageConfig } from './manage.ts'
import type { RevisionFilesConfig } from './revision-files.ts'

/** The server that offline SQL and plans are made for. */
export interface TargetConfig {
  /** `3.2`, `3.3`, `3.5`, `4.0`, `4.1`, or with a patch: `3.3.5`. */
  readonly version: string
  /** Default: `shared_nothing`. */
  readonly runMode?: RunMode
}

/** How grave a broken rule of `starrocks-kit lint` is, by its code: `{ SRK004: 'off' }`. */
export type LintConfig = Readonly<Record<string, 'error' | 'warning' | 'off'>>

/** What each environment may have of its own. Paths are relative to the config file. */
export interface PlaceConfig {
  /** `starrocks://user:password@host:9030/database`, or a provider such as `embedded({ dataDirectory: '.starrocks' })`. */
  readonly connection: string | ConnectionProvider
  /** Modules whose exports are the models: paths or glob patterns. */
  readonly models: string | readonly string[]
  /** The folder with the revision files, or several: a new revision goes to the folder of what it follows, or to the first. Default: `./migrations`. */
  readonly migrations?: string | readonly string[]
  readonly target: TargetConfig
  /** Databases to manage beside the connection's own and those that models name. Default: none. */
  readonly databases?: readonly string[]
  readonly ledger?: LedgerConfig
  /** How runs wait for each other; `false`: not at all, as something else sees to it that there is one at a time. Default: they wait. */
  readonly lock?: LockConfig | false
  readonly lint?: LintConfig
  /**
   * What is managed beside tables and views, each kind by a switch: `{ resourceGroups: true, roles: true }`. Objects of a kind that is on are compared, pulled and
   * migrated like tables; of all others nothing is read. Default: nothing.
   */
  readonly manage?: ManageConfig
  /**
   * Properties that all tables and materialized views have here, whatever models and revisions say: `{ replication_num: 1 }` in development. `null`: they have none
   * of that name. Revision files keep what the models say. Default: none.
   */
  readonly properties?: Readonly<Record<string, string | number | boolean | null>>
}

/** An environment: what it says counts instead of what the config says; entries of `ledger`, `lock`, `lint` and `properties` count one by one. */
export type EnvironmentConfig = Partial<PlaceConfig>

/** What `starrocks.config.ts` exports, as it is or as a function of the command line. */
export interface Config extends PlaceConfig, HooksConfig {
  /** By the name that `--env` gives; without `--env` the config counts as it is. Default: none. */
  readonly environments?: Readonly<Record<string, EnvironmentConfig>>
  readonly revisionFiles?: RevisionFilesConfig
  readonly compare?: ComparisonConfig
  /** Methods that `op` has in revisions beside its own. Default: none. */
  readonly operations?: CustomOperations
}

/** Makes the config from what `--env`, `-x` and `--tag` say. */
export type ConfigFunction = (args: RunArguments) => Config | Promise<Config>

export type ConfigExport = Config | ConfigFunction

/**
 * Types the config where it is written; returns it unchanged.
 *
 * @example
 * export default defineConfig({
 *   connection: 'starrocks://root@127.0.0.1:9030/shop',
 *   models: './src/models.ts',
 *   target: { version: '3.5', runMode: 'shared_nothing' },
 * })
 */
// The last one is that of which the compiler tells what is wrong.
export function defineConfig(config: ConfigFunction): ConfigFunction
export function defineConfig(config: Config): Config
export function defineConfig(config: ConfigExport): ConfigExport {
  return config
}
