import { ownEntry, propertiesFromAst, withoutEntry } from 'starrocks-kit/schema'
import type { Properties } from 'starrocks-kit/schema'
import type { Statement } from 'starrocks-kit/language'
import { analyzingError } from '../../catalog/catalog-error.ts'
import { securityObjectKey, securityObjectWord } from '../../catalog/data/cluster-objects.ts'
import { requireSecurityObject } from '../../catalog/data/security-objects.ts'
import type { SecurityObjectEntry } from '../../catalog/data/cluster-objects.ts'
import type { OkResult } from '../../wire/handler.ts'
import { changeCatalog } from '../change-catalog.ts'
import type { CatalogUpdate } from '../change-catalog.ts'
import type { SessionState } from '../session-state.ts'

/** Kinds of security integrations and group providers, and the properties that each needs beside its type. */
const KINDS: Readonly<Record<SecurityObjectEntry['type'], Readonly<Record<string, readonly string[]>>>> = {
  'SECURITY INTEGRATION': {
    authentication_ldap_simple: [],
    authentication_jwt: ['jwks_url', 'principal_field'],
    authentication_oauth2: [
      'auth_server_url',
      'token_server_url',
      'redirect_url',
      'client_id',
      'client_secret',
      'jwks_url',
      'principal_field',
    ],
  },
  'GROUP PROVIDER': {
    unix: [],
    file: ['group_file_url'],
    ldap: ['ldap_conn_url', 'ldap_bind_root_dn', 'ldap_bind_root_pwd', 'ldap_bind_base_dn'],
  },
}

/** Runs a statement about security integrations and group providers; undefined for all others. They are kept and shown; logins do not ask them. */
export async function runSecurityObject(statement: Statement, session: SessionState): Promise<OkResult | undefined> {
  return changeCatalog(changeOf(statement), session)
}

function changeOf(statement: Statement): CatalogUpdate | undefined {
  switch (statement.kind) {
    case 'CreateSecurityObjectStatement': {
      const entry = { type: statement.type, name: statement.name, properties: propertiesFromAst(statement.properties) }
      return (data) => {
        checkProperties(entry.type, entry.properties)
        const key = securityObjectKey(entry)
        if (ownEntry(data.securityObjects, key) !== undefined)
          throw analyzingError(`${securityObjectWord(entry.type)} '${entry.name}' already exists`)
        return { ...data, securityObjects: { ...data.securityObjects, [key]: entry } }
      }
    }
    case 'AlterSecurityIntegrationStatement': {
      const changed = propertiesFromAst(statement.properties)
      return (data) => {
        const entry = requireSecurityObject(data, 'SECURITY INTEGRATION', statement.name)
        if (Object.hasOwn(changed, 'type')) throw analyzingError("'type' property cannot be changed")
        const next = { ...entry, properties: { ...entry.properties, ...changed } }
        return { ...data, securityObjects: { ...data.securityObjects, [securityObjectKey(entry)]: next } }
      }
    }
    case 'DropSecurityObjectStatement':
      return (data) => {
        const entry = requireSecurityObject(data, statement.type, statement.name)
        return { ...data, securityObjects: withoutEntry(data.securityObjects, securityObjectKey(entry)) }
      }
    default:
      return undefined
  }
}

function checkProperties(type: SecurityObjectEntry['type'], properties: Properties): void {
  const kind = ownEntry(properties, 'type')
  if (kind === undefined) throw analyzingError('missing required property: type')
  const needed = ownEntry(KINDS[type], kind.toLowerCase())
  if (needed === undefined) throw analyzingError(`unsupported ${securityObjectWord(type).toLowerCase()} type '${kind}'`)
  for (const property of needed)
    if (!Object.hasOwn(properties, property)) throw analyzingError(`missing required property: ${property}`)
  if (kind.toLowerCase() === 'ldap') {
    const ways = ['ldap_group_dn', 'ldap_group_filter'].filter((property) => Object.hasOwn(properties, property))
    if (ways.length !== 1)
      throw analyzingError('ldap_group_dn and ldap_group_filter can use either one at the same time')
  }
}
