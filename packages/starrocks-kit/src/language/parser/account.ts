import type { AlterUserStatement, AuthOption, CreateUserStatement, RoleSelection } from '../ast/account.ts'
import type { Statement } from '../ast/statement.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptWords, commaSeparated, expect, expectWords, fail, finish } from './cursor.ts'
import {
  identifier,
  identifierOrString,
  ifExists,
  ifNotExists,
  optionalComment,
  optionalProperties,
  property,
  propertyList,
  string,
} from './names.ts'
import { userIdentity } from './set.ts'

/** CREATE USER [IF NOT EXISTS] user [authOption] [DEFAULT ROLE roles] [properties] */
export function createUser(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CREATE', 'USER')
  const optional = ifNotExists(c)
  const node: Mutable<CreateUserStatement> = { kind: 'CreateUserStatement', user: userIdentity(c) }
  if (optional) node.ifNotExists = true
  const auth = optionalAuth(c)
  if (auth !== undefined) node.auth = auth
  if (accept(c, 'DEFAULT')) {
    expect(c, 'ROLE')
    node.defaultRoles = roleList(c)
  }
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  return finish(c, start, node)
}

/** authOption: IDENTIFIED BY [PASSWORD] string | IDENTIFIED WITH plugin [(BY | AS) string] */
function optionalAuth(c: Cursor): AuthOption | undefined {
  const start = c.index
  if (!accept(c, 'IDENTIFIED')) return undefined
  if (accept(c, 'BY')) {
    const secret = accept(c, 'PASSWORD') ? { hash: string(c) } : { password: string(c) }
    return finish(c, start, { kind: 'AuthOption', ...secret })
  }
  if (!accept(c, 'WITH')) fail(c, 'BY', 'WITH')
  const plugin = identifierOrString(c)
  if (accept(c, 'BY')) return finish(c, start, { kind: 'AuthOption', plugin, password: string(c) })
  if (accept(c, 'AS')) return finish(c, start, { kind: 'AuthOption', plugin, hash: string(c) })
  return finish(c, start, { kind: 'AuthOption', plugin })
}

/** ALTER USER [IF EXISTS] user (authOption | DEFAULT ROLE selection | SET properties) */
export function alterUser(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'USER')
  const optional = ifExists(c)
  const node: Mutable<AlterUserStatement> = { kind: 'AlterUserStatement', user: userIdentity(c) }
  if (optional) node.ifExists = true
  const auth = optionalAuth(c)
  if (auth !== undefined) node.auth = auth
  else if (accept(c, 'DEFAULT')) {
    expect(c, 'ROLE')
    node.defaultRoles = roleSelection(c)
  } else if (accept(c, 'SET')) {
    expect(c, 'PROPERTIES')
    node.properties = propertyList(c)
  } else fail(c, 'IDENTIFIED', 'DEFAULT', 'SET')
  return finish(c, start, node)
}

/** DROP USER [IF EXISTS] user */
export function dropUser(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'USER')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  return finish(c, start, { kind: 'DropUserStatement', ...optional, user: userIdentity(c) })
}

/** EXECUTE AS user [WITH NO REVERT] */
export function executeAs(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'EXECUTE', 'AS')
  const user = userIdentity(c)
  if (!accept(c, 'WITH')) return finish(c, start, { kind: 'ExecuteAsStatement', user })
  expectWords(c, 'NO', 'REVERT')
  return finish(c, start, { kind: 'ExecuteAsStatement', user, noRevert: true })
}

/** SET PROPERTY [FOR string] property [, property]... */
export function setUserProperty(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'SET', 'PROPERTY')
  const user = accept(c, 'FOR') ? { user: string(c) } : {}
  return finish(c, start, { kind: 'SetUserPropertyStatement', ...user, properties: commaSeparated(c, property) })
}

/** roleList: role [, role]... */
export function roleList(c: Cursor): string[] {
  return commaSeparated(c, identifierOrString)
}

/** NONE | ALL | roleList */
function roleSelection(c: Cursor): RoleSelection {
  if (accept(c, 'NONE')) return 'NONE'
  return accept(c, 'ALL') ? 'ALL' : roleList(c)
}

/** CREATE ROLE [IF NOT EXISTS] roleList [COMMENT string] */
export function createRole(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CREATE', 'ROLE')
  const optional = ifNotExists(c) ? { ifNotExists: true as const } : {}
  const roles = roleList(c)
  const comment = optionalComment(c)
  const commented = comment === undefined ? {} : { comment }
  return finish(c, start, { kind: 'CreateRoleStatement', ...optional, roles, ...commented })
}

/** ALTER ROLE [IF EXISTS] roleList SET COMMENT = string */
export function alterRole(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'ROLE')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  const roles = roleList(c)
  expectWords(c, 'SET', 'COMMENT', '=')
  return finish(c, start, { kind: 'AlterRoleStatement', ...optional, roles, comment: string(c) })
}

/** DROP ROLE [IF EXISTS] roleList */
export function dropRole(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'DROP', 'ROLE')
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  return finish(c, start, { kind: 'DropRoleStatement', ...optional, roles: roleList(c) })
}

/** SET ROLE (DEFAULT | NONE | ALL [EXCEPT roleList] | roleList) */
export function setRole(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'SET', 'ROLE')
  if (accept(c, 'DEFAULT')) return finish(c, start, { kind: 'SetRoleStatement', roles: 'DEFAULT' })
  const roles = roleSelection(c)
  const except = roles === 'ALL' && accept(c, 'EXCEPT') ? { except: roleList(c) } : {}
  return finish(c, start, { kind: 'SetRoleStatement', roles, ...except })
}

/** SET DEFAULT ROLE (NONE | ALL | roleList) TO user */
export function setDefaultRole(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'SET', 'DEFAULT', 'ROLE')
  const roles = roleSelection(c)
  expect(c, 'TO')
  return finish(c, start, { kind: 'SetDefaultRoleStatement', roles, user: userIdentity(c) })
}

/** SHOW ALL AUTHENTICATION | SHOW AUTHENTICATION [FOR user] */
export function showAuthentication(c: Cursor): Statement {
  const start = c.index
  expect(c, 'SHOW')
  const all = accept(c, 'ALL') ? { all: true as const } : {}
  expect(c, 'AUTHENTICATION')
  const user = all.all === undefined && accept(c, 'FOR') ? { user: userIdentity(c) } : {}
  return finish(c, start, { kind: 'ShowAuthenticationStatement', ...all, ...user })
}

/** SECURITY INTEGRATION | GROUP PROVIDER */
function securityObject(c: Cursor): 'SECURITY INTEGRATION' | 'GROUP PROVIDER' {
  if (acceptWords(c, 'SECURITY', 'INTEGRATION')) return 'SECURITY INTEGRATION'
  expectWords(c, 'GROUP', 'PROVIDER')
  return 'GROUP PROVIDER'
}

/** CREATE (SECURITY INTEGRATION | GROUP PROVIDER) name properties */
export function createSecurityObject(c: Cursor): Statement {
  const start = c.index
  expect(c, 'CREATE')
  const type = securityObject(c)
  const name = identifier(c)
  expect(c, 'PROPERTIES')
  return finish(c, start, { kind: 'CreateSecurityObjectStatement', type, name, properties: propertyList(c) })
}

/** ALTER SECURITY INTEGRATION name SET propertyList */
export function alterSecurityIntegration(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'SECURITY', 'INTEGRATION')
  const name = identifier(c)
  expect(c, 'SET')
  return finish(c, start, { kind: 'AlterSecurityIntegrationStatement', name, properties: propertyList(c) })
}

/** DROP (SECURITY INTEGRATION | GROUP PROVIDER) name */
export function dropSecurityObject(c: Cursor): Statement {
  const start = c.index
  expect(c, 'DROP')
  const type = securityObject(c)
  return finish(c, start, { kind: 'DropSecurityObjectStatement', type, name: identifier(c) })
}

/** SHOW CREATE (SECURITY INTEGRATION | GROUP PROVIDER) name */
export function showCreateSecurityObject(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'SHOW', 'CREATE')
  const type = securityObject(c)
  const from = c.index
  const parts = [identifier(c)]
  return finish(c, start, {
    kind: 'ShowCreateStatement',
    type,
    name: finish(c, from, { kind: 'QualifiedName', parts }),
  })
}
