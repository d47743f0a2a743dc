import type { DataType } from 'starrocks-kit/schema'
import type { SqlValue } from '../sql/scope.ts'
import { ServerError } from '../wire/server-error.ts'
import { READ_ONLY_VARIABLES, SHOWN_NAMES, VARIABLE_ALIASES, variableText } from './variables.ts'
import type { ServerState } from './server-state.ts'

/** The variables of one session: its own values over the server's over the defaults. */
export class SessionVariables {
  readonly #server: ServerState
  #own = new Map<string, SqlValue>()
  #user = new Map<string, { readonly value: SqlValue; readonly type?: DataType }>()

  constructor(server: ServerState) {
    this.#server = server
  }

  /** Undefined for unknown variables. */
  get(name: string, scope: 'session' | 'global' = 'session'): SqlValue | undefined {
    const key = keyOf(name)
    if (scope === 'session' && this.#own.has(key)) return this.#own.get(key)
    const shared = this.#server.catalog.data.variables
    if (Object.hasOwn(shared, key)) return typed(shared[key] ?? '', this.#server.defaults.get(key))
    return this.#server.defaults.get(key)
  }

  /** Throws when the variable is unknown or read-only. */
  set(name: string, value: SqlValue): void {
    const key = keyOf(name)
    this.check(key)
    this.#own.set(key, normalized(value, this.#server.defaults.get(key)))
  }

  /** Whether a session may set it. */
  knows(name: string): boolean {
    return this.#server.defaults.has(keyOf(name)) && !READ_ONLY_VARIABLES.has(keyOf(name))
  }

  /** What is set while the work runs is forgotten with its end. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const [own, user] = [this.#own, this.#user]
    this.#own = new Map(own)
    this.#user = new Map(user)
    try {
      return await work()
    } finally {
      this.#own = own
      this.#user = user
    }
  }

  check(name: string): void {
    if (!this.#server.defaults.has(keyOf(name))) throw new ServerError(`Unknown system variable '${name}'`, 1193)
    if (READ_ONLY_VARIABLES.has(keyOf(name))) throw new ServerError(`Variable '${name}' is a read only variable`, 1238)
  }

  getUser(name: string): SqlValue {
    return this.#user.get(name.toLowerCase())?.value ?? null
  }

  hasUser(name: string): boolean {
    return this.#user.has(name.toLowerCase())
  }

  /** The type of a value that is text of it. */
  userType(name: string): DataType | undefined {
    return this.#user.get(name.toLowerCase())?.type
  }

  setUser(name: string, value: SqlValue, type?: DataType): void {
    this.#user.set(name.toLowerCase(), type === undefined ? { value } : { value, type })
  }

  /** Back to the server's values; user variables stay. */
  reset(): void {
    this.#own.clear()
  }

  list(
    scope: 'session' | 'global',
  ): readonly { readonly name: string; readonly value: string; readonly default: string }[] {
    return [...this.#server.defaults]
      .map(([key, fallback]) => ({ key, name: SHOWN_NAMES.get(key) ?? key, fallback }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ key, name, fallback }) => ({
        name,
        value: variableText(this.get(key, scope) ?? null),
        default: variableText(fallback),
      }))
  }
}

/** The name that a variable is kept under. */
export function keyOf(name: string): string {
  const key = name.toLowerCase()
  return VARIABLE_ALIASES.get(key) ?? key
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
