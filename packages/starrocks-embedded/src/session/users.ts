import { ownEntry, quotedIdentity, userIdentity, userName } from 'starrocks-kit/schema'
import type { UserIdentity } from 'starrocks-kit/language'
import type { Catalog } from '../catalog/catalog.ts'
import type { CatalogData, UserEntry } from '../catalog/data/catalog-data.ts'
import { likePattern } from '../catalog/result/like-pattern.ts'
import { hashNativePassword } from '../wire/native-password.ts'

/** Who a session belongs to: the identity of a user, not the place that it came from. */
export interface Identity {
  readonly name: string
  readonly host: string
  readonly domain?: true
}

/** The name under which the catalog has a user. */
export function userKey({ name, host, domain }: Identity): string {
  return userName({ user: name, host, ...(domain === undefined ? {} : { domain }) })
}

export function identityOf({ user, host = '%', domain }: UserIdentity): Identity {
  return { name: user, host, ...(domain === undefined ? {} : { domain }) }
}

/** `'etl'@'%'`. */
export function shownUser({ name, host, domain }: Identity): string {
  return quotedIdentity({ user: name, host, ...(domain === undefined ? {} : { domain }) })
}

export function userOf({ users }: CatalogData, identity: Identity): UserEntry | undefined {
  return ownEntry(users, userKey(identity))
}

/** The user that logs in as `name` from `host`: one of a pattern of hosts wins over one of every host (UserAuthInfoTreeMap). Names of hosts are not looked up. */
export function findUser(
  { data }: Catalog,
  name: string,
  host: string,
): { readonly identity: Identity; readonly user: UserEntry } | undefined {
  const candidates = Object.entries(data.users)
    .map(([key, user]) => ({ identity: userIdentity(key), user }))
    .filter(({ identity }) => identity.user === name && identity.domain !== true)
    .toSorted((a, b) => Number(a.identity.host === undefined) - Number(b.identity.host === undefined))
  const found = candidates.find(({ identity }) => likePattern(identity.host ?? '%', true).test(host))
  return found && { identity: { name, host: found.identity.host ?? '%' }, user: found.user }
}

/** The hash of a password: clear text, or its hash as `*` and 40 hexadecimal digits; undefined for none. */
export function passwordHash({
  password,
  hash,
}: {
  readonly password?: string
  readonly hash?: string
}): string | undefined {
  const digits =
    password === undefined ? hash?.replace(/^\*/, '').toLowerCase() : hashNativePassword(password)?.toString('hex')
  return digits === '' ? undefined : digits
}

/** The user with another password, or none. */
export function withPassword(
  { passwordHash: _, password: __, ...user }: UserEntry,
  hash: string | undefined,
): UserEntry {
  return hash === undefined ? user : { ...user, password: {}, passwordHash: hash }
}
