import type { Statement } from '../../language/index.ts'
import type { ApplyScope } from '../apply-statement/result.ts'
import type { Target } from '../types/capabilities.ts'
import type { ClusterName, ClusterObject } from '../types/cluster.ts'
import type { ObjectName } from '../types/names.ts'

/** What leads from one definition to another, or why nothing does. */
export type ClusterChange =
  | { readonly kind: 'Statements'; readonly statements: readonly Statement[] }
  /** One sentence each, as StarRocks has no statement for it. */
  | { readonly kind: 'Impossible'; readonly reasons: readonly string[] }

/** The objects of one kind, by name, while a statement is applied. */
export interface ClusterObjects<O extends ClusterObject> {
  find(name: string): O | undefined
  /** The objects with this one in the place of what had its name. */
  with(object: O): Readonly<Record<string, O>>
  without(name: string): Readonly<Record<string, O>>
  all(): Readonly<Record<string, O>>
  /** Whether a name that is not found is none: a plan knows some of a server's objects, a server all of its own. */
  readonly complete: boolean
  readonly scope: ApplyScope
}

/** How people write names that belong to a database, or that say more than a name. */
interface ClusterNaming<O extends ClusterObject> {
  /** The entries that the text says, the name among them. Without a database a name that has none waits for `place`. @throws SyntaxError, TypeError */
  read(text: string): Pick<O, 'name'> & Partial<O>
  /** The name in the database of names that say none. */
  place(name: string, defaultDatabase: string): string
  /** What `read` reads, without the default database. */
  write(object: O, defaultDatabase?: string): string
  /** The bare name, which several objects may have. */
  short(name: string): string
}

/** How objects are compared with what a server shows of them. */
interface ClusterShowing<O extends ClusterObject> {
  /** What a server calls it: several objects may look alike. */
  name(object: O): string
  /** What a server shows of the object, as far as it can be compared with what it shows of the other. */
  entries(object: O, other: O): Readonly<Record<string, unknown>>
  /** What was read under the name of the object that it is. */
  as(read: O, object: O): O
}

/** What became of databases and tables by their names. */
export interface ClusterMoves {
  /** Its name; undefined when it is gone. */
  database(name: string): string | undefined
  /** Its name in its database; undefined when it is gone. */
  table(name: Pick<ObjectName, 'database' | 'name'>): string | undefined
}

/** All that the schema knows of one kind of object. */
export interface ClusterRules<O extends ClusterObject> {
  /** What people call it. */
  readonly word: string
  /** `target` decides between names that versions have for the same thing. */
  create(object: O, target?: Target): readonly Statement[]
  /** `from` is absent where nobody knows what was there. */
  change(from: O | undefined, to: O, target?: Target): ClusterChange
  drop(name: ClusterName): Statement
  /** The objects after the statement; undefined for a statement that is about something else. @throws StatementRefusedError */
  apply(statement: Statement, objects: ClusterObjects<O>): Readonly<Record<string, O>> | undefined
  /** The object with everything said in one way, and nothing that is as good as left out. */
  comparable(object: O): O
  /** What is wrong with a definition that a person wrote, beside what `comparable` finds. */
  problem?(object: O): string | undefined
  /** Tables that it writes to: it is made after them, and goes away before them. */
  tables?(object: O): readonly ObjectName[]
  /** The object after what it lies in or writes to was renamed or dropped; undefined when it is gone too. */
  follow?(object: O, moves: ClusterMoves): O | undefined
  /** What dropping it loses for good. */
  lost?(object: ClusterName): string
  /** For kinds whose names say more than a name. */
  readonly naming?: ClusterNaming<O>
  /** For kinds of which servers do not show everything. */
  readonly showing?: ClusterShowing<O>
  /** Objects that have to be there before the whole of this one can be said. */
  needs?(object: O): readonly ClusterName[]
  /** The object without what names others: it can be made before them. */
  bare?(object: O): O
  /** Objects that every server has: they are not managed. */
  readonly builtIn?: ReadonlySet<string>
  /** What is compared of a comparable object with the other one, where that is not all of it. */
  compared?(object: O, other: O): Readonly<Record<string, unknown>>
  /** Entries that a server fills in where nothing is said, or does not show, and that are not compared. */
  readonly notCompared?: readonly string[]
  /** Entries that are compared where both definitions say them: no server shows them, but the revisions may know. */
  readonly saidByBoth?: readonly string[]
  /** Entries that stay as they are where the wanted definition says nothing of them. */
  readonly leftAlone?: readonly string[]
}

export function statements(...list: readonly Statement[]): ClusterChange {
  return { kind: 'Statements', statements: list }
}

/** The one or the other, as reasons outweigh statements. */
export function changeOf(list: readonly Statement[], reasons: readonly string[]): ClusterChange {
  return reasons.length > 0 ? { kind: 'Impossible', reasons } : { kind: 'Statements', statements: list }
}
