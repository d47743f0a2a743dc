import type { Expression, Query, Statement } from 'starrocks-kit/language'
import type { DataType, Table } from 'starrocks-kit/schema'
import type { RowColumn, Scope } from '../sql/scope.ts'
import type { StagedRows } from './staged-rows.ts'
import type { ColumnRename } from './table-shape.ts'
import type { ExecuteResult, HeldInsert, LoadCommit } from './write-statement.ts'

/** A column of a query's result, named as StarRocks names it. */
export interface ResultColumn {
  readonly name: string
  readonly type: DataType
}

/** The rows of a query, printed as StarRocks' text protocol prints them; `null` is NULL. */
export interface EngineResult {
  readonly columns: readonly ResultColumn[]
  readonly rows: Iterable<readonly (string | Uint8Array | null)[]>
}

/**
 * Stored rows and everything that reads or writes them.
 *
 * DuckDB is loaded at the first statement that needs rows. Its tables are named by immutable id and made at the first DML; a table that has
 * none yet reads as empty. Statements that are refused throw `EngineError`.
 */
export interface Engine {
  /** Whether DuckDB was loaded. */
  readonly loaded: boolean
  /** Tells the engine of a table; nothing is stored before the first row. */
  createTable(id: number, table: Table): Promise<void>
  /** Forgets a table and its rows. */
  dropTable(id: number): Promise<void>
  /**
   * Brings stored rows from one shape into another: columns added (with their defaults), dropped, converted, renamed. With `into` they are written
   * under that id and the old ones stay.
   */
  alterTable(id: number, from: Table, to: Table, renames?: readonly ColumnRename[], into?: number): Promise<void>
  /** Removes all rows, or with `partitions` those of the named partitions (also for DROP PARTITION). */
  truncate(id: number, partitions?: { readonly table: Table; readonly names: readonly string[] }): Promise<void>
  /** Removes the rows of a table for which a condition over its columns is true. */
  deleteRows(id: number, table: Table, condition: Expression): Promise<void>
  /** Runs INSERT, UPDATE, DELETE or TRUNCATE. With `load` an INSERT is remembered together with its rows. */
  execute(statement: Statement, scope: Scope, load?: LoadCommit): Promise<ExecuteResult>
  /** Opens a place where rows from outside are kept until they are loaded into a table. */
  stage(): StagedRows
  /** Of loads whose end was not written down: those whose rows are there, and how many. */
  loadsAmong(ids: readonly number[]): Promise<ReadonlyMap<number, number>>
  /** Collects and checks the rows of an INSERT that belongs to a transaction: they wait for `writeHeld` or `forgetHeld`. */
  hold(statement: Statement, scope: Scope): Promise<ExecuteResult & { readonly held: HeldInsert }>
  /** Writes held rows, all or none; they are held no longer. */
  writeHeld(held: readonly HeldInsert[]): Promise<void>
  forgetHeld(held: readonly HeldInsert[]): Promise<void>
  query(query: Query, scope: Scope): Promise<EngineResult>
  /** The columns that a query would return, without running it (views, materialized views, CREATE TABLE AS, prepared statements). */
  describe(query: Query, scope: Scope): Promise<readonly ResultColumn[]>
  /** Replaces the rows of a materialized view by those of its query. */
  refresh(id: number, columns: readonly RowColumn[], query: Query, scope: Scope): Promise<ExecuteResult>
  /** At open, or after: the objects with rows that the catalog knows. Stored tables of other ids are dropped when DuckDB is loaded. */
  reconcile(
    objects: ReadonlyMap<
      number,
      Table | { readonly kind: 'materialized-view'; readonly columns: readonly RowColumn[] }
    >,
  ): Promise<void>
  close(): Promise<void>
}

export interface EngineOptions {
  /** Keeps rows in `<directory>/rows.duckdb`; without it they live in memory. */
  readonly directory?: string
}
