/** The user's config: its types, and finding and loading it and the models. */
export { defineConfig } from './config.ts'
export type { Config, LedgerConfig } from './config.ts'
export type { LockConfig } from './lock.ts'
export { ConfigNotFoundError, InvalidConfigError, ModelsNotFoundError, ModuleLoadError } from './errors.ts'
export { findConfig, loadConfig } from './load-config.ts'
export type { LoadedConfig } from './load-config.ts'
export { loadModels } from './load-models.ts'
export { loadModule } from './load-module.ts'
