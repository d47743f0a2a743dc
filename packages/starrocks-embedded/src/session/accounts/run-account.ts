import type {
  AlterRoleStatement,
  AlterUserStatement,
  AuthOption,
  CreateRoleStatement,
  CreateUserStatement,
  DropRoleStatement,
  DropUserStatement,
  Grantee,
  GrantPrivilegeStatement,
  GrantRoleStatement,
  RevokePrivilegeStatement,
  RevokeRoleStatement,
  Statement,
  UserIdentity,
} from 'starrocks-kit/language'
import { withoutEntry } from 'starrocks-kit/schema'
import { analyzingError } from '../../catalog/catalog-error.ts'
import type { CatalogData, GrantEntry, RoleEntry } from '../../catalog/data/catalog-data.ts'
import { hashNativePassword } from '../../wire/native-password.ts'
import type { OkResult } from '../../wire/handler.ts'
import { DONE } from '../results.ts'
import type { SessionState } from '../session-state.ts'
import { userEntry, userKey } from '../users.ts'
import { setRole, withDefaultRoles } from './active-roles.ts'
import { grantsOf } from './grants.ts'
import { BUILT_IN_ROLES } from './privileges.ts'

/** Runs a statement about users, roles and grants; undefined for all others. Passwords never reach a message. */
export async function runAccount(statement: Statement, session: SessionState): Promise<OkResult | undefined> {
  if (statement.kind === 'SetRoleStatement') {
    setRole(statement, session)
    return DONE
  }
  const change = changeOf(statement, session)
  if (change === undefined) return undefined
  await session.server.catalog.update(change)
  return DONE
}

type Change = (data: CatalogData) => CatalogData

function changeOf(statement: Statement, session: SessionState): Change | undefined {
  switch (statement.kind) {
    case 'CreateUserStatement':
      return (data) => createUser(data, statement)
    case 'AlterUserStatement':
      return (data) => alterUser(data, statement)
    case 'DropUserStatement':
      return (data) => dropUser(data, statement)
    case 'CreateRoleStatement':
      return (data) => createRoles(data, statement)
    case 'AlterRoleStatement':
      return (data) => alterRoles(data, statement)
    case 'DropRoleStatement':
      return (data) => dropRoles(data, statement)
    case 'GrantRoleStatement':
    case 'RevokeRoleStatement':
      return (data) => changeRoles(data, statement)
    case 'GrantPrivilegeStatement':
    case 'RevokePrivilegeStatement':
      return (data) => changeGrants(data, statement, session)
    case 'SetDefaultRoleStatement':
      return (data) => withDefaultRoles(data, identityOf(statement.user), statement.roles)
    default:
      return undefined
  }
}

function keyOf(user: UserIdentity): string {
  return userKey(user.user, user.host ?? '%')
}

function identityOf(user: UserIdentity): { readonly name: string; readonly host: string } {
  return { name: user.user, host: user.host ?? '%' }
}

function shown(user: UserIdentity): string {
  return `'${user.user}'@'${user.host ?? '%'}'`
}

function exists(data: CatalogData, user: UserIdentity): boolean {
  return Object.hasOwn(data.users, keyOf(user)) || keyOf(user) === userKey('root', '%')
}

function createUser(data: CatalogData, statement: CreateUserStatement): CatalogData {
  const { user } = statement
  if (exists(data, user)) {
    if (statement.ifNotExists === true) return data
    throw analyzingError(`Operation CREATE USER failed for ${shown(user)} : user already exists`)
  }
  for (const role of statement.defaultRoles ?? []) requireRole(data, role)
  const { defaultRoles } = statement
  const roles = defaultRoles === undefined ? {} : { roles: defaultRoles, defaultRoles }
  const entry = { ...userEntry(user.user, user.host ?? '%', hashOf(statement.auth)), ...roles }
  return { ...data, users: { ...data.users, [keyOf(user)]: entry } }
}

function alterUser(data: CatalogData, statement: AlterUserStatement): CatalogData {
  const { user, auth, defaultRoles } = statement
  if (!exists(data, user)) {
    if (statement.ifExists === true) return data
    throw analyzingError(`Operation ALTER USER failed for ${shown(user)} : user not exists`)
  }
  if (defaultRoles !== undefined) return withDefaultRoles(data, identityOf(user), defaultRoles)
  if (auth === undefined) return data
  const { passwordHash: _, ...old } = data.users[keyOf(user)] ?? userEntry(user.user, user.host ?? '%', undefined)
  const entry = { ...old, ...userEntry(user.user, user.host ?? '%', hashOf(auth)) }
  return { ...data, users: { ...data.users, [keyOf(user)]: entry } }
}

function dropUser(data: CatalogData, { user, ifExists }: DropUserStatement): CatalogData {
  if (!exists(data, user)) {
    if (ifExists === true) return data
    throw analyzingError(`Operation DROP USER failed for ${shown(user)} : user not exists`)
  }
  if (user.user === 'root') throw analyzingError('Operation DROP USER failed: cannot drop user root')
  return { ...data, users: withoutEntry(data.users, keyOf(user)) }
}

function hashOf(auth: AuthOption | undefined): string | undefined {
  if (auth?.password !== undefined) return hashNativePassword(auth.password)?.toString('hex')
  return auth?.hash?.replace(/^\*/, '').toLowerCase()
}

function createRoles(data: CatalogData, statement: CreateRoleStatement): CatalogData {
  let roles = data.roles
  for (const name of statement.roles) {
    if (Object.hasOwn(roles, name) || BUILT_IN_ROLES.includes(name)) {
      if (statement.ifNotExists === true) continue
      throw analyzingError(`Operation CREATE ROLE failed for ${name} : role already exists`)
    }
    const comment = statement.comment === undefined ? {} : { comment: statement.comment }
    roles = { ...roles, [name]: { name, ...comment } }
  }
  return { ...data, roles }
}

function alterRoles(data: CatalogData, statement: AlterRoleStatement): CatalogData {
  let { roles } = data
  for (const name of statement.roles) {
    const role = roles[name]
    if (role !== undefined && Object.hasOwn(roles, name)) {
      roles = { ...roles, [name]: { ...role, comment: statement.comment } }
      continue
    }
    if (BUILT_IN_ROLES.includes(name))
      throw analyzingError(`Operation ALTER ROLE failed for ${name} : role ${name} is immutable`)
    if (statement.ifExists !== true) throw analyzingError(`Operation ALTER ROLE failed for ${name} : role not exists`)
  }
  return { ...data, roles }
}

function dropRoles(data: CatalogData, statement: DropRoleStatement): CatalogData {
  let { roles } = data
  for (const name of statement.roles) {
    if (Object.hasOwn(roles, name)) roles = withoutEntry(roles, name)
    else if (statement.ifExists !== true)
      throw analyzingError(`Operation DROP ROLE failed for ${name} : role not exists`)
  }
  return { ...data, roles }
}

function requireRole(data: CatalogData, name: string): void {
  if (!Object.hasOwn(data.roles, name) && !BUILT_IN_ROLES.includes(name))
    throw analyzingError(`cannot find role ${name}!`)
}

/** Changes the entry of a user or a role. */
function withGrantee(
  data: CatalogData,
  grantee: Grantee,
  change: (entry: Pick<RoleEntry, 'roles' | 'grants'>) => Pick<RoleEntry, 'roles' | 'grants'>,
): CatalogData {
  if (grantee.kind === 'RoleName') {
    const { name } = grantee
    requireRole(data, name)
    const entry = data.roles[name] ?? { name }
    return { ...data, roles: { ...data.roles, [name]: { ...entry, ...change(entry) } } }
  }
  if (!exists(data, grantee)) throw analyzingError(`cannot find user ${shown(grantee)}!`)
  const entry = data.users[keyOf(grantee)] ?? userEntry(grantee.user, grantee.host ?? '%', undefined)
  return { ...data, users: { ...data.users, [keyOf(grantee)]: { ...entry, ...change(entry) } } }
}

function changeRoles(data: CatalogData, statement: GrantRoleStatement | RevokeRoleStatement): CatalogData {
  for (const role of statement.roles) requireRole(data, role)
  const given = new Set(statement.roles)
  return withGrantee(data, statement.grantee, ({ roles = [], ...rest }) => {
    const others = roles.filter((role) => !given.has(role))
    return { ...rest, roles: statement.kind === 'GrantRoleStatement' ? [...others, ...given] : others }
  })
}

function changeGrants(
  data: CatalogData,
  statement: GrantPrivilegeStatement | RevokePrivilegeStatement,
  session: SessionState,
): CatalogData {
  const changed = grantsOf(statement, session.place.database)
  const keys = new Set(changed.map(textOf))
  return withGrantee(data, statement.grantee, ({ grants = [], ...rest }) => {
    const others = grants.filter((grant) => !keys.has(textOf(grant)))
    return { ...rest, grants: statement.kind === 'GrantPrivilegeStatement' ? [...others, ...changed] : others }
  })
}

function textOf(grant: GrantEntry): string {
  return [grant.privilege, grant.type, grant.database ?? '', grant.name ?? ''].join('\n')
}
