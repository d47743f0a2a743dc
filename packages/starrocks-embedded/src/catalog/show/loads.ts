import type { ShowStatement } from 'starrocks-kit/language'
import type { LoadEntry } from '../loads/load-entry.ts'
import type { Cell, ResultTable } from '../result/result-table.ts'
import { timeText } from '../result/time-text.ts'
import type { ShowContext } from './show-context.ts'
import { shownDatabase } from './show-names.ts'

const COLUMNS =
  'JobId, Label, State, Progress, Type, Priority, ScanRows, FilteredRows, UnselectedRows, SinkRows, EtlInfo, TaskInfo, ErrorMsg, CreateTime, EtlStartTime, EtlFinishTime, LoadStartTime, LoadFinishTime, TrackingSQL, JobDetails, Warehouse'.split(
    ', ',
  )

/** SHOW LOAD: INSERTs with a label (LoadJob.getShowInfo). Loads over HTTP have a SHOW of their own. */
export function showLoads(statement: ShowStatement, context: ShowContext): ResultTable {
  const { name } = shownDatabase(statement.from, context)
  const loads = Object.values(context.catalog.data.loads).filter(
    (load) => load.type === 'INSERT' && (statement.subject === 'LOAD ALL' || load.database === name),
  )
  const warehouse = context.catalog.target.runMode === 'shared_data' ? 'default_warehouse' : ''
  return { columns: COLUMNS, rows: loads.map((load) => [...rowOf(load), warehouse]) }
}

function rowOf(load: LoadEntry): readonly Cell[] {
  const created = timeText(load.createdAt)
  const rows = String(load.loadedRows)
  return [
    String(load.id),
    load.label,
    load.state,
    load.state === 'CANCELLED' ? 'ETL:N/A; LOAD:N/A' : `ETL:100%; LOAD:${load.state === 'FINISHED' ? 100 : 0}%`,
    load.type,
    'NORMAL',
    rows,
    '0',
    '0',
    rows,
    null,
    `resource:N/A; timeout(s):${load.timeoutSeconds}; max_filter_ratio:0.0`,
    load.errorMessage === undefined ? null : `type:LOAD_RUN_FAIL; msg:${load.errorMessage}`,
    created,
    created,
    created,
    created,
    load.finishedAt === undefined ? null : timeText(load.finishedAt),
    '',
    '{}',
  ]
}
