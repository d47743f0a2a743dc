import type { SetRoleStatement } from 'starrocks-kit/language'
import { analyzingError, CatalogError } from '../../catalog/catalog-error.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import type { ServerState } from '../server-state.ts'
import { shownUser, userOf } from '../users.ts'
import type { Identity } from '../users.ts'
import { isRole } from './built-in-roles.ts'

/** Who acts, with which roles. */
interface Actor {
  readonly server: Pick<ServerState, 'catalog'>
  readonly user: Identity
  chosenRoles: readonly string[] | undefined
}

/** The roles that a user was granted. */
function grantedRoles(data: CatalogData, user: Identity): readonly string[] {
  return userOf(data, user)?.roles ?? []
}

/** The roles that are active when a user logs in: its default ones, or all where the server is told so. */
export function rolesAtLogin(data: CatalogData, user: Identity): readonly string[] {
  const granted = grantedRoles(data, user)
  if (data.variables['activate_all_roles_on_login'] === 'true') return granted
  const usual = userOf(data, user)?.defaultRoles ?? []
  return granted.filter((role) => usual.includes(role))
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
    if (!isRole(data, role)) throw analyzingError(`Cannot set role: cannot find role ${role}!`)
    if (!granted.includes(role)) throw new CatalogError(`Role ${role} is not granted to ${shownUser(session.user)}`)
  }
  if (roles === 'DEFAULT') session.chosenRoles = undefined
  else if (roles === 'NONE') session.chosenRoles = []
  else session.chosenRoles = roles === 'ALL' ? granted.filter((role) => !except.includes(role)) : roles
}
