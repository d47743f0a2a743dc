import { StarRocksKitError } from '../errors/base.ts'
import { errorText } from '../util/error-text.ts'

/** No config file in this folder or above. */
export class ConfigNotFoundError extends StarRocksKitError {
  readonly code = 'CONFIG_NOT_FOUND'

  constructor(folder: string) {
    super(
      `there is no starrocks.config.ts in ${folder} or above it. Run "starrocks-kit init" to make one, or name yours with --config.`,
    )
  }
}

/** The config file is there and says something that cannot be used. */
export class InvalidConfigError extends StarRocksKitError {
  readonly code = 'INVALID_CONFIG'
  readonly path: string

  constructor(path: string, problem: string, cause?: unknown) {
    super(`${path}: ${problem}`, { cause })
    this.path = path
  }
}

/** A function of the config has thrown, or given what cannot be used. */
export class HookError extends StarRocksKitError {
  readonly code = 'HOOK'
  /** The setting, such as `processRevision`. */
  readonly hook: string

  constructor(hook: string, cause: unknown) {
    super(`${hook} of the config failed: ${errorText(cause)}`, { cause })
    this.hook = hook
  }
}

/** `--env` names an environment that the config does not have. */
export class UnknownEnvironmentError extends StarRocksKitError {
  readonly code = 'UNKNOWN_ENVIRONMENT'
  readonly environment: string

  constructor(environment: string, path: string, known: readonly string[]) {
    const list = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`
    super(`${path}: there is no environment ${environment}; ${list}. Add it to environments, or correct --env.`)
    this.environment = environment
  }
}

/** A config, model or revision module does not load: it does not parse, an import of it is missing, or it threw. */
export class ModuleLoadError extends StarRocksKitError {
  readonly code = 'MODULE_LOAD'
  readonly path: string

  constructor(path: string, problem: string, cause: unknown) {
    super(`${path} does not load: ${problem}`, { cause })
    this.path = path
  }
}

/** The config names models, and there is no such file. */
export class ModelsNotFoundError extends StarRocksKitError {
  readonly code = 'MODELS_NOT_FOUND'

  constructor(pattern: string, configPath: string) {
    super(
      `${configPath}: models: no file matches ${pattern}. Create it, or correct the path (it is relative to the config file).`,
    )
  }
}
