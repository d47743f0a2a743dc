import type { SetDefaultRoleStatement, SetRoleStatement } from 'starrocks-kit/language'
import { analyzingError, CatalogError } from '../../catalog/catalog-error.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import type { ServerState } from '../server-state.ts'
import { userKey } from '../users.ts'
import { BUILT_IN_ROLES } from './privileges.ts'

/** Who a role is active for. */
interface Identity {
  readonly name: string
  readonly host: string
}

/** Who acts, with which roles. */
interface Actor {
  readonly server: Pick<ServerState, 'catalog'>
  readonly user: Identity
  chosenRoles: readonly string[] | undefined
}

/** The roles that a user was granted. */
function grantedRoles(data: CatalogData, user: Identity): readonly string[] {
  const granted = data.users[userKey(user.name, user.host)]?.roles ?? []
  return user.name === 'root' && !granted.includes('root') ? ['root', ...granted] : granted
}

/** The roles that are active when a user logs in: its default ones, or all where the server is told so. */
export function rolesAtLogin(data: CatalogData, user: Identity): readonly string[] {
  const granted = grantedRoles(data, user)
  if (data.variables['activate_all_roles_on_login'] === 'true') return granted
  const usual = data.users[userKey(user.name, user.host)]?.defaultRoles ?? []
  return granted.filter((role) => usual.includes(role) || (role === 'root' && user.name === 'root'))
}

/** The roles that are active in a session: those that SET ROLE chose, else those of its user's login. */
export function activeRoles(session: Actor): readonly string[] {
  const { data } = session.server.catalog
  const chosen = session.chosenRoles
  return chosen === undefined
    ? rolesAtLogin(data, session.user)
    : grantedRoles(data, session.user).filter((role) => chosen.includes(role))
}

/** SET ROLE (SetRoleExecutor). Throws when a role is unknown or not granted. */
export function setRole({ roles, except = [] }: SetRoleStatement, session: Actor): void {
  const { data } = session.server.catalog
  const granted = grantedRoles(data, session.user)
  for (const role of [...(typeof roles === 'string' ? [] : roles), ...except]) {
    requireKnown(data, role)
    if (!granted.includes(role))
      throw new CatalogError(`Role ${role} is not granted to '${session.user.name}'@'${session.user.host}'`)
  }
  if (roles === 'DEFAULT') session.chosenRoles = undefined
  else if (roles === 'NONE') session.chosenRoles = []
  else session.chosenRoles = roles === 'ALL' ? granted.filter((role) => !except.includes(role)) : roles
}

/** SET DEFAULT ROLE, ALTER USER ... DEFAULT ROLE: what is active at the user's next login. Throws when a role is unknown or not granted. */
export function withDefaultRoles(
  data: CatalogData,
  user: Identity,
  roles: SetDefaultRoleStatement['roles'],
): CatalogData {
  const key = userKey(user.name, user.host)
  const entry = data.users[key]
  if (entry === undefined) {
    if (user.name === 'root') return data
    throw analyzingError(`cannot find user '${user.name}'@'${user.host}'!`)
  }
  const granted = grantedRoles(data, user)
  for (const role of typeof roles === 'string' ? [] : roles) {
    requireKnown(data, role)
    if (!granted.includes(role)) throw analyzingError(`Role ${role} is not granted to '${user.name}'@'${user.host}'`)
  }
  const defaultRoles = roles === 'ALL' ? granted : roles === 'NONE' ? [] : roles
  return { ...data, users: { ...data.users, [key]: { ...entry, defaultRoles } } }
}

function requireKnown(data: CatalogData, role: string): void {
  if (!Object.hasOwn(data.roles, role) && !BUILT_IN_ROLES.includes(role))
    throw analyzingError(`Cannot set role: cannot find role ${role}!`)
}
