import type { Statement } from '../../language/index.ts'
import { refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { Role } from '../types/cluster.ts'
import { comparableGrants, grantStatement, grantTexts } from './grants.ts'
import { statements } from './rules.ts'
import type { ClusterRules } from './rules.ts'

/** Roles of every server: they are not managed. */
export const BUILT_IN_ROLES: ReadonlySet<string> = new Set([
  'root',
  'cluster_admin',
  'db_admin',
  'user_admin',
  'security_admin',
  'public',
])

export const roleRules: ClusterRules<Role> = {
  word: 'role',
  create: ({ name, comment, roles = [], grants = [] }) => [
    { kind: 'CreateRoleStatement', roles: [name], ...(comment === undefined ? {} : { comment }) },
    ...given(name, roles, grants),
  ],
  change: (from, wanted) => {
    const { name, comment, roles = [], grants = [] } = roleRules.comparable(wanted)
    const before = from === undefined ? undefined : roleRules.comparable(from)
    const { roles: oldRoles = [], grants: oldGrants = [] } = before ?? {}
    return statements(
      ...(before?.comment === comment
        ? []
        : [{ kind: 'AlterRoleStatement' as const, roles: [name], comment: comment ?? '' }]),
      ...taken(
        name,
        oldRoles.filter((role) => !roles.includes(role)),
        oldGrants.filter((grant) => !grants.includes(grant)),
      ),
      ...given(
        name,
        roles.filter((role) => !oldRoles.includes(role)),
        grants.filter((grant) => !oldGrants.includes(grant)),
      ),
    )
  },
  drop: ({ name }) => ({ kind: 'DropRoleStatement', roles: [name] }),
  apply: (statement, objects) => {
    switch (statement.kind) {
      case 'CreateRoleStatement':
        return statement.roles.reduce<Readonly<Record<string, Role>>>((all, name) => {
          if (objects.find(name) !== undefined) {
            if (statement.ifNotExists === true) return all
            refuseAnalyzing(`Operation CREATE ROLE failed for ${name} : role already exists`)
          }
          const { comment } = statement
          return { ...all, [name]: { kind: 'Role', name, ...(comment === undefined ? {} : { comment }) } }
        }, objects.all())
      case 'AlterRoleStatement':
        return changed(objects.all(), statement.roles, ({ comment: _, ...role }) => ({
          ...role,
          ...(statement.comment === '' ? {} : { comment: statement.comment }),
        }))
      case 'DropRoleStatement':
        return Object.fromEntries(Object.entries(objects.all()).filter(([name]) => !statement.roles.includes(name)))
      case 'GrantRoleStatement':
      case 'RevokeRoleStatement': {
        const { grantee, roles: said } = statement
        if (grantee.kind !== 'RoleName') return undefined
        return changed(objects.all(), [grantee.name], ({ roles = [], ...role }) => {
          const others = roles.filter((name) => !said.includes(name))
          return {
            ...role,
            ...listed('roles', statement.kind === 'GrantRoleStatement' ? [...others, ...said] : others),
          }
        })
      }
      case 'GrantPrivilegeStatement':
      case 'RevokePrivilegeStatement': {
        const { grantee } = statement
        if (grantee.kind !== 'RoleName') return undefined
        const texts = grantTexts(statement)
        // REVOKE takes the privilege whether it came with the option to grant it or not.
        const said = texts.flatMap((text) => [
          text,
          text.replace(/ WITH GRANT OPTION$/u, ''),
          `${text} WITH GRANT OPTION`,
        ])
        return changed(objects.all(), [grantee.name], ({ grants = [], ...role }) => {
          const others = comparableGrants(grants).filter((grant) => !said.includes(grant))
          const now = statement.kind === 'GrantPrivilegeStatement' ? [...others, ...texts] : others
          return { ...role, ...listed('grants', now.toSorted()) }
        })
      }
      default:
        return undefined
    }
  },
  comparable: ({ comment, roles = [], grants = [], ...rest }) => ({
    ...rest,
    ...(comment === undefined || comment === '' ? {} : { comment }),
    ...listed('roles', [...new Set(roles)].toSorted()),
    ...listed('grants', comparableGrants(grants)),
  }),
}

function listed<K extends 'roles' | 'grants'>(
  key: K,
  list: readonly string[],
): { readonly [P in K]?: readonly string[] } {
  const entry: { readonly [P in K]?: readonly string[] } = {}
  return list.length === 0 ? entry : { ...entry, [key]: list }
}

function changed(
  all: Readonly<Record<string, Role>>,
  names: readonly string[],
  change: (role: Role) => Role,
): Readonly<Record<string, Role>> {
  return Object.fromEntries(
    Object.entries(all).map(([name, role]) => [name, names.includes(name) ? change(role) : role]),
  )
}

function given(name: string, roles: readonly string[], grants: readonly string[]): readonly Statement[] {
  const grantee = { kind: 'RoleName' as const, name }
  return [
    ...(roles.length === 0 ? [] : [{ kind: 'GrantRoleStatement' as const, roles, grantee }]),
    ...grants.map((grant) => grantStatement(grant, name)),
  ]
}

function taken(name: string, roles: readonly string[], grants: readonly string[]): readonly Statement[] {
  const grantee = { kind: 'RoleName' as const, name }
  return [
    ...(roles.length === 0 ? [] : [{ kind: 'RevokeRoleStatement' as const, roles, grantee }]),
    ...grants.map((grant): Statement => {
      const { privileges, object } = grantStatement(grant, name)
      return { kind: 'RevokePrivilegeStatement', privileges, object, grantee }
    }),
  ]
}
