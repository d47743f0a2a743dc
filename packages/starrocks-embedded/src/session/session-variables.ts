import type { SqlValue } from '../sql/scope.ts'
import { ServerError } from '../wire/server-error.ts'
import { READ_ONLY_VARIABLES, variableText } from './variables.ts'
import type { ServerState } from './server-state.ts'

/** The variables of one session: its own values over the server's over the defaults. */
export class SessionVariables {
  readonly #server: ServerState
  readonly #own = new Map<string, SqlValue>()
  readonly #user = new Map<string, SqlValue>()

  constructor(server: ServerState) {
    this.#server = server
  }

  /** Undefined for unknown variables. */
  get(name: string, scope: 'session' | 'global' = 'session'): SqlValue | undefined {
    const key = name.toLowerCase()
    if (scope === 'session' && this.#own.has(key)) return this.#own.get(key)
    const shared = this.#server.catalog.data.variables
    if (Object.hasOwn(shared, key)) return typed(shared[key] ?? '', this.#server.defaults.get(key))
    return this.#server.defaults.get(key)
  }

  /** Throws when the variable is unknown or read-only. */
  set(name: string, value: SqlValue): void {
    const key = name.toLowerCase()
    this.check(key)
    this.#own.set(key, normalized(value, this.#server.defaults.get(key)))
  }

  check(name: string): void {
    if (!this.#server.defaults.has(name.toLowerCase())) throw new ServerError(`Unknown system variable '${name}'`, 1193)
    if (READ_ONLY_VARIABLES.has(name.toLowerCase()))
      throw new ServerError(`Variable '${name}' is a read only variable`, 1238)
  }

  getUser(name: string): SqlValue {
    return this.#user.get(name.toLowerCase()) ?? null
  }

  hasUser(name: string): boolean {
    return this.#user.has(name.toLowerCase())
  }

  setUser(name: string, value: SqlValue): void {
    this.#user.set(name.toLowerCase(), value)
  }

  /** Back to the server's values; user variables stay. */
  reset(): void {
    this.#own.clear()
  }

  list(
    scope: 'session' | 'global',
  ): readonly { readonly name: string; readonly value: string; readonly default: string }[] {
    return [...this.#server.defaults]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, fallback]) => ({
        name,
        value: variableText(this.get(name, scope) ?? null),
        default: variableText(fallback),
      }))
  }
}

/** Values of switches may be given as 1, 'ON' or 'true'. */
function normalized(value: SqlValue, fallback: SqlValue | undefined): SqlValue {
  if (typeof fallback !== 'boolean') return value
  if (typeof value === 'string') return /^(?:on|true|1)$/i.test(value)
  return value === true || value === 1 || value === 1n
}

/** A stored text in the type of the variable. */
function typed(text: string, fallback: SqlValue | undefined): SqlValue {
  if (typeof fallback === 'boolean') return text === 'true'
  if (typeof fallback === 'number') return Number(text)
  return text
}
