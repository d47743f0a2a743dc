import type { ShowLoadJobsStatement } from 'starrocks-kit/language'
import { analyzingError } from '../catalog-error.ts'
import { isOpen } from '../loads/load-entry.ts'
import type { LoadEntry } from '../loads/load-entry.ts'
import type { ResultTable } from '../result/result-table.ts'
import { printValue } from '../result/evaluate-expression.ts'
import type { SqlValue } from '../../sql/scope.ts'
import { timeText } from '../result/time-text.ts'
import type { ShowContext } from './show-context.ts'
import { shownDatabase } from './show-names.ts'
import { narrow } from './show-result.ts'

const COLUMNS = [
  'Label',
  'Id',
  'LoadId',
  'TxnId',
  'DbName',
  'TableName',
  'State',
  'ErrorMsg',
  'TrackingURL',
  'ChannelNum',
  'PreparedChannelNum',
  'NumRowsNormal',
  'NumRowsAbNormal',
  'NumRowsUnselected',
  'NumLoadBytes',
  'TimeoutSecond',
  'CreateTimeMs',
  'BeforeLoadTimeMs',
  'StartLoadingTimeMs',
  'StartPreparingTimeMs',
  'FinishPreparingTimeMs',
  'EndTimeMs',
  'ChannelState',
  'Type',
  'TrackingSQL',
]

/** SHOW [ALL] STREAM LOAD: loads that run, and with ALL those that ended (ShowStreamLoadStmt). */
export function showStreamLoads(statement: ShowLoadJobsStatement, context: ShowContext): ResultTable {
  const [label, owner] = statement.name?.parts.toReversed() ?? []
  const from = owner === undefined ? statement.database : { kind: 'QualifiedName' as const, parts: [owner] }
  const { name: database } = shownDatabase(from, context)
  const loads = Object.values(context.catalog.data.loads).filter(
    (load) =>
      load.type === 'STREAM_LOAD' &&
      load.database === database &&
      (label === undefined || load.label === label) &&
      (statement.all === true || isOpen(load)),
  )
  if (label !== undefined && loads.length === 0) {
    throw analyzingError(
      `There is no label named ${label} in db ${database}. Include history? ${statement.all === true}`,
    )
  }
  return narrow({ columns: COLUMNS, rows: loads.map((load) => streamLoadRow(load).map(printValue)) }, statement, {
    context: context.evaluation,
  })
}

/** A load as StreamLoadTask.getShowInfo and toStreamLoadThrift tell it. */
export function streamLoadRow(load: LoadEntry): readonly SqlValue[] {
  const created = timeText(load.createdAt)
  const finished = load.finishedAt === undefined ? null : timeText(load.finishedAt)
  const isPrepared = load.state === 'FINISHED' || load.state === 'PREPARED'
  return [
    load.label,
    load.id,
    loadId(load),
    load.txnId,
    load.database,
    load.table,
    load.state,
    load.errorMessage ?? '',
    load.trackingUrl ?? null,
    1,
    isPrepared ? 1 : 0,
    load.loadedRows,
    load.filteredRows,
    load.unselectedRows,
    load.bytes,
    load.timeoutSeconds,
    created,
    created,
    created,
    created,
    finished,
    finished,
    isPrepared ? 'PREPARED' : 'BEFORE_LOAD',
    'STREAM_LOAD',
    trackingSql(load),
  ]
}

/** How the rows that a load left out are asked for. */
export function trackingSql(load: LoadEntry): string {
  return load.trackingUrl === undefined
    ? ''
    : `select tracking_log from information_schema.load_tracking_logs where job_id=${load.id}`
}

/** The id of a load as a backend knows it. */
export function loadId({ id, txnId }: LoadEntry): string {
  const hex = id.toString(16).padStart(16, '0') + txnId.toString(16).padStart(16, '0')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
