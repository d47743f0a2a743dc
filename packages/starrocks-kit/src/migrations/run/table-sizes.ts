import { ServerError } from '../../connection/index.ts'
import type { Connection } from '../../connection/index.ts'
import { quoteString } from '../../language/index.ts'
import type { ObjectName } from '../../schema/types/names.ts'

/** How big a table is, as the server's own statistics say: they may be some minutes old. */
export interface TableSize {
  readonly rows: number
  /** Of one replica, compressed. */
  readonly bytes: number
  readonly partitions: number
}

/** The sizes of the tables of some databases, by `database.table`; empty where the server or the privileges do not tell. */
export async function tableSizes(
  connection: Connection,
  databases: readonly string[],
): Promise<ReadonlyMap<string, TableSize>> {
  if (databases.length === 0) return new Map()
  const names = databases.map((name) => quoteString(name)).join(', ')
  const partitions = new Map<string, { count: number; rows: number }>()
  for (const [database, table, rows] of await rowsOf(
    connection,
    `SELECT DB_NAME, TABLE_NAME, ROW_COUNT FROM information_schema.partitions_meta WHERE DB_NAME IN (${names})`,
  )) {
    const key = `${database ?? ''}.${table ?? ''}`
    const known = partitions.get(key) ?? { count: 0, rows: 0 }
    partitions.set(key, { count: known.count + 1, rows: known.rows + Number(rows ?? 0) })
  }
  const tables = await rowsOf(
    connection,
    `SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_ROWS, DATA_LENGTH FROM information_schema.tables WHERE TABLE_SCHEMA IN (${names}) AND TABLE_TYPE = 'BASE TABLE'`,
  )
  return new Map(
    tables.map(([database, table, rows, bytes]) => {
      const key = `${database ?? ''}.${table ?? ''}`
      const inPartitions = partitions.get(key)
      return [
        key,
        {
          rows: Math.max(Number(rows ?? 0), inPartitions?.rows ?? 0),
          bytes: Number(bytes ?? 0),
          partitions: inPartitions?.count ?? 1,
        },
      ]
    }),
  )
}

/** The size of an object, where it is known. */
export function sizeOf(sizes: ReadonlyMap<string, TableSize>, object: ObjectName | undefined): TableSize | undefined {
  return object === undefined ? undefined : sizes.get(`${object.database}.${object.name}`)
}

/** Sizes are good to know and no condition: versions without these tables, and users who may not read them, go without. */
async function rowsOf(connection: Connection, sql: string): Promise<readonly (readonly (string | null)[])[]> {
  try {
    return (await connection.query(sql)).rows
  } catch (error) {
    if (error instanceof ServerError) return []
    throw error
  }
}
