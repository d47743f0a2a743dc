import type { Expression, UserVariable, VariableScope } from './expression.ts'
import type { NodeBase } from './node.ts'
import type { DefaultValue } from './query.ts'

export interface SetStatement extends NodeBase {
  readonly kind: 'SetStatement'
  readonly items: readonly SetItem[]
}

/** `SET NAMES utf8 [COLLATE x]`, `SET CHARSET utf8`; an absent charset is DEFAULT. */
export interface SetNames extends NodeBase {
  readonly kind: 'SetNames'
  readonly charset?: string
  readonly collate?: string
}

/** `SET PASSWORD [FOR user] = ...`; `hashed` when a hash was given instead of PASSWORD('text'). */
export interface SetPassword extends NodeBase {
  readonly kind: 'SetPassword'
  readonly user?: UserIdentity
  readonly password: string
  readonly hashed?: true
}

/** `'user'@'host'`; `domain` for `'user'@['domain']`. */
export interface UserIdentity extends NodeBase {
  readonly kind: 'UserIdentity'
  readonly user: string
  readonly host?: string
  readonly domain?: true
}

export interface SetUserVariable extends NodeBase {
  readonly kind: 'SetUserVariable'
  readonly variable: UserVariable
  readonly value: Expression
}

/** `SET [scope] name = value`, `SET @@scope.name = value`. */
export interface SetSystemVariable extends NodeBase {
  readonly kind: 'SetSystemVariable'
  readonly scope?: VariableScope
  readonly name: string
  readonly value: Expression | DefaultValue | SetKeyword
}

/** The words ON and ALL as a value. */
export interface SetKeyword extends NodeBase {
  readonly kind: 'SetKeyword'
  readonly word: 'ON' | 'ALL'
}

export interface SetTransaction extends NodeBase {
  readonly kind: 'SetTransaction'
  readonly scope?: VariableScope
  readonly access?: 'READ ONLY' | 'READ WRITE'
  readonly isolation?: 'READ UNCOMMITTED' | 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE'
}

export type SetItem = SetNames | SetPassword | SetUserVariable | SetSystemVariable | SetTransaction

export type SetNode = SetItem | SetStatement | UserIdentity | SetKeyword
