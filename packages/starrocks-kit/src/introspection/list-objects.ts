import { ServerError, UnknownCatalogError, UnknownDatabaseError } from '../connection/index.ts'
import type { Connection, QueryResult } from '../connection/index.ts'
import { quoteIdentifier } from '../language/index.ts'
import { DEFAULT_CATALOG } from '../schema/index.ts'

/** A database by its key: `name`, or `catalog.name`. */
export interface DatabaseName {
  readonly database: string
  readonly catalog?: string
}

/** What a database holds, by name. */
export interface DatabaseListing extends DatabaseName {
  /** Tables, views and asynchronous materialized views: what SHOW CREATE TABLE knows. */
  readonly objects: readonly string[]
  /** Indexes of tables made by ADD ROLLUP or by a synchronous materialized view, with the text that the server shows for them. */
  readonly rollups: readonly { readonly name: string; readonly text: string }[]
}

export function databaseName(key: string): DatabaseName {
  const [first, ...rest] = key.split('.')
  const database = rest.join('.')
  if (first === undefined || database === '') return { database: key }
  return first === DEFAULT_CATALOG ? { database } : { catalog: first, database }
}

/** The name as it is written after FROM. */
export function quotedDatabase({ database, catalog }: DatabaseName): string {
  return [...(catalog !== undefined ? [catalog] : []), database].map(quoteIdentifier).join('.')
}

/**
 * What is in the database, by two list queries; undefined when there is no such database.
 *
 * SHOW FULL TABLES needs no backend in any version, and calls materialized views VIEW. SHOW CREATE TABLE takes all of them, so it need not be known before which is
 * which. Only rollups and synchronous materialized views hide from it: SHOW MATERIALIZED VIEWS lists them.
 */
export async function listObjects(connection: Connection, name: DatabaseName): Promise<DatabaseListing | undefined> {
  const database = quotedDatabase(name)
  let tables: QueryResult
  try {
    tables = await connection.query(`SHOW FULL TABLES FROM ${database}`)
  } catch (error) {
    if (error instanceof UnknownDatabaseError || error instanceof UnknownCatalogError) return undefined
    throw error
  }
  const objects = tables.rows.flatMap(([object]) => (object === null || object === undefined ? [] : [object]))
  const rollups = name.catalog === undefined ? await listRollups(connection, database) : []
  return { ...name, objects, rollups }
}

async function listRollups(connection: Connection, database: string): Promise<DatabaseListing['rollups']> {
  let views: QueryResult
  try {
    views = await connection.query(`SHOW MATERIALIZED VIEWS FROM ${database}`)
  } catch (error) {
    // Some versions ask a backend for it, and there may be none.
    if (error instanceof ServerError) return []
    throw error
  }
  const column = (row: readonly (string | null)[], title: string): string => row[views.columns.indexOf(title)] ?? ''
  return views.rows
    .filter((row) => ['ROLLUP', 'SYNC'].includes(column(row, 'refresh_type').toUpperCase()))
    .map((row) => ({ name: column(row, 'name'), text: column(row, 'text') }))
}
