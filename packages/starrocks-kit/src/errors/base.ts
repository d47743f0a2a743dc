/**
 * Base of every error that starrocks-kit throws on purpose.
 *
 * `code` is stable and meant for programs; the message is meant for people: it names the thing that failed and what to do about it.
 */
export abstract class StarRocksKitError extends Error {
  abstract readonly code: string

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = new.target.name
  }
}
