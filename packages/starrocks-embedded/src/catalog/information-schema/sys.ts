import type { GrantEntry } from '../data/catalog-data.ts'
import type { SqlValue } from '../../sql/scope.ts'
import type { InformationContext } from './information-context.ts'

/** `sys.grants_to_users` and `sys.grants_to_roles`: a row for each object and privilege. */
export function grantRows({ catalog }: InformationContext, to: 'users' | 'roles'): readonly (readonly SqlValue[])[] {
  const grantees =
    to === 'users'
      ? Object.values(catalog.data.users).map((user) => ({ ...user, shown: `'${user.name}'@'${user.host}'` }))
      : Object.values(catalog.data.roles).map((role) => ({ ...role, shown: role.name }))
  return grantees.flatMap(({ shown, grants = [] }) => grants.map((grant) => grantRow(shown, grant)))
}

function grantRow(grantee: string, grant: GrantEntry): readonly SqlValue[] {
  const inCatalog = grant.type !== 'SYSTEM' && grant.type !== 'USER'
  return [
    grantee,
    inCatalog ? 'default_catalog' : null,
    grant.database ?? null,
    grant.name ?? null,
    grant.type,
    grant.privilege,
    'NO',
  ]
}

/** `sys.role_edges`: which role was given to whom. */
export function roleEdgeRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
  const users = Object.values(catalog.data.users).flatMap(({ name, host, roles = [] }) =>
    roles.map((role) => [role, null, `'${name}'@'${host}'`]),
  )
  const roles = Object.values(catalog.data.roles).flatMap(({ name, roles: inner = [] }) =>
    inner.map((role) => [role, name, null]),
  )
  return [...users, ...roles]
}
