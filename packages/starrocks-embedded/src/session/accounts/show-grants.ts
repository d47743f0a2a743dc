import {
  NATIVE_PASSWORD,
  objectGrants,
  ownEntry,
  PRIVILEGE_TYPES,
  privilegesOf,
  quotedIdentity,
  userIdentity,
  userName,
} from 'starrocks-kit/schema'
import type { Capabilities, ObjectGrant, ObjectGrants } from 'starrocks-kit/schema'
import { printNode } from 'starrocks-kit/language'
import type { FunctionSignature, Grantee, PrivilegeObject, ShowAuthenticationStatement } from 'starrocks-kit/language'
import { analyzingError } from '../../catalog/catalog-error.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type { UserEntry } from '../../catalog/data/catalog-data.ts'
import type { Cell, ResultTable } from '../../catalog/result/result-table.ts'
import type { SessionState } from '../session-state.ts'
import { userKey } from '../users.ts'
import { builtInRoles, grantsOfRole, isRole } from './built-in-roles.ts'

/** SHOW GRANTS [FOR user | ROLE role]: roles first, then a row for each object and whether its privileges may be passed on. */
export function showGrants(grantee: Grantee | undefined, session: SessionState): ResultTable {
  const { catalog } = session.server
  const { data, capabilities } = catalog
  const columns = ['UserIdentity', 'Catalog', 'Grants']
  if (grantee?.kind === 'RoleName') {
    const { name } = grantee
    if (!isRole(data, name))
      throw analyzingError(`There is no such grant defined for role ${name}: cannot find role ${name}!`)
    const roles = ownEntry(data.roles, name)?.roles ?? []
    return {
      columns,
      rows: [
        ...roleRows(roles, { shown: name, to: `ROLE ${name}` }, catalog),
        ...grantRows(grantsOfRole(data, name, capabilities), { shown: name, to: `ROLE '${name}'` }, capabilities),
      ],
    }
  }
  const key = grantee === undefined ? userKey(session.user) : userName(grantee)
  const shown = quotedIdentity(userIdentity(key))
  const user = ownEntry(data.users, key)
  if (user === undefined) throw analyzingError(`cannot find user ${shown}!`)
  return {
    columns,
    rows: [
      ...roleRows(user.roles ?? [], { shown, to: shown }, catalog),
      ...grantRows(objectGrants(user.grants), { shown, to: `USER ${shown}` }, capabilities),
    ],
  }
}

/** SHOW AUTHENTICATION [FOR user], SHOW ALL AUTHENTICATION: how users prove who they are. */
export function showAuthentication(statement: ShowAuthenticationStatement, session: SessionState): ResultTable {
  const { users } = session.server.catalog.data
  const asked = statement.user === undefined ? userKey(session.user) : userName(statement.user)
  const shown = Object.values(users).filter(({ name }) => statement.all === true || name === asked)
  if (shown.length === 0) throw analyzingError(`cannot find user ${quotedIdentity(userIdentity(asked))}!`)
  return {
    columns: ['UserIdentity', 'Password', 'AuthPlugin', 'UserForAuthPlugin'],
    rows: shown.map((user) => [
      quotedIdentity(userIdentity(user.name)),
      user.passwordHash === undefined ? 'No' : 'Yes',
      user.plugin ?? NATIVE_PASSWORD,
      shownAuthString(user),
    ]),
  }
}

/** A server shows it whole; what holds a secret this one does not keep. */
function shownAuthString({ authString }: UserEntry): string | null {
  if (authString === undefined) return null
  return typeof authString === 'string' ? authString : '{"client_secret": "***"}'
}

/** SHOW ROLES: those of every server, then those that were created. */
export function showRoles({ data, capabilities }: Catalog): ResultTable {
  return {
    columns: ['Name', 'Builtin', 'Comment'],
    rows: [
      ...builtInRoles(capabilities).map(([name, comment]): readonly Cell[] => [name, 'true', comment]),
      ...Object.values(data.roles).map((role): readonly Cell[] => [role.name, 'false', role.comment ?? null]),
    ],
  }
}

/** Whom a row is about, and how the statement in it names him. */
interface ShownGrantee {
  readonly shown: string
  readonly to: string
}

/** Roles that were dropped are granted to nobody (AuthorizationMgr.getGranteeRoleDetailsForUser). */
function roleRows(
  roles: readonly string[],
  { shown, to }: ShownGrantee,
  { data }: Catalog,
): readonly (readonly Cell[])[] {
  const known = roles.filter((role) => isRole(data, role))
  return known.length === 0 ? [] : [[shown, null, `GRANT ${known.map((role) => `'${role}'`).join(', ')} TO ${to}`]]
}

function grantRows(
  grants: ObjectGrants,
  { shown, to }: ShownGrantee,
  capabilities: Capabilities,
): readonly (readonly Cell[])[] {
  return [...grants.values()]
    .toSorted((a, b) => PRIVILEGE_TYPES.indexOf(a.type) - PRIVILEGE_TYPES.indexOf(b.type) || breadth(b) - breadth(a))
    .flatMap((grant) => {
      const row = (privileges: ReadonlySet<string>, option: string): readonly (readonly Cell[])[] => {
        // In the order of the server's list of them, as it goes through that (AuthorizationMgr.analyzeActionSet).
        const words = privilegesOf(grant.type, capabilities).filter((one) => privileges.has(one))
        const text = `GRANT ${words.join(', ')} ON ${objectText(grant)} TO ${to}${option}`
        return privileges.size === 0 ? [] : [[shown, catalogOf(grant), text]]
      }
      return [...row(grant.passedOn, ' WITH GRANT OPTION'), ...row(grant.privileges, '')]
    })
}

/** All objects come before those of a database, and these before single ones. */
function breadth({ object }: ObjectGrant): number {
  if (object.kind !== 'PrivilegeOnAll') return 0
  return object.database === undefined ? 2 : 1
}

function catalogOf({ type, object }: ObjectGrant): string | null {
  if (type !== 'CATALOG') return 'default_catalog'
  return object.kind === 'PrivilegeOnObjects' ? (object.names[0]?.parts.at(-1) ?? null) : null
}

/** As servers word it: names without quotes, and pipes in ways of their own (the PEntryObjects' toString). */
function objectText({ type, object }: ObjectGrant): string {
  switch (object.kind) {
    case 'PrivilegeOnSystem':
      return type
    case 'PrivilegeOnUsers':
      return `USER ${object.users.map(quotedIdentity).join(', ')}`
    case 'PrivilegeOnFunctions':
      return `${type} ${object.functions.map((item) => functionText(item, object.global === true)).join(', ')}`
    case 'PrivilegeOnAll':
      return allText(object, type)
    case 'PrivilegeOnObjects':
      return `${type} ${object.names.map(({ parts }) => parts.join('.')).join(', ')}`
  }
}

function allText(
  { type: types, allDatabases, database }: Extract<PrivilegeObject, { readonly kind: 'PrivilegeOnAll' }>,
  type: string,
): string {
  if (type === 'PIPE') return database === undefined ? 'ALL DATABASES' : `ALL PIPES  IN DATABASE ${database}`
  const where = allDatabases === true ? ' IN ALL DATABASES' : database === undefined ? '' : ` IN DATABASE ${database}`
  return `ALL ${types}${where}`
}

function functionText({ name, arguments: types }: FunctionSignature, isGlobal: boolean): string {
  const [last = '', database = ''] = name.parts.toReversed()
  const signature = `${last}${printNode(types)}`
  return isGlobal ? signature : `${signature} in DATABASE ${database}`
}
