import { objectGrants, privilegesOf, quotedIdentity, userIdentity } from 'starrocks-kit/schema'
import type { Capabilities, ObjectGrant } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import type { InformationContext } from './information-context.ts'

/** `sys.grants_to_users` and `sys.grants_to_roles`: a row for each object and privilege. */
export function grantRows({ catalog }: InformationContext, to: 'users' | 'roles'): readonly (readonly SqlValue[])[] {
  const { data, capabilities } = catalog
  const grantees =
    to === 'users'
      ? Object.values(data.users).map(({ name, grants }) => ({ shown: quotedIdentity(userIdentity(name)), grants }))
      : Object.values(data.roles).map(({ name, grants }) => ({ shown: name, grants }))
  return grantees.flatMap(({ shown, grants }) =>
    [...objectGrants(grants).values()].flatMap((grant) => rowsOf(shown, grant, capabilities)),
  )
}

function rowsOf(
  grantee: string,
  { type, object, privileges, passedOn }: ObjectGrant,
  capabilities: Capabilities,
): readonly (readonly SqlValue[])[] {
  const inCatalog = type !== 'SYSTEM' && type !== 'USER'
  const [name = null, qualifier = null] =
    object.kind === 'PrivilegeOnObjects' ? (object.names[0]?.parts.toReversed() ?? []) : []
  const [database, objectName] =
    object.kind === 'PrivilegeOnAll'
      ? [object.database ?? null, null]
      : type === 'DATABASE'
        ? [name, null]
        : [qualifier, name]
  return privilegesOf(type, capabilities)
    .filter((privilege) => privileges.has(privilege) || passedOn.has(privilege))
    .map((privilege) => [
      grantee,
      inCatalog ? 'default_catalog' : null,
      database,
      objectName,
      type,
      privilege,
      passedOn.has(privilege) ? 'YES' : 'NO',
    ])
}

/** `sys.role_edges`: which role was given to whom. */
export function roleEdgeRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
  const users = Object.values(catalog.data.users).flatMap(({ name, roles = [] }) =>
    roles.map((role) => [role, null, quotedIdentity(userIdentity(name))]),
  )
  const roles = Object.values(catalog.data.roles).flatMap(({ name, roles: inner = [] }) =>
    inner.map((role) => [role, name, null]),
  )
  return [...users, ...roles]
}
