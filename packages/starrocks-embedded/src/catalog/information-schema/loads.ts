import type { SqlValue } from '../../sql/scope.ts'
import type { LoadEntry } from '../loads/load-entry.ts'
import { loadId } from '../show/stream-loads.ts'
import { timeText } from '../time-text.ts'
import type { InformationContext } from './information-context.ts'

/** Loads from outside, as StreamLoadTask.toThrift tells them. */
export function loadRows({ catalog, target }: InformationContext): readonly (readonly SqlValue[])[] {
  return Object.values(catalog.data.loads).map((load) => rowOf(load, target.runMode === 'shared_data'))
}

function rowOf(load: LoadEntry, hasWarehouse: boolean): readonly SqlValue[] {
  const finished = load.finishedAt === undefined ? null : timeText(load.finishedAt)
  return [
    load.id,
    load.label,
    '',
    load.database,
    load.table,
    load.user,
    hasWarehouse ? 'default_warehouse' : '',
    load.state,
    load.state === 'FINISHED' ? '100%' : '0%',
    'STREAM_LOAD',
    'NORMAL',
    load.loadedRows + load.filteredRows + load.unselectedRows,
    load.bytes,
    load.filteredRows,
    load.unselectedRows,
    load.loadedRows,
    JSON.stringify({ load_id: loadId(load), txn_id: load.txnId }),
    timeText(load.createdAt),
    timeText(load.createdAt),
    load.state === 'FINISHED' ? finished : null,
    finished,
    JSON.stringify({ timeout: load.timeoutSeconds }),
    load.errorMessage ?? '',
    load.trackingUrl === undefined
      ? ''
      : `select tracking_log from information_schema.load_tracking_logs where job_id=${load.id}`,
    '',
    load.id,
  ]
}
