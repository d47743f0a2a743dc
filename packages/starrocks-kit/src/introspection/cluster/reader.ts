import type { Connection } from '../../connection/index.ts'
import type { ClusterObject, Target } from '../../schema/index.ts'

/** What readers are told of the server. */
export interface ReaderContext {
  readonly target: Target
  /** Those of the default catalog that were found. */
  readonly databases: readonly string[]
}

/** Reads all objects of one kind, without those that every server has. */
export type ClusterReader<O extends ClusterObject> = (
  connection: Connection,
  context: ReaderContext,
) => Promise<readonly O[]>

/** A row by the names of its columns; NULL is an empty text. */
export type NamedRow = (column: string) => string

/** The rows of a query, by the names of their columns in any case of letters: versions have them in different places. */
export async function namedRows(connection: Connection, sql: string): Promise<readonly NamedRow[]> {
  const { columns, rows } = await connection.query(sql)
  const places = new Map(columns.map((name, index) => [name.toLowerCase(), index]))
  return rows.map((row) => (column) => row[places.get(column.toLowerCase()) ?? -1] ?? '')
}
