import type { DatabaseIntrospector, Kysely, SchemaMetadata, TableMetadata } from 'kysely'
import { sql } from 'kysely'

interface ColumnRow {
  readonly table_name: string
  readonly table_type: string
  readonly column_name: string
  readonly data_type: string
  readonly is_nullable: string
  readonly has_default: boolean
  readonly extra: string | null
  readonly column_comment: string | null
}

/** What information_schema says. Kysely's own way for MySQL joins the catalog's name, which is NULL in StarRocks' list of columns. */
export class StarRocksIntrospector implements DatabaseIntrospector {
  readonly #db: Kysely<unknown>

  constructor(db: Kysely<unknown>) {
    this.#db = db
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const { rows } = await sql<SchemaMetadata>`select SCHEMA_NAME as name from information_schema.schemata`.execute(
      this.#db,
    )
    return rows
  }

  /** Tables, views and materialized views of the current database. */
  async getTables(): Promise<TableMetadata[]> {
    const { rows } =
      await sql<ColumnRow>`select t.TABLE_NAME as table_name, t.TABLE_TYPE as table_type, c.COLUMN_NAME as column_name,
      c.DATA_TYPE as data_type, c.IS_NULLABLE as is_nullable, c.COLUMN_DEFAULT is not null as has_default, c.EXTRA as extra,
      c.COLUMN_COMMENT as column_comment
      from information_schema.columns c
      join information_schema.tables t on c.TABLE_SCHEMA = t.TABLE_SCHEMA and c.TABLE_NAME = t.TABLE_NAME
      where c.TABLE_SCHEMA = database()
      order by c.TABLE_NAME, c.ORDINAL_POSITION`.execute(this.#db)
    const tables = new Map<string, TableMetadata>()
    for (const row of rows) {
      const table = tables.get(row.table_name) ?? {
        name: row.table_name,
        isView: row.table_type === 'VIEW',
        isForeign: false,
        columns: [],
      }
      tables.set(row.table_name, table)
      table.columns.push({
        name: row.column_name,
        dataType: row.data_type,
        isNullable: row.is_nullable === 'YES',
        isAutoIncrementing: row.extra?.toLowerCase().includes('auto_increment') ?? false,
        hasDefaultValue: row.has_default,
        ...(row.column_comment === null || row.column_comment === '' ? {} : { comment: row.column_comment }),
      })
    }
    return [...tables.values()]
  }
}
