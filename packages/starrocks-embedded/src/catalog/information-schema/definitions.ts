import type { DataType } from 'starrocks-kit/schema'
import type { OutputColumn } from '../catalog-data.ts'
import { EMPTY_TABLES } from './empty-tables.ts'
import { columnsOf } from './table-definition.ts'

/** A table of information_schema: its name and columns. */
export interface InformationSchemaTable {
  readonly name: string
  readonly columns: readonly (OutputColumn & { readonly type: DataType })[]
}

const define = (name: string, columns: string): InformationSchemaTable => ({ name, columns: columnsOf(columns) })

/** All tables of information_schema. */
export const INFORMATION_SCHEMA_TABLES: readonly InformationSchemaTable[] = [
  define('schemata', 'CATALOG_NAME, SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME, SQL_PATH'),
  define(
    'tables',
    `TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, VERSION:bigint, ROW_FORMAT, TABLE_ROWS:bigint, AVG_ROW_LENGTH:bigint,
     DATA_LENGTH:bigint, MAX_DATA_LENGTH:bigint, INDEX_LENGTH:bigint, DATA_FREE:bigint, AUTO_INCREMENT:bigint, CREATE_TIME:datetime,
     UPDATE_TIME:datetime, CHECK_TIME:datetime, TABLE_COLLATION, CHECKSUM:bigint, CREATE_OPTIONS, TABLE_COMMENT`,
  ),
  define(
    'columns',
    `TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION:bigint, COLUMN_DEFAULT, IS_NULLABLE, DATA_TYPE,
     CHARACTER_MAXIMUM_LENGTH:bigint, CHARACTER_OCTET_LENGTH:bigint, NUMERIC_PRECISION:bigint, NUMERIC_SCALE:bigint, DATETIME_PRECISION:bigint,
     CHARACTER_SET_NAME, COLLATION_NAME, COLUMN_TYPE, COLUMN_KEY, EXTRA, PRIVILEGES, COLUMN_COMMENT, COLUMN_SIZE:bigint, DECIMAL_DIGITS:bigint,
     GENERATION_EXPRESSION, SRS_ID:bigint`,
  ),
  define(
    'views',
    `TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, IS_UPDATABLE, DEFINER, SECURITY_TYPE, CHARACTER_SET_CLIENT,
     COLLATION_CONNECTION`,
  ),
  define(
    'materialized_views',
    `MATERIALIZED_VIEW_ID:bigint, TABLE_SCHEMA, TABLE_NAME, REFRESH_TYPE, IS_ACTIVE, INACTIVE_REASON, PARTITION_TYPE, TASK_ID:bigint, TASK_NAME,
     LAST_REFRESH_START_TIME:datetime, LAST_REFRESH_FINISHED_TIME:datetime, LAST_REFRESH_DURATION:double, LAST_REFRESH_STATE,
     LAST_REFRESH_FORCE_REFRESH, LAST_REFRESH_START_PARTITION, LAST_REFRESH_END_PARTITION, LAST_REFRESH_BASE_REFRESH_PARTITIONS,
     LAST_REFRESH_MV_REFRESH_PARTITIONS, LAST_REFRESH_ERROR_CODE, LAST_REFRESH_ERROR_MESSAGE, TABLE_ROWS:bigint, MATERIALIZED_VIEW_DEFINITION,
     EXTRA_MESSAGE, QUERY_REWRITE_STATUS, CREATOR, LAST_REFRESH_PROCESS_TIME:datetime, LAST_REFRESH_JOB_ID`,
  ),
  define(
    'tables_config',
    `TABLE_SCHEMA, TABLE_NAME, TABLE_ENGINE, TABLE_MODEL, PRIMARY_KEY, PARTITION_KEY, DISTRIBUTE_KEY, DISTRIBUTE_TYPE, DISTRIBUTE_BUCKET:int,
     SORT_KEY, PROPERTIES, TABLE_ID:bigint`,
  ),
  define(
    'partitions_meta',
    `DB_NAME, TABLE_NAME, PARTITION_NAME, PARTITION_ID:bigint, COMPACT_VERSION:bigint, VISIBLE_VERSION:bigint, VISIBLE_VERSION_TIME:datetime,
     NEXT_VERSION:bigint, DATA_VERSION:bigint, VERSION_EPOCH:bigint, VERSION_TXN_TYPE, PARTITION_KEY, PARTITION_VALUE, DISTRIBUTION_KEY,
     BUCKETS:int, REPLICATION_NUM:int, STORAGE_MEDIUM, COOLDOWN_TIME:datetime, LAST_CONSISTENCY_CHECK_TIME:datetime, IS_IN_MEMORY:boolean,
     IS_TEMP:boolean, DATA_SIZE, ROW_COUNT:bigint, ENABLE_DATACACHE:boolean, AVG_CS:double, P50_CS:double, MAX_CS:double, STORAGE_PATH,
     STORAGE_SIZE:bigint, METADATA_SWITCH_VERSION:bigint`,
  ),
  define(
    'tasks',
    'TASK_NAME, CREATE_TIME:datetime, SCHEDULE, CATALOG, DATABASE, DEFINITION, EXPIRE_TIME:datetime, PROPERTIES, CREATOR',
  ),
  define(
    'task_runs',
    `QUERY_ID, TASK_NAME, CREATE_TIME:datetime, FINISH_TIME:datetime, STATE, CATALOG, DATABASE, DEFINITION, EXPIRE_TIME:datetime,
     ERROR_CODE:bigint, ERROR_MESSAGE, PROGRESS, EXTRA_MESSAGE, PROPERTIES, JOB_ID, PROCESS_TIME:datetime`,
  ),
  define(
    'loads',
    `ID:bigint, LABEL, PROFILE_ID, DB_NAME, TABLE_NAME, USER, WAREHOUSE, STATE, PROGRESS, TYPE, PRIORITY, SCAN_ROWS:bigint, SCAN_BYTES:bigint,
     FILTERED_ROWS:bigint, UNSELECTED_ROWS:bigint, SINK_ROWS:bigint, RUNTIME_DETAILS, CREATE_TIME:datetime, LOAD_START_TIME:datetime,
     LOAD_COMMIT_TIME:datetime, LOAD_FINISH_TIME:datetime, PROPERTIES, ERROR_MSG, TRACKING_SQL, REJECTED_RECORD_PATH, JOB_ID:bigint`,
  ),
  define('global_variables', 'VARIABLE_NAME, VARIABLE_VALUE'),
  define('session_variables', 'VARIABLE_NAME, VARIABLE_VALUE'),
  define('verbose_session_variables', 'VARIABLE_NAME, VARIABLE_VALUE, DEFAULT_VALUE, IS_CHANGED:boolean'),
  define('keywords', 'KEYWORD, RESERVED:boolean'),
  define('character_sets', 'CHARACTER_SET_NAME, DEFAULT_COLLATE_NAME, DESCRIPTION, MAXLEN:bigint'),
  define('collations', 'COLLATION_NAME, CHARACTER_SET_NAME, ID:bigint, IS_DEFAULT, IS_COMPILED, SORTLEN:bigint'),
  ...Object.entries(EMPTY_TABLES).map(([name, columns]) => define(name, columns)),
]

const BY_NAME: ReadonlyMap<string, InformationSchemaTable> = new Map(
  INFORMATION_SCHEMA_TABLES.map((table) => [table.name, table]),
)

/** A table of information_schema by its name, in any case. */
export function informationSchemaTable(name: string): InformationSchemaTable | undefined {
  return BY_NAME.get(name.toLowerCase())
}
