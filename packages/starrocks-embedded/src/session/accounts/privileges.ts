import { objectGrants, ownEntry, userName } from 'starrocks-kit/schema'
import type { ObjectGrant } from 'starrocks-kit/schema'
import type { PrivilegeObject } from 'starrocks-kit/language'
import type { Catalog } from '../../catalog/catalog.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import { ServerError } from '../../wire/server-error.ts'
import { userOf } from '../users.ts'
import type { Identity } from '../users.ts'
import { grantsOfRole } from './built-in-roles.ts'

/** What a statement needs: one of the privileges, on an object. */
export interface Requirement {
  readonly privileges: readonly string[]
  readonly type: string
  readonly database?: string
  /** Of an object, or of a user as the catalog has it. */
  readonly name?: string
}

/** Throws 5203 when a user, with its active roles, has none of the privileges that are needed. Root may do everything. */
export function requirePrivilege(
  { data, capabilities }: Pick<Catalog, 'data' | 'capabilities'>,
  user: Identity,
  requirement: Requirement,
  activeRoles: readonly string[],
): void {
  if (user.name === 'root') return
  const entry = userOf(data, user)
  const roles = allRoles(data, activeRoles)
  const grants = [
    ...objectGrants(entry?.grants).values(),
    ...[...roles].flatMap((role) => [...grantsOfRole(data, role, capabilities).values()]),
  ]
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
    pending.push(...(ownEntry(data.roles, name)?.roles ?? []))
  }
  return found
}

function covers({ type, privileges, passedOn, object }: ObjectGrant, requirement: Requirement): boolean {
  if (type !== requirement.type) return false
  const has = (privilege: string): boolean => privileges.has(privilege) || passedOn.has(privilege)
  return (requirement.privileges.includes('ANY') || requirement.privileges.some(has)) && isAbout(object, requirement)
}

function isAbout(object: PrivilegeObject, { database, name }: Requirement): boolean {
  switch (object.kind) {
    case 'PrivilegeOnSystem':
      return true
    case 'PrivilegeOnAll':
      return object.database === undefined || object.database === database
    case 'PrivilegeOnUsers':
      return object.users.some((user) => userName(user) === name)
    case 'PrivilegeOnObjects':
      return object.names.some(({ parts }) => {
        const [last, qualifier] = parts.toReversed()
        // Without a name it is the database itself that is asked about.
        return name === undefined ? last === database : last === name && (qualifier ?? database) === database
      })
    case 'PrivilegeOnFunctions':
      return object.functions.some((item) => item.name.parts.join('.') === name)
  }
}
