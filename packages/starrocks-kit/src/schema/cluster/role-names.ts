import { refuse, refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { ApplyScope } from '../apply-statement/result.ts'
import { ownEntry } from '../state.ts'

/** Roles of every server: they are not managed. */
export const BUILT_IN_ROLES: ReadonlySet<string> = new Set([
  'root',
  'cluster_admin',
  'db_admin',
  'user_admin',
  'security_admin',
  'public',
])

export function isBuiltInRole(name: string): boolean {
  return BUILT_IN_ROLES.has(name)
}

/** @throws StatementRefusedError where all roles are known, and this one is none of them. */
export function requireRole(name: string, doing: string, { state, context }: ApplyScope): void {
  const known = state.cluster?.Role
  if (known === undefined || context.partial === true || isBuiltInRole(name)) return
  if (ownEntry(known, name) === undefined) refuseAnalyzing(`${doing}: cannot find role ${name}!`)
}

/** Roles that somebody gets or loses. @throws StatementRefusedError */
export function requireRoles(names: readonly string[], scope: ApplyScope): void {
  for (const name of names) requireRole(name, 'Can not granted/revoke role to/from user', scope)
  if (names.some((name) => name === 'public'))
    refuse(
      'failed to grant role: Granting role PUBLIC has no effect.  Every user and role has role PUBLIC implicitly granted.',
    )
}
