import type { CatalogData, GrantEntry } from '../../catalog/data/catalog-data.ts'
import { ServerError } from '../../wire/server-error.ts'
import { userKey } from '../users.ts'

/** Roles that every server has. */
export const BUILT_IN_ROLES: readonly string[] = ['root', 'cluster_admin', 'db_admin', 'user_admin', 'public']

/** What a statement needs: one of the privileges, on an object. */
export interface Requirement {
  readonly privileges: readonly string[]
  readonly type: string
  readonly database?: string
  readonly name?: string
}

/** Throws 5203 when a user, with its active roles, has none of the privileges that are needed. Root may do everything. */
export function requirePrivilege(
  data: CatalogData,
  user: { readonly name: string; readonly host: string },
  requirement: Requirement,
  activeRoles: readonly string[],
): void {
  if (user.name === 'root') return
  const entry = data.users[userKey(user.name, user.host)]
  const roles = allRoles(data, activeRoles)
  if (roles.has('root') || (roles.has('db_admin') && requirement.type !== 'SYSTEM')) return
  if (roles.has('user_admin') && requirement.type === 'SYSTEM') return
  const grants = [...(entry?.grants ?? []), ...[...roles].flatMap((role) => data.roles[role]?.grants ?? [])]
  if (grants.some((grant) => covers(grant, requirement))) return
  const object = requirement.name ?? requirement.database
  const list = (names: readonly string[]): string => names.toSorted().join(', ') || 'NONE'
  const inactive = (entry?.roles ?? []).filter((role) => !activeRoles.includes(role))
  throw new ServerError(
    `Access denied; you need (at least one of) the ${requirement.privileges.join(', ')} privilege(s) on ${requirement.type}${object === undefined ? '' : ` ${object}`} for this operation. ` +
      `Please ask the admin to grant permission(s) or try activating existing roles using <set [default] role>. Current role(s): ${list([...roles])}. Inactivated role(s): ${list(inactive)}.`,
    5203,
  )
}

/** Roles, and those that these roles have. */
export function allRoles(data: CatalogData, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const pending = [...names]
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue
    found.add(name)
    pending.push(...(data.roles[name]?.roles ?? []))
  }
  return found
}

function covers(grant: GrantEntry, requirement: Requirement): boolean {
  const any = requirement.privileges.includes('ANY')
  if (grant.type !== requirement.type) return false
  if (!any && grant.privilege !== 'ALL' && !requirement.privileges.includes(grant.privilege)) return false
  return matches(grant.database, requirement.database) && matches(grant.name, requirement.name)
}

function matches(pattern: string | undefined, name: string | undefined): boolean {
  return pattern === undefined || pattern === '*' || pattern === name
}
