import { timingSafeEqual } from 'node:crypto'
import type { UserEntry } from '../catalog/data/catalog-data.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { findUser } from '../session/users.ts'
import type { Identity } from '../session/users.ts'
import { hashNativePassword } from '../wire/native-password.ts'

/** The user that a request proves to be, or why it proves none (BaseAction.parseAuthInfo and checkPassword). */
export function authenticate(
  catalog: Catalog,
  authorization: string | undefined,
  host: string,
): { readonly user: Identity } | { readonly refusal: string } {
  const credentials = readCredentials(authorization)
  if (credentials === undefined) return { refusal: 'Need auth information.' }
  const found = findUser(catalog, credentials.name, host)
  if (found === undefined || !proves(credentials.password, found.user)) {
    return { refusal: `Access denied for ${credentials.name}@${host}` }
  }
  return { user: found.identity }
}

function readCredentials(
  authorization: string | undefined,
): { readonly name: string; readonly password: string } | undefined {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString()
  // A password may hold a colon, a name may not.
  const colon = text.indexOf(':')
  if (colon === -1) return undefined
  const [name = '', ...rest] = text.slice(0, colon).split('@')
  return { name: rest.length === 1 ? name : text.slice(0, colon), password: text.slice(colon + 1) }
}

function proves(password: string, user: UserEntry): boolean {
  if (user.plugin !== undefined) return false
  const given = hashNativePassword(password)
  if (user.passwordHash === undefined || given === null) return user.passwordHash === undefined && given === null
  const stored = Buffer.from(user.passwordHash, 'hex')
  return stored.length === given.length && timingSafeEqual(stored, given)
}
