import type { Grantee, ShowAuthenticationStatement } from 'starrocks-kit/language'
import { analyzingError } from '../../catalog/catalog-error.ts'
import type { CatalogData, GrantEntry, RoleEntry, UserEntry } from '../../catalog/data/catalog-data.ts'
import type { Cell, ResultTable } from '../../catalog/result/result-table.ts'
import type { SessionState } from '../session-state.ts'
import { userKey } from '../users.ts'
import { BUILT_IN_ROLES } from './privileges.ts'

/** SHOW GRANTS [FOR user | ROLE role]: roles first, then a row for each privilege. */
export function showGrants(grantee: Grantee | undefined, session: SessionState): ResultTable {
  const { data } = session.server.catalog
  if (grantee?.kind === 'RoleName') {
    const entry = data.roles[grantee.name]
    return {
      columns: ['RoleName', 'Catalog', 'Grants'],
      rows: rowsOf(`'${grantee.name}'`, `ROLE '${grantee.name}'`, entry),
    }
  }
  const user = grantee === undefined ? session.user : { name: grantee.user, host: grantee.host ?? '%' }
  const shown = `'${user.name}'@'${user.host}'`
  return { columns: ['UserIdentity', 'Catalog', 'Grants'], rows: rowsOf(shown, `USER ${shown}`, entryOf(data, user)) }
}

/** SHOW AUTHENTICATION [FOR user], SHOW ALL AUTHENTICATION: how users prove who they are. */
export function showAuthentication(statement: ShowAuthenticationStatement, session: SessionState): ResultTable {
  const { users } = session.server.catalog.data
  const rootKey = userKey('root', '%')
  const known: readonly UserEntry[] = Object.hasOwn(users, rootKey)
    ? Object.values(users)
    : [{ name: 'root', host: '%' }, ...Object.values(users)]
  const asked =
    statement.user === undefined ? session.user : { name: statement.user.user, host: statement.user.host ?? '%' }
  const shown =
    statement.all === true ? known : known.filter((user) => user.name === asked.name && user.host === asked.host)
  if (shown.length === 0) throw analyzingError(`cannot find user '${asked.name}'@'${asked.host}'!`)
  return {
    columns: ['UserIdentity', 'Password', 'AuthPlugin', 'UserForAuthPlugin'],
    rows: shown.map((user) => [
      `'${user.name}'@'${user.host}'`,
      user.passwordHash === undefined ? 'No' : 'Yes',
      'MYSQL_NATIVE_PASSWORD',
      null,
    ]),
  }
}

/** SHOW ROLES: those of every server, then those that were created. */
export function showRoles(data: CatalogData): ResultTable {
  return {
    columns: ['Name', 'Builtin', 'Comment'],
    rows: [
      ...BUILT_IN_ROLES.map((name): readonly Cell[] => [name, 'true', `built-in ${name} role`]),
      ...Object.values(data.roles).map((role): readonly Cell[] => [role.name, 'false', role.comment ?? null]),
    ],
  }
}

function entryOf(
  data: CatalogData,
  user: { readonly name: string; readonly host: string },
): Pick<RoleEntry, 'roles' | 'grants'> | undefined {
  return user.name === 'root' ? { roles: ['root'] } : data.users[userKey(user.name, user.host)]
}

function rowsOf(
  shown: string,
  grantee: string,
  entry: Pick<RoleEntry, 'roles' | 'grants'> | undefined,
): readonly (readonly Cell[])[] {
  const roles = entry?.roles ?? []
  const granted =
    roles.length === 0
      ? []
      : [[shown, null, `GRANT ${roles.map((r) => `'${r}'`).join(', ')} TO ${grantee.replace(/^USER /, '')}`]]
  return [
    ...granted,
    ...(entry?.grants ?? []).map((grant) => [
      shown,
      grant.type === 'SYSTEM' ? null : 'default_catalog',
      `GRANT ${grant.privilege} ON ${objectOf(grant)} TO ${grantee}`,
    ]),
  ]
}

function objectOf({ type, database, name }: GrantEntry): string {
  if (type === 'SYSTEM') return 'SYSTEM'
  if (name === undefined) return database === '*' ? `ALL ${type}S` : `${type} ${database ?? ''}`
  if (name !== '*') return `${type} ${database === undefined ? '' : `${database}.`}${name}`
  return database === '*' || database === undefined
    ? `ALL ${type}S IN ALL DATABASES`
    : `ALL ${type}S IN DATABASE ${database}`
}
