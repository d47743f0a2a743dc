import type {
  Grantee,
  GrantPrivilegeStatement,
  GrantRoleStatement,
  RevokePrivilegeStatement,
  RevokeRoleStatement,
  Statement,
} from '../../language/index.ts'
import { refuse, refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { ApplyScope } from '../apply-statement/result.ts'
import type { Capabilities } from '../capabilities.ts'
import {
  comparableGrants,
  grantChange,
  grantTexts,
  inDatabase,
  missingGrant,
  objectGrants,
  privilegeType,
  withGrant,
  withoutGrant,
} from './grants.ts'
import type { ObjectGrants } from './grants.ts'
import type { ClusterName } from '../types/cluster.ts'
import { userName } from './user-identity.ts'
import { checkGrantedObjects } from './grant-objects.ts'
import { NEVER_GRANTED, privilegesOf } from './privileges.ts'

/** What roles and users were granted. */
export interface Granted {
  readonly roles?: readonly string[]
  readonly grants?: readonly string[]
}

export type GrantStatement =
  | GrantRoleStatement
  | RevokeRoleStatement
  | GrantPrivilegeStatement
  | RevokePrivilegeStatement

/** What leads from one to the other: what goes away first. */
export function grantedChange(
  grantee: Grantee,
  from: Granted,
  to: Granted,
  capabilities: Capabilities | undefined,
): readonly Statement[] {
  const { roles: oldRoles = [] } = from
  const { roles: wanted = [] } = to
  const taken = oldRoles.filter((role) => !wanted.includes(role))
  const given = wanted.filter((role) => !oldRoles.includes(role))
  const privileges = grantChange(grantee, from.grants, to.grants, capabilities)
  const isTaken = ({ kind }: Statement): boolean => kind === 'RevokePrivilegeStatement'
  return [
    ...(taken.length === 0 ? [] : [{ kind: 'RevokeRoleStatement' as const, roles: taken, grantee }]),
    ...privileges.filter(isTaken),
    ...(given.length === 0 ? [] : [{ kind: 'GrantRoleStatement' as const, roles: given, grantee }]),
    ...privileges.filter((statement) => !isTaken(statement)),
  ]
}

/** The same after GRANT or REVOKE. @throws StatementRefusedError */
export function afterGrant<T extends Granted>(granted: T, given: GrantStatement, scope: GrantScope): T {
  const { roles = [], grants = [], ...rest } = granted
  const after = ((): Granted => {
    switch (given.kind) {
      case 'GrantRoleStatement':
        return { roles: [...roles.filter((role) => !given.roles.includes(role)), ...given.roles], grants }
      case 'RevokeRoleStatement':
        return { roles: roles.filter((role) => !given.roles.includes(role)), grants }
      case 'GrantPrivilegeStatement':
      case 'RevokePrivilegeStatement':
        return { roles, grants: grantTexts(afterPrivileges(objectGrants(grants), given, scope)) }
    }
  })()
  // Only the two entries were taken out, and stand again where there is anything in them.
  return { ...rest, ...listed(after) } as unknown as T
}

/** What decides about a grant beside the statement. */
export interface GrantScope {
  readonly scope: ApplyScope
  /** Whether all that the grantee was granted is known. */
  readonly complete: boolean
}

function afterPrivileges(
  grants: ObjectGrants,
  given: GrantPrivilegeStatement | RevokePrivilegeStatement,
  { scope, complete }: GrantScope,
): ObjectGrants {
  const { context, capabilities } = scope
  const statement = inDatabase(given, context.currentDatabase)
  checkGrantedObjects(statement.object, scope)
  checkPrivileges(given, capabilities)
  if (statement.kind === 'GrantPrivilegeStatement') return withGrant(grants, statement, capabilities)
  const missing = complete ? missingGrant(grants, statement) : undefined
  if (missing !== undefined) refuse(`There is no such grant defined on ${missing}`)
  return withoutGrant(grants, statement, capabilities)
}

/** AuthorizationAnalyzer.analyzePrivType and DefaultAuthorizationProvider.validateGrant. */
function checkPrivileges(
  { privileges, object }: GrantPrivilegeStatement | RevokePrivilegeStatement,
  capabilities: Capabilities,
): void {
  const type = privilegeType(object)
  const known = privilegesOf(type, capabilities)
  const said = privileges.flatMap((one) => (/^ALL\b/u.test(one) ? known : [one]))
  const unknown = said.find((one) => !known.includes(one))
  if (unknown !== undefined) refuseAnalyzing(`Cannot grant or revoke ${unknown} on '${type}' type object`)
  const never = said.find((one) => type === 'SYSTEM' && NEVER_GRANTED.has(one))
  if (never !== undefined)
    refuseAnalyzing(
      `Operation not permitted, '${never}' cannot be granted to user or role directly, use built-in role instead`,
      { remedy: 'Grant the role user_admin or cluster_admin.' },
    )
}

/** The same after roles were dropped. */
export function withoutRoles<T extends Granted>(granted: T, dropped: readonly string[]): T {
  const { roles } = granted
  if (roles?.some((role) => dropped.includes(role)) !== true) return granted
  const { roles: _, ...rest } = granted
  // Only the one entry was taken out, and stands again where there is anything in it.
  return { ...rest, ...listed({ roles: roles.filter((role) => !dropped.includes(role)) }) } as unknown as T
}

/** The roles and users that are named in it. */
export function namedInGrants({ roles = [], grants }: Granted): readonly ClusterName[] {
  const users = [...objectGrants(grants).values()].flatMap(({ object }) =>
    object.kind === 'PrivilegeOnUsers' ? object.users.map(userName) : [],
  )
  return [
    ...roles.map((name): ClusterName => ({ kind: 'Role', name })),
    ...users.map((name): ClusterName => ({ kind: 'User', name })),
  ]
}

/** Each said in one way, and in order. */
export function comparableGranted({ roles = [], grants = [] }: Granted): Granted {
  return listed({ roles: [...new Set(roles)].toSorted(), grants: comparableGrants(grants) })
}

/** Nothing for empty lists. */
function listed({ roles = [], grants = [] }: Granted): Granted {
  return { ...(roles.length === 0 ? {} : { roles }), ...(grants.length === 0 ? {} : { grants }) }
}
