import { sql } from 'kysely'
import type { Compilable, Kysely, RawBuilder } from 'kysely'

/** Properties of FILES(), such as `path`, `format` and credentials, as StarRocks documents them for the version in use. */
export type FilesProperties = Readonly<Record<string, string | number | boolean>>

/**
 * The table function FILES(): rows of files in object storage or HDFS. `Row` says what they hold.
 *
 * @example
 * const rows = await db
 *   .selectFrom(files<{ id: number }>({ path: 's3://bucket/orders/*.parquet', format: 'parquet' }).as('f'))
 *   .select('f.id')
 *   .execute()
 */
export function files<Row>(properties: FilesProperties): RawBuilder<Row> {
  const pairs = Object.entries(properties).map(([name, value]) => sql`${sql.lit(name)} = ${sql.lit(String(value))}`)
  return sql<Row>`files(${sql.join(pairs)})`
}

/**
 * Unloads the rows of a query into files: `INSERT INTO FILES(...) SELECT ...`. Resolves to the number of rows.
 *
 * @example await insertIntoFiles(db, { path: 's3://bucket/out/', format: 'parquet' }, db.selectFrom('orders').selectAll())
 */
export async function insertIntoFiles<Database>(
  db: Kysely<Database>,
  properties: FilesProperties,
  query: Compilable,
): Promise<bigint> {
  const { sql: text } = query.compile()
  const { numAffectedRows } = await sql`insert into ${files(properties)} ${sql.raw(text)}`.execute(db)
  return numAffectedRows ?? 0n
}
