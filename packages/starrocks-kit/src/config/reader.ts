import { StarRocksKitError } from '../errors/base.ts'
import { HookError } from './errors.ts'

/** Ends the loading with what is wrong with a setting: its name, what was expected. */
export type Fail = (problem: string) => never

/** A value as a record. @throws what `fail` throws, when it is another thing or has a key that is none of `keys`. */
export function readRecord(
  name: string,
  value: unknown,
  { keys, example, fail }: { readonly keys?: readonly string[]; readonly example: string; readonly fail: Fail },
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(`${name}: give ${example}.`)
  const record = Object.fromEntries<unknown>(Object.entries(value))
  for (const key of Object.keys(record))
    if (keys?.includes(key) === false)
      fail(`${name}: there is no setting "${key}"; the settings are ${keys.join(', ')}.`)
  return record
}

/** One text or several; undefined for anything else. */
export function readStrings(value: unknown): readonly [string, ...string[]] | undefined {
  const [first, ...rest]: readonly unknown[] = Array.isArray(value) ? value : [value]
  return typeof first === 'string' && rest.every((item) => typeof item === 'string') ? [first, ...rest] : undefined
}

/**
 * A function of the user, or nothing; what it throws is told with its name. Its type is what the config's type says: TypeScript checks it where the
 * config is written.
 */
export function readFunction<T>(name: string, value: unknown, fail: Fail): T | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'function') return fail(`${name}: give a function.`)
  return named(name, value) as T
}

// A user's function is known to be one, but not of which type.
// oxlint-disable-next-line typescript/no-unsafe-function-type
function named(name: string, hook: Function): (...args: readonly unknown[]) => unknown {
  const explain = (error: unknown): never => {
    throw error instanceof StarRocksKitError ? error : new HookError(name, error)
  }
  return (...args) => {
    try {
      const result: unknown = hook(...args)
      return result instanceof Promise ? result.catch(explain) : result
    } catch (error) {
      return explain(error)
    }
  }
}
