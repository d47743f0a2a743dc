import type { AuthOption } from '../../language/index.ts'
import { refuse, refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { Capabilities } from '../capabilities.ts'
import type { SecretReference, User } from '../types/cluster.ts'
import { compact } from '../../util/compact.ts'
import { namedSecrets, placeholder, secretOf } from './secrets.ts'

/** The plugin of users that say none: the server keeps their password. */
export const NATIVE_PASSWORD = 'MYSQL_NATIVE_PASSWORD'

/** MysqlPassword.checkPassword. */
const PASSWORD_HASH = /^(?:\*[0-9a-f]{40})?$/iu

/** Stands where a secret would: that there is one is all that a server shows. */
const GIVEN = '***'

/** How the user logs in; undefined for one without a password. */
export function authOf({ name, plugin, authString, password }: User): AuthOption | undefined {
  if (plugin === undefined)
    return password === undefined ? undefined : { kind: 'AuthOption', password: secretText(name, 'password', password) }
  if (authString === undefined) return { kind: 'AuthOption', plugin }
  const hash = typeof authString === 'string' ? authString : secretText(name, 'authString', authString)
  return { kind: 'AuthOption', plugin, hash }
}

/** What stands for a secret until the statement is sent. */
function secretText(owner: string, key: string, secret: SecretReference): string {
  return placeholder(namedSecrets(owner, { [key]: secret })[key]?.env ?? '')
}

type AuthChange =
  | { readonly kind: 'none' }
  | { readonly kind: 'auth'; readonly auth: AuthOption }
  | { readonly kind: 'impossible'; readonly reason: string }

export function authChange(from: User | undefined, to: User): AuthChange {
  const same = (key: 'plugin' | 'authString'): boolean => shownAuth(from ?? {})[key] === shownAuth(to)[key]
  // Of a password without a variable nothing is known but that the server has it.
  const isGiven = to.password?.env !== undefined && from?.password === undefined
  if (from !== undefined && same('plugin') && same('authString') && !isGiven) return { kind: 'none' }
  const auth = authOf(to)
  if (auth !== undefined) return { kind: 'auth', auth }
  return from === undefined
    ? { kind: 'none' }
    : { kind: 'impossible', reason: 'a user without a plugin needs a password, and the model says none' }
}

export function authEntries(
  auth: AuthOption | undefined,
  { authPlugins }: Capabilities,
): Pick<User, 'plugin' | 'authString' | 'password'> {
  const { plugin = NATIVE_PASSWORD, password, hash } = auth ?? {}
  const known = plugin.toUpperCase()
  if (!authPlugins.includes(known))
    refuseAnalyzing(`Cannot find ${known} from [${authPlugins.join(', ')}]`, {
      remedy: `This server knows ${authPlugins.join(', ')}.`,
    })
  if (known === NATIVE_PASSWORD && hash !== undefined && secretOf(hash) === undefined && !PASSWORD_HASH.test(hash))
    refuse('Password hash should be a 41-digit hexadecimal number', { code: 5201 })
  const text = password ?? hash ?? ''
  if (text === '') return known === NATIVE_PASSWORD ? {} : { plugin: known }
  if (known === NATIVE_PASSWORD) return { password: secretOf(text) ?? {} }
  return { plugin: known, authString: secretOf(text) ?? authStringOf(text) }
}

/** What a plugin is told, as far as it may be seen: JSON may hold the secret of a client. */
export function authStringOf(text: string): string | SecretReference {
  return /secret|passw/iu.test(text) ? {} : text
}

/** How somebody logs in, as far as a server shows it. */
export function shownAuth({ plugin, authString, password }: Pick<User, 'plugin' | 'authString' | 'password'>): Pick<
  User,
  'plugin'
> & {
  readonly authString?: string
  readonly password?: string
} {
  return compact({
    plugin,
    authString: typeof authString === 'object' ? GIVEN : authString,
    password: password && GIVEN,
  })
}
