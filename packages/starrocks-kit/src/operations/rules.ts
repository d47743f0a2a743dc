import type { Statement } from '../language/index.ts'
import type { ObjectName, Target } from '../schema/index.ts'
import type { Operation, OperationKind, OperationOf } from './operation.ts'

/** What an operation without a reverse says of itself. */
export interface Irreversible {
  readonly kind: 'Irreversible'
  /** A sentence for people: what is missing and what to do. */
  readonly reason: string
}

/** What printing an operation depends on. */
export interface StatementContext {
  readonly target: Target
  /** Objects of this database are printed without their database. */
  readonly defaultDatabase: string
}

/** All that one kind of operation knows: what it changes, how it is undone, and what it says to the server. */
export interface OperationRules<O extends Operation> {
  /** The object that it changes, under the name that it has before; absent for statements written by hand and for databases. */
  object(operation: O): ObjectName | undefined
  reverse(operation: O): Operation | Irreversible
  /** One clause for each ALTER: merging them is the plan's work. */
  toStatements(operation: O, context: StatementContext): readonly Statement[]
}

/** The rules of a group of kinds: a kind without rules does not compile. */
export type RulesOf<K extends OperationKind> = { readonly [P in K]: OperationRules<OperationOf<P>> }

export function irreversible(reason: string): Irreversible {
  return { kind: 'Irreversible', reason }
}

/** The reason of every operation that does not carry what it removes. */
export function definitionMissing(what: string): Irreversible {
  return irreversible(`the operation does not say what ${what} was: give its definition, or write the way back by hand`)
}
