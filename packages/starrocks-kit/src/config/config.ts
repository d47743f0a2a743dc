import type { ConnectionProvider } from '../connection/index.ts'
import type { RunMode } from '../schema/index.ts'
import type { LockConfig } from './lock.ts'

/** Where the ledger of applied revisions lives. */
export interface LedgerConfig {
  /** Its name; `_starrocks_kit_ledger` when absent. */
  readonly table?: string
  /** Its database; the connection's when absent. */
  readonly database?: string
  /** Properties of the table, such as `{ replication_num: '1' }`. */
  readonly properties?: Readonly<Record<string, string>>
}

/** What `starrocks.config.ts` exports. Paths are relative to that file. */
export interface Config {
  /** `starrocks://user:password@host:9030/database`, or a provider such as `embedded({ dataDirectory: '.starrocks' })`. */
  readonly connection: string | ConnectionProvider
  /** Modules whose exports are the models: paths or glob patterns. */
  readonly models: string | readonly string[]
  /** The folder with the revision files; `./migrations` when absent. */
  readonly migrations?: string
  /** The server that offline SQL and plans are made for. */
  readonly target: {
    /** `3.2`, `3.3`, `3.5`, `4.0`, `4.1`, or with a patch: `3.3.5`. */
    readonly version: string
    /** `shared_nothing` when absent. */
    readonly runMode?: RunMode
  }
  /** Databases to manage beside the connection's own and those that models name. */
  readonly databases?: readonly string[]
  readonly ledger?: LedgerConfig
  /** How runs wait for each other; `false`: not at all, as something else sees to it that there is one at a time. */
  readonly lock?: LockConfig | false
  /** How grave a broken rule of `starrocks-kit lint` is, by its code: `{ SRK004: 'off' }`. */
  readonly lint?: Readonly<Record<string, 'error' | 'warning' | 'off'>>
}

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
export function defineConfig(config: Config): Config {
  return config
}
