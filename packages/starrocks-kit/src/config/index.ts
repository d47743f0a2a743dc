/** The user's config: its types, and finding and loading it and the models. */
export { defineConfig } from './config.ts'
export type {
  Config,
  ConfigExport,
  ConfigFunction,
  EnvironmentConfig,
  LintConfig,
  PlaceConfig,
  TargetConfig,
} from './config.ts'
export type { ComparisonConfig } from './comparison.ts'
export type { HooksConfig, RevisionDraft, RevisionDraftContext, RevisionProcessor } from './hooks.ts'
export type { LedgerConfig } from './ledger.ts'
export type { LockConfig } from './lock.ts'
export { kindOfSwitch, manageKey } from './manage.ts'
export type { ManageConfig } from './manage.ts'
export { readTemplateFile } from './revision-files.ts'
export type { RevisionFileParts, RevisionFilesConfig } from './revision-files.ts'
export {
  ConfigNotFoundError,
  HookError,
  InvalidConfigError,
  ModelsNotFoundError,
  ModuleLoadError,
  UnknownEnvironmentError,
} from './errors.ts'
export { findConfig, loadConfig } from './load-config.ts'
export type { LoadedConfig } from './resolve-config.ts'
export { loadModels } from './load-models.ts'
export { loadModule } from './load-module.ts'
