import type { QualifiedName } from './common.ts'
import type { FunctionArguments } from './function.ts'
import type { NodeBase } from './node.ts'
import type { UserIdentity } from './set.ts'

/** A role where a user could stand too. */
export interface RoleName extends NodeBase {
  readonly kind: 'RoleName'
  readonly name: string
}

/** Whom something is granted to. */
export type Grantee = UserIdentity | RoleName

export interface GrantRoleStatement extends NodeBase {
  readonly kind: 'GrantRoleStatement'
  readonly roles: readonly string[]
  readonly grantee: Grantee
}

export interface RevokeRoleStatement extends NodeBase {
  readonly kind: 'RevokeRoleStatement'
  readonly roles: readonly string[]
  readonly grantee: Grantee
}

/** `GRANT privileges ON object TO grantee`; privileges are words in upper case, such as `SELECT`, `CREATE TABLE`, `ALL`. */
export interface GrantPrivilegeStatement extends NodeBase {
  readonly kind: 'GrantPrivilegeStatement'
  readonly privileges: readonly string[]
  readonly object: PrivilegeObject
  readonly grantee: Grantee
  readonly grantOption?: true
}

export interface RevokePrivilegeStatement extends NodeBase {
  readonly kind: 'RevokePrivilegeStatement'
  readonly privileges: readonly string[]
  readonly object: PrivilegeObject
  readonly grantee: Grantee
}

/** `[type] name, name`; without a type the names are those of tables. */
export interface PrivilegeOnObjects extends NodeBase {
  readonly kind: 'PrivilegeOnObjects'
  readonly type?: PrivilegeObjectType
  readonly names: readonly PrivilegeObjectName[]
}

export type PrivilegeObjectType =
  | 'CATALOG'
  | 'DATABASE'
  | 'MATERIALIZED VIEW'
  | 'RESOURCE'
  | 'RESOURCE GROUP'
  | 'STORAGE VOLUME'
  | 'TABLE'
  | 'VIEW'
  | 'WAREHOUSE'
  | 'PIPE'

/** One or two parts, of which `*` stands for all. */
export interface PrivilegeObjectName extends NodeBase {
  readonly kind: 'PrivilegeObjectName'
  readonly parts: readonly string[]
}

/** `[GLOBAL] FUNCTION name(types), ...`. */
export interface PrivilegeOnFunctions extends NodeBase {
  readonly kind: 'PrivilegeOnFunctions'
  readonly global?: true
  readonly functions: readonly FunctionSignature[]
}

export interface FunctionSignature extends NodeBase {
  readonly kind: 'FunctionSignature'
  readonly name: QualifiedName
  readonly arguments: FunctionArguments
}

export interface PrivilegeOnSystem extends NodeBase {
  readonly kind: 'PrivilegeOnSystem'
}

/** `USER user, user`: whom one may impersonate. */
export interface PrivilegeOnUsers extends NodeBase {
  readonly kind: 'PrivilegeOnUsers'
  readonly users: readonly UserIdentity[]
}

/** `ALL types [IN ALL DATABASES | IN DATABASE name]`; `type` is plural, such as `MATERIALIZED VIEWS`. */
export interface PrivilegeOnAll extends NodeBase {
  readonly kind: 'PrivilegeOnAll'
  readonly type: string
  readonly allDatabases?: true
  readonly database?: string
}

export type PrivilegeObject =
  | PrivilegeOnObjects
  | PrivilegeOnFunctions
  | PrivilegeOnSystem
  | PrivilegeOnUsers
  | PrivilegeOnAll

/** `SHOW GRANTS [FOR grantee]`. */
export interface ShowGrantsStatement extends NodeBase {
  readonly kind: 'ShowGrantsStatement'
  readonly grantee?: Grantee
}

export type PrivilegeStatement =
  | GrantRoleStatement
  | RevokeRoleStatement
  | GrantPrivilegeStatement
  | RevokePrivilegeStatement
  | ShowGrantsStatement

export type PrivilegeNode = PrivilegeStatement | PrivilegeObject | PrivilegeObjectName | FunctionSignature | RoleName
