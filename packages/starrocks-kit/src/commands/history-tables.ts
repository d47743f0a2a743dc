import type { Connection } from '../connection/index.ts'
import { ServerError } from '../connection/index.ts'
import { quoteIdentifier } from '../language/index.ts'
import { findObject, schemaObjects, withObjects } from '../schema/index.ts'
import type { ObjectName, SchemaState } from '../schema/index.ts'

/** Where another migration tool writes down what it has applied. */
interface HistoryTable {
  readonly tool: string
  readonly table: string
  /** A query for the newest version. `%t` is the table. */
  readonly version?: string
}

/** By the names that the tools give their tables unless told otherwise. */
const HISTORY_TABLES: readonly HistoryTable[] = [
  { tool: 'Alembic', table: 'alembic_version', version: 'SELECT version_num FROM %t' },
  {
    tool: 'Flyway',
    table: 'flyway_schema_history',
    version: 'SELECT version FROM %t WHERE version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1',
  },
  { tool: 'Liquibase', table: 'DATABASECHANGELOG' },
  { tool: 'Liquibase', table: 'DATABASECHANGELOGLOCK' },
  { tool: 'goose', table: 'goose_db_version', version: 'SELECT max(version_id) FROM %t' },
  { tool: 'golang-migrate or dbmate', table: 'schema_migrations', version: 'SELECT max(version) FROM %t' },
  { tool: 'Drizzle', table: '__drizzle_migrations' },
  { tool: 'Prisma', table: '_prisma_migrations' },
  { tool: 'Kysely', table: 'kysely_migration' },
  { tool: 'Kysely', table: 'kysely_migration_lock' },
  { tool: 'Atlas', table: 'atlas_schema_revisions' },
]

/** Another tool that has kept the database, and how far it got. */
export interface FormerTool {
  readonly tool: string
  readonly table: string
  readonly version?: string
}

/**
 * The schema without the tables in which other tools keep their history, where the other side of the comparison (or the models that are there) does not have them:
 * they are no part of what is kept here, and no difference.
 */
export function withoutHistoryTables(
  state: SchemaState,
  other: SchemaState,
  isNamed: (name: ObjectName) => boolean = () => false,
): SchemaState {
  const names = [...schemaObjects(state)]
    .map(({ name }) => name)
    .filter(({ name }) => HISTORY_TABLES.some(({ table }) => table === name))
    .filter((name) => findObject(other, name) === undefined && !isNamed(name))
  return withObjects(
    state,
    names.map((name) => ({ name, object: undefined })),
  )
}

/** The tools whose tables are among these. A version that cannot be read is left out: nothing depends on it. */
export async function formerTools(connection: Connection, tables: readonly string[]): Promise<readonly FormerTool[]> {
  const found = HISTORY_TABLES.filter(({ table }) => tables.includes(table))
  const tools: FormerTool[] = []
  for (const { tool, table, version } of found) {
    const text =
      version === undefined ? undefined : await firstValue(connection, version.replace('%t', quoteIdentifier(table)))
    tools.push({ tool, table, ...(text === undefined ? {} : { version: text }) })
  }
  return tools
}

async function firstValue(connection: Connection, sql: string): Promise<string | undefined> {
  try {
    return (await connection.query(sql)).rows[0]?.[0] ?? undefined
  } catch (error) {
    if (error instanceof ServerError) return undefined
    throw error
  }
}
