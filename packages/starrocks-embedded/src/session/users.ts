import { hashNativePassword } from '../wire/native-password.ts'
import { CatalogError } from '../catalog/catalog-error.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { UserEntry } from '../catalog/catalog-data.ts'

const NAME = String.raw`(?:'([^']*)'|"([^"]*)"|\x60([^\x60]*)\x60|([\w$]+))`
const IDENTITY = new RegExp(String.raw`^${NAME}(?:\s*@\s*${NAME})?`)
const BY_TEXT =
  /IDENTIFIED\s+(?:WITH\s+(?:'?mysql_native_password'?|"mysql_native_password")\s+)?BY\s+(?:'([^']*)'|"([^"]*)")/i
const BY_HASH =
  /IDENTIFIED\s+(?:BY\s+PASSWORD\s+(?:'\*([0-9a-f]{40})'|"\*([0-9a-f]{40})")|WITH\s+['"]?mysql_native_password['"]?\s+AS\s+(?:'\*([0-9a-f]{40})'|"\*([0-9a-f]{40})"))/i

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

/** Runs CREATE USER, ALTER USER or DROP USER. Passwords never reach a message. */
export async function runUserStatement(command: string, text: string, catalog: Catalog): Promise<void> {
  const rest = text.replace(/^\s*\w+\s+USER\s+/i, '')
  const ifNotExists = /^IF\s+NOT\s+EXISTS\s+/i.exec(rest)
  const ifExists = /^IF\s+EXISTS\s+/i.exec(rest)
  const identity = IDENTITY.exec(rest.slice((ifNotExists ?? ifExists)?.[0].length ?? 0))
  if (identity === null) throw new CatalogError(`${command} names no user`)
  const name = identity[1] ?? identity[2] ?? identity[3] ?? identity[4] ?? ''
  const host = identity[5] ?? identity[6] ?? identity[7] ?? identity[8] ?? '%'
  const key = userKey(name, host)
  const exists = Object.hasOwn(catalog.data.users, key) || (name === 'root' && host === '%')
  const shown = `'${name}'@'${host}'`
  if (command === 'CREATE USER' && exists) {
    if (ifNotExists !== null) return
    throw new CatalogError(`Getting analyzing error. Detail message: user ${shown} already exists!.`)
  }
  if (command !== 'CREATE USER' && !exists) {
    if (ifExists !== null) return
    throw new CatalogError(`Getting analyzing error. Detail message: cannot find user ${shown}!.`)
  }
  await catalog.update((data) => {
    if (command === 'DROP USER') {
      return { ...data, users: Object.fromEntries(Object.entries(data.users).filter(([other]) => other !== key)) }
    }
    return { ...data, users: { ...data.users, [key]: userEntry(name, host, passwordHash(rest)) } }
  })
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
    users: { ...data.users, [userKey(user.name, user.host)]: userEntry(user.name, user.host, hash) },
  }))
}

export function userEntry(name: string, host: string, hash: string | undefined): UserEntry {
  return { name, host, ...(hash === undefined || hash === '' ? {} : { passwordHash: hash }) }
}

function passwordHash(text: string): string | undefined {
  const hashed = BY_HASH.exec(text)
  if (hashed !== null) return (hashed[1] ?? hashed[2] ?? hashed[3] ?? hashed[4])?.toLowerCase()
  const clear = BY_TEXT.exec(text)
  return clear === null ? undefined : hashNativePassword(clear[1] ?? clear[2] ?? '')?.toString('hex')
}
