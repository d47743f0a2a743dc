import type { Property } from './common.ts'
import type { NodeBase } from './node.ts'
import type { UserIdentity } from './set.ts'

/**
 * How a user proves who he is. Without `plugin`: `IDENTIFIED BY 'password'` or `IDENTIFIED BY PASSWORD 'hash'`. With it:
 * `IDENTIFIED WITH plugin BY 'password'` or `AS 'hash'` (for other plugins, whatever text they take).
 */
export interface AuthOption extends NodeBase {
  readonly kind: 'AuthOption'
  readonly plugin?: string
  readonly password?: string
  readonly hash?: string
}

export interface CreateUserStatement extends NodeBase {
  readonly kind: 'CreateUserStatement'
  readonly ifNotExists?: true
  readonly user: UserIdentity
  readonly auth?: AuthOption
  readonly defaultRoles?: readonly string[]
  readonly properties?: readonly Property[]
}

/** Names of roles, or one of the words that choose several. */
export type RoleSelection = readonly string[] | 'NONE' | 'ALL'

/** `ALTER USER ...`: exactly one of `auth`, `defaultRoles` and `properties` is there. */
export interface AlterUserStatement extends NodeBase {
  readonly kind: 'AlterUserStatement'
  readonly ifExists?: true
  readonly user: UserIdentity
  readonly auth?: AuthOption
  readonly defaultRoles?: RoleSelection
  readonly properties?: readonly Property[]
}

export interface DropUserStatement extends NodeBase {
  readonly kind: 'DropUserStatement'
  readonly ifExists?: true
  readonly user: UserIdentity
}

/** `EXECUTE AS user [WITH NO REVERT]`. */
export interface ExecuteAsStatement extends NodeBase {
  readonly kind: 'ExecuteAsStatement'
  readonly user: UserIdentity
  readonly noRevert?: true
}

/** `SET PROPERTY [FOR 'user'] 'key' = 'value', ...`. */
export interface SetUserPropertyStatement extends NodeBase {
  readonly kind: 'SetUserPropertyStatement'
  readonly user?: string
  readonly properties: readonly Property[]
}

export interface CreateRoleStatement extends NodeBase {
  readonly kind: 'CreateRoleStatement'
  readonly ifNotExists?: true
  readonly roles: readonly string[]
  readonly comment?: string
}

export interface AlterRoleStatement extends NodeBase {
  readonly kind: 'AlterRoleStatement'
  readonly ifExists?: true
  readonly roles: readonly string[]
  readonly comment: string
}

export interface DropRoleStatement extends NodeBase {
  readonly kind: 'DropRoleStatement'
  readonly ifExists?: true
  readonly roles: readonly string[]
}

/** `SET ROLE ...`; `except` belongs to ALL. */
export interface SetRoleStatement extends NodeBase {
  readonly kind: 'SetRoleStatement'
  readonly roles: RoleSelection | 'DEFAULT'
  readonly except?: readonly string[]
}

export interface SetDefaultRoleStatement extends NodeBase {
  readonly kind: 'SetDefaultRoleStatement'
  readonly roles: RoleSelection
  readonly user: UserIdentity
}

/** `SHOW [ALL] AUTHENTICATION [FOR user]`. */
export interface ShowAuthenticationStatement extends NodeBase {
  readonly kind: 'ShowAuthenticationStatement'
  readonly all?: true
  readonly user?: UserIdentity
}

/** `CREATE SECURITY INTEGRATION | GROUP PROVIDER name PROPERTIES (...)`. */
export interface CreateSecurityObjectStatement extends NodeBase {
  readonly kind: 'CreateSecurityObjectStatement'
  readonly type: 'SECURITY INTEGRATION' | 'GROUP PROVIDER'
  readonly name: string
  readonly properties: readonly Property[]
}

export interface AlterSecurityIntegrationStatement extends NodeBase {
  readonly kind: 'AlterSecurityIntegrationStatement'
  readonly name: string
  readonly properties: readonly Property[]
}

export interface DropSecurityObjectStatement extends NodeBase {
  readonly kind: 'DropSecurityObjectStatement'
  readonly type: 'SECURITY INTEGRATION' | 'GROUP PROVIDER'
  readonly name: string
}

export type AccountStatement =
  | CreateUserStatement
  | AlterUserStatement
  | DropUserStatement
  | ExecuteAsStatement
  | SetUserPropertyStatement
  | CreateRoleStatement
  | AlterRoleStatement
  | DropRoleStatement
  | SetRoleStatement
  | SetDefaultRoleStatement
  | ShowAuthenticationStatement
  | CreateSecurityObjectStatement
  | AlterSecurityIntegrationStatement
  | DropSecurityObjectStatement

export type AccountNode = AccountStatement | AuthOption
