import { refuse, refuseAnalyzing } from '../apply-statement/refusal.ts'
import { capabilitiesOf } from '../capabilities.ts'
import type { Role } from '../types/cluster.ts'
import { afterGrant, comparableGranted, grantedChange, namedInGrants, withoutRoles } from './granted.ts'
import { BUILT_IN_ROLES, isBuiltInRole, requireRole, requireRoles } from './role-names.ts'
import { statements } from './rules.ts'
import type { ClusterObjects, ClusterRules } from './rules.ts'

export const roleRules: ClusterRules<Role> = {
  word: 'role',
  builtIn: BUILT_IN_ROLES,
  create: (role, target) => {
    const { name, comment, ...granted } = roleRules.comparable(role)
    return [
      { kind: 'CreateRoleStatement', roles: [name], ...(comment === undefined ? {} : { comment }) },
      ...grantedChange({ kind: 'RoleName', name }, {}, granted, target && capabilitiesOf(target)),
    ]
  },
  change: (from, wanted, target) => {
    const { name, comment, ...granted } = roleRules.comparable(wanted)
    const { comment: before, ...old } = from === undefined ? {} : roleRules.comparable(from)
    return statements(
      ...(before === comment ? [] : [{ kind: 'AlterRoleStatement' as const, roles: [name], comment: comment ?? '' }]),
      ...grantedChange({ kind: 'RoleName', name }, old, granted, target && capabilitiesOf(target)),
    )
  },
  needs: namedInGrants,
  bare: ({ roles: _, grants: __, ...role }) => role,
  drop: ({ name }) => ({ kind: 'DropRoleStatement', roles: [name] }),
  apply: (statement, objects) => {
    switch (statement.kind) {
      case 'CreateRoleStatement':
        return statement.roles.reduce<Readonly<Record<string, Role>>>((all, name) => {
          if (objects.find(name) !== undefined || isBuiltInRole(name)) {
            if (statement.ifNotExists === true) return all
            refuseAnalyzing(`Operation CREATE ROLE failed for ${name} : role already exists`)
          }
          const { comment } = statement
          return { ...all, [name]: { kind: 'Role', name, ...(comment === undefined ? {} : { comment }) } }
        }, objects.all())
      case 'AlterRoleStatement':
        for (const name of statement.roles) {
          if (isBuiltInRole(name)) refuse(`${name} is immutable`)
          if (statement.ifExists !== true && isMissing(name, objects)) refuse(`${name} doesn't exist`)
        }
        return changed(objects.all(), statement.roles, ({ comment: _, ...role }) => ({
          ...role,
          ...(statement.comment === '' ? {} : { comment: statement.comment }),
        }))
      case 'DropRoleStatement':
        for (const name of statement.roles) {
          if (isBuiltInRole(name)) refuse(`role ${name} cannot be dropped!`)
          if (statement.ifExists !== true && isMissing(name, objects))
            refuseAnalyzing(`Operation DROP ROLE failed for ${name} : role not exists`)
        }
        return Object.fromEntries(
          Object.entries(objects.all())
            .filter(([name]) => !statement.roles.includes(name))
            .map(([name, role]) => [name, withoutRoles(role, statement.roles)]),
        )
      case 'GrantRoleStatement':
      case 'RevokeRoleStatement': {
        const { grantee, roles } = statement
        if (grantee.kind !== 'RoleName') return undefined
        requireRole(grantee.name, 'Can not granted/revoke role to/from role', objects.scope)
        requireRoles(roles, objects.scope)
        if (isBuiltInRole(grantee.name)) refuse(`failed to grant role: role ${grantee.name} is not mutable!`)
        return changed(objects.all(), [grantee.name], (role) => afterGrant(role, statement, objects))
      }
      case 'GrantPrivilegeStatement':
      case 'RevokePrivilegeStatement': {
        const { grantee } = statement
        if (grantee.kind !== 'RoleName') return undefined
        requireRole(grantee.name, 'Can not grant/revoke to role', objects.scope)
        if (isBuiltInRole(grantee.name)) refuse(`failed to grant: role ${grantee.name} is not mutable!`)
        return changed(objects.all(), [grantee.name], (role) => afterGrant(role, statement, objects))
      }
      default:
        return undefined
    }
  },
  comparable: ({ kind, name, comment, ...granted }) => ({
    kind,
    name,
    ...(comment === undefined || comment === '' ? {} : { comment }),
    ...comparableGranted(granted),
  }),
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

function isMissing(name: string, objects: ClusterObjects<Role>): boolean {
  return objects.complete && objects.find(name) === undefined && !isBuiltInRole(name)
}
