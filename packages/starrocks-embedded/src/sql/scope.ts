import type { DataType, Table, View } from 'starrocks-kit/schema'

/** A constant as sessions hold it: the value of a system or user variable, or of a session function. */
export type SqlValue = string | number | bigint | boolean | null

/** A column of rows that are not a table: of `information_schema`, or of a materialized view. */
export interface RowColumn {
  readonly name: string
  readonly type: DataType
}

/** A name as a query writes it; absent parts mean the current catalog and database. */
export interface RelationName {
  readonly catalog?: string
  readonly database?: string
  readonly name: string
  /** Whether an index of a table is meant, a synchronous materialized view or a rollup: `[_SYNC_MV_]`. */
  readonly index?: true
}

/** What a name in FROM (or the target of a DML statement) stands for. `id` is immutable: it survives renames and swaps. */
export type Resolved =
  | { readonly kind: 'table'; readonly id: number; readonly table: Table }
  | {
      readonly kind: 'view'
      readonly view: View
      /** The database in whose scope the unqualified names of the view's query are read. */
      readonly database: string
      readonly catalog?: string
    }
  | { readonly kind: 'materialized-view'; readonly id: number; readonly columns: readonly RowColumn[] }
  | {
      readonly kind: 'rows'
      readonly columns: readonly RowColumn[]
      readonly rows: readonly (readonly SqlValue[])[]
    }

/** What `dictionary_get` looks up in. */
export interface Dictionary {
  readonly state: 'UNINITIALIZED' | 'FINISHED' | 'CANCELLED'
  readonly keys: readonly RowColumn[]
  readonly values: readonly RowColumn[]
  /** The id of the copied rows. */
  readonly rows: number
}

/** A function of users, as calls see it. */
export interface DeclaredFunction {
  /** As people call it: `shop.total(INT)`. */
  readonly label: string
  readonly types: readonly DataType[]
  readonly variadic: boolean
  readonly result?: DataType
  readonly body:
    | { readonly kind: 'expression'; readonly text: string; readonly names: readonly string[] }
    /** Code that runs in backends only. */
    | { readonly kind: 'code'; readonly language: string }
}

/** The functions of a name, those that are found first in front. */
export type FunctionFinder = (name: readonly string[]) => readonly DeclaredFunction[]

/** What a session knows while one of its statements runs. */
export interface Scope {
  readonly currentCatalog?: string
  readonly currentDatabase?: string
  /** Undefined when there is no such object; may throw an error of its own (unknown database, no database selected). */
  resolve(name: RelationName): Resolved | undefined
  /** A dictionary by its name. */
  dictionary?(name: string): Dictionary | undefined
  /** Functions of users by their names. */
  readonly functions?: FunctionFinder
  /** The value of a system variable (`@@name`, `@@session.name`, `@@global.name`), undefined when unknown. */
  variable(name: string, level?: 'session' | 'global'): SqlValue | undefined
  /** The value of a user variable (`@name`), undefined when it was never set. */
  userVariable(name: string): SqlValue | undefined
  /** The type of a user variable whose value is the text that a client would see. */
  userVariableType?(name: string): DataType | undefined
  /**
   * The value of a function that only the session can answer, lower-case name: `database`, `schema`, `catalog`, `user`, `current_user`,
   * `session_user`, `current_role`, `connection_id`, `version`, `current_version`, `last_query_id`, `uuid` ... Undefined when it has no such function.
   */
  sessionFunction?(name: string, args: readonly SqlValue[]): SqlValue | undefined
  /** The moment at which the statement started; the clock when absent. */
  readonly now?: Date
  /** Aborted when the statement is killed or its client is gone. */
  readonly signal?: AbortSignal
  /** The text that was parsed with spans: lets messages say where in the statement they mean. */
  readonly source?: string
}
