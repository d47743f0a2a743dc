import { hashNativePassword } from '../wire/native-password.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { UserEntry } from '../catalog/data/catalog-data.ts'

/** The key of a user: StarRocks tells users of one name apart by host. */
export function userKey(name: string, host: string): string {
  return `${name}@${host}`
}

/** The user that logs in as `name` from `host`; the exact host wins over `%`. */
export function findUser(catalog: Catalog, name: string, host: string): UserEntry | undefined {
  const { users } = catalog.data
  for (const key of [userKey(name, host), userKey(name, '%')]) if (Object.hasOwn(users, key)) return users[key]
  return name === 'root' ? { name: 'root', host: '%' } : undefined
}

/** Gives a user a password: clear text, or its hash as `*` and 40 hexadecimal digits. */
export async function setPassword(
  catalog: Catalog,
  user: { readonly name: string; readonly host: string },
  password: string,
  hashed: boolean,
): Promise<void> {
  const hash = hashed ? password.replace(/^\*/, '').toLowerCase() : hashNativePassword(password)?.toString('hex')
  await catalog.update((data) => ({
    ...data,
    users: {
      ...data.users,
      [userKey(user.name, user.host)]: withPassword(data.users[userKey(user.name, user.host)], user, hash),
    },
  }))
}

export function userEntry(name: string, host: string, hash: string | undefined): UserEntry {
  return { name, host, ...(hash === undefined || hash === '' ? {} : { passwordHash: hash }) }
}

/** The user with another password; what it was granted stays. */
function withPassword(
  old: UserEntry | undefined,
  user: { readonly name: string; readonly host: string },
  hash: string | undefined,
): UserEntry {
  const { passwordHash: _, ...rest } = old ?? { name: user.name, host: user.host }
  return { ...rest, ...userEntry(user.name, user.host, hash) }
}
