/**
 * The error packet of a statement that the engine refused or that failed on rows: number and message as StarRocks words them.
 * No DuckDB wording leaks through it.
 */
export class EngineError extends Error {
  readonly code = 'ENGINE_ERROR'
  readonly errno: number

  constructor(message: string, options: { readonly errno?: number; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.errno = options.errno ?? 1064
  }
}
