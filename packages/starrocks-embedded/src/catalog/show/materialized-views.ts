import type { ShowStatement } from 'starrocks-kit/language'
import { printValue } from '../result/evaluate-expression.ts'
import { materializedViewRows } from '../information-schema/materialized-views.ts'
import type { ResultTable } from '../result/result-table.ts'
import { shownDatabase } from './show-names.ts'
import type { ShowContext } from './show-context.ts'

const COLUMNS = [
  'id',
  'database_name',
  'name',
  'refresh_type',
  'is_active',
  'inactive_reason',
  'partition_type',
  'task_id',
  'task_name',
  'last_refresh_start_time',
  'last_refresh_finished_time',
  'last_refresh_duration',
  'last_refresh_state',
  'last_refresh_force_refresh',
  'last_refresh_start_partition',
  'last_refresh_end_partition',
  'last_refresh_base_refresh_partitions',
  'last_refresh_mv_refresh_partitions',
  'last_refresh_error_code',
  'last_refresh_error_message',
  'rows',
  'text',
  'extra_message',
  'query_rewrite_status',
  'creator',
  'last_refresh_process_time',
  'last_refresh_job_id',
] as const

/** SHOW MATERIALIZED VIEWS: the rows of information_schema.materialized_views of one database, under other column names. */
export function showMaterializedViews(statement: ShowStatement, context: ShowContext): ResultTable {
  const { name } = shownDatabase(statement.from, context)
  const rows = materializedViewRows(context.information).filter((row) => row[1] === name)
  return { columns: COLUMNS, rows: rows.map((row) => row.map(printValue)) }
}
