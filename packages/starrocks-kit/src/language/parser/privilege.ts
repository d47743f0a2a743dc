import type { Grantee, PrivilegeObject, PrivilegeObjectName, PrivilegeObjectType } from '../ast/privilege.ts'
import type { FunctionSignature } from '../ast/privilege.ts'
import type { Statement } from '../ast/statement.ts'
import { RESERVED_WORDS } from '../keywords.ts'
import type { TokenKind } from '../tokens.ts'
import type { Cursor } from './cursor.ts'
import {
  accept,
  acceptOneOf,
  acceptWords,
  advance,
  at,
  atWords,
  commaSeparated,
  expect,
  expectOneOf,
} from './cursor.ts'
import { expectWords, fail, finish, isName, peek, text } from './cursor.ts'
import { roleList } from './account.ts'
import { functionArguments } from './function.ts'
import { identifierOrString, qualifiedName } from './names.ts'
import { userIdentity } from './set.ts'

/** GRANT (roles | privileges ON object) TO grantee [WITH GRANT OPTION] */
export function grant(c: Cursor): Statement {
  const start = c.index
  expect(c, 'GRANT')
  if (!namesPrivileges(c, 'TO')) {
    const roles = roleList(c)
    expect(c, 'TO')
    return finish(c, start, { kind: 'GrantRoleStatement', roles, grantee: grantee(c) })
  }
  const privileges = commaSeparated(c, privilege)
  expect(c, 'ON')
  const object = privilegeObject(c, privileges)
  expect(c, 'TO')
  const to = grantee(c)
  const option = accept(c, 'WITH') ? { grantOption: true as const } : {}
  if (option.grantOption) expectWords(c, 'GRANT', 'OPTION')
  return finish(c, start, { kind: 'GrantPrivilegeStatement', privileges, object, grantee: to, ...option })
}

/** REVOKE (roles | privileges ON object) FROM grantee */
export function revoke(c: Cursor): Statement {
  const start = c.index
  expect(c, 'REVOKE')
  if (!namesPrivileges(c, 'FROM')) {
    const roles = roleList(c)
    expect(c, 'FROM')
    return finish(c, start, { kind: 'RevokeRoleStatement', roles, grantee: grantee(c) })
  }
  const privileges = commaSeparated(c, privilege)
  expect(c, 'ON')
  const object = privilegeObject(c, privileges)
  expect(c, 'FROM')
  return finish(c, start, { kind: 'RevokePrivilegeStatement', privileges, object, grantee: grantee(c) })
}

/** Roles are followed by TO or FROM, privileges by ON: whichever word comes first tells. */
function namesPrivileges(c: Cursor, behindRoles: TokenKind): boolean {
  if (WORDS.has(c.kind) && RESERVED_WORDS.has(c.kind)) return true
  for (let i = c.index; ; i++) {
    const kind = c.kinds[i]
    if (kind === 'ON') return true
    if (kind === behindRoles) return false
    if (kind === ';' || kind === 'end' || kind === undefined) return false
  }
}

const SIMPLE = [
  'ALTER',
  'APPLY',
  'BLACKLIST',
  'DELETE',
  'DROP',
  'EXPORT',
  'FILE',
  'IMPERSONATE',
  'INSERT',
  'GRANT',
  'NODE',
  'OPERATE',
  'SECURITY',
  'PLUGIN',
  'REPOSITORY',
  'REFRESH',
  'SELECT',
  'UPDATE',
  'USAGE',
] as const
const WORDS: ReadonlySet<string> = new Set(['ALL', 'CREATE', ...SIMPLE])
const CREATED = [
  ['DATABASE'],
  ['TABLE'],
  ['VIEW'],
  ['FUNCTION'],
  ['GLOBAL', 'FUNCTION'],
  ['MATERIALIZED', 'VIEW'],
  ['RESOURCE', 'GROUP'],
  ['RESOURCE'],
  ['EXTERNAL', 'CATALOG'],
  ['STORAGE', 'VOLUME'],
  ['WAREHOUSE'],
  ['CNGROUP'],
  ['PIPE'],
] as const satisfies readonly (readonly TokenKind[])[]

/** privilegeType: ALL [PRIVILEGES] | CREATE object | a single word */
function privilege(c: Cursor): string {
  if (accept(c, 'ALL')) {
    accept(c, 'PRIVILEGES')
    return 'ALL'
  }
  if (!accept(c, 'CREATE')) return acceptOneOf(c, SIMPLE) ?? fail(c, 'a privilege')
  for (const words of CREATED) if (acceptWords(c, ...words)) return `CREATE ${words.join(' ')}`
  return fail(c, ...CREATED.map((words) => words.join(' ')))
}

const TYPES = [
  ['CATALOG'],
  ['DATABASE'],
  ['MATERIALIZED', 'VIEW'],
  ['RESOURCE', 'GROUP'],
  ['RESOURCE'],
  ['STORAGE', 'VOLUME'],
  ['TABLE'],
  ['VIEW'],
  ['WAREHOUSE'],
  ['PIPE'],
] as const satisfies readonly (readonly TokenKind[])[]

/** What stands behind ON: users, ALL of a type, functions, SYSTEM, or names with or without their type */
function privilegeObject(c: Cursor, privileges: readonly string[]): PrivilegeObject {
  const start = c.index
  if (privileges.length === 1 && privileges[0] === 'IMPERSONATE' && c.kind === 'USER' && startsName(peek(c))) {
    advance(c)
    return finish(c, start, { kind: 'PrivilegeOnUsers', users: commaSeparated(c, userIdentity) })
  }
  if (accept(c, 'ALL')) return allOf(c, start)
  if (atWords(c, 'GLOBAL', 'FUNCTION') || at(c, 'FUNCTION')) {
    const global = accept(c, 'GLOBAL') ? { global: true as const } : {}
    expect(c, 'FUNCTION')
    return finish(c, start, {
      kind: 'PrivilegeOnFunctions',
      ...global,
      functions: commaSeparated(c, functionSignature),
    })
  }
  if (accept(c, 'SYSTEM')) return finish(c, start, { kind: 'PrivilegeOnSystem' })
  const type = optionalType(c)
  const names = commaSeparated(c, privilegeObjectName)
  return finish(c, start, { kind: 'PrivilegeOnObjects', ...(type === undefined ? {} : { type }), names })
}

/** The words of a type are also names: they are a type when a name follows. */
function optionalType(c: Cursor): PrivilegeObjectType | undefined {
  for (const words of TYPES) {
    if (!startsName(peek(c, words.length)) || !acceptWords(c, ...words)) continue
    return words.join(' ') as PrivilegeObjectType
  }
  return undefined
}

function startsName(kind: TokenKind): boolean {
  return kind === 'string' || kind === '*' || isName(kind)
}

/** privObjectName: part [. part], each a name, a string or * */
function privilegeObjectName(c: Cursor): PrivilegeObjectName {
  const start = c.index
  const parts = [nameOrStar(c)]
  if (c.kind === 'dot-identifier') {
    parts.push(text(c).slice(1))
    advance(c)
  } else if (accept(c, '.')) parts.push(nameOrStar(c))
  return finish(c, start, { kind: 'PrivilegeObjectName', parts })
}

function nameOrStar(c: Cursor): string {
  return accept(c, '*') ? '*' : identifierOrString(c)
}

function functionSignature(c: Cursor): FunctionSignature {
  const start = c.index
  const name = qualifiedName(c)
  return finish(c, start, { kind: 'FunctionSignature', name, arguments: functionArguments(c) })
}

const PLURALS = [
  ['CATALOGS'],
  ['DATABASES'],
  ['FUNCTIONS'],
  ['GLOBAL', 'FUNCTIONS'],
  ['MATERIALIZED', 'VIEWS'],
  ['POLICIES'],
  ['RESOURCE', 'GROUPS'],
  ['RESOURCES'],
  ['STORAGE', 'VOLUMES'],
  ['TABLES'],
  ['USERS'],
  ['VIEWS'],
  ['WAREHOUSES'],
  ['PIPES'],
] as const satisfies readonly (readonly TokenKind[])[]

/** privObjectTypePlural [IN (ALL DATABASES | DATABASE name)], ALL being read already */
function allOf(c: Cursor, start: number): PrivilegeObject {
  const words = PLURALS.find((plural) => acceptWords(c, ...plural)) ?? fail(c, 'a kind of object in the plural')
  const type = words.join(' ')
  if (!accept(c, 'IN')) return finish(c, start, { kind: 'PrivilegeOnAll', type })
  if (expectOneOf(c, ['ALL', 'DATABASE']) === 'ALL') {
    expect(c, 'DATABASES')
    return finish(c, start, { kind: 'PrivilegeOnAll', type, allDatabases: true })
  }
  return finish(c, start, { kind: 'PrivilegeOnAll', type, database: identifierOrString(c) })
}

/** grantRevokeClause: ROLE name | [USER] user */
function grantee(c: Cursor): Grantee {
  const start = c.index
  if (c.kind === 'ROLE' && startsName(peek(c)) && peek(c) !== '*') {
    advance(c)
    return finish(c, start, { kind: 'RoleName', name: identifierOrString(c) })
  }
  if (c.kind === 'USER' && startsName(peek(c))) advance(c)
  return userIdentity(c)
}

/** SHOW GRANTS [FOR grantee] */
export function showGrants(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'SHOW', 'GRANTS')
  const whom = accept(c, 'FOR') ? { grantee: grantee(c) } : {}
  return finish(c, start, { kind: 'ShowGrantsStatement', ...whom })
}
