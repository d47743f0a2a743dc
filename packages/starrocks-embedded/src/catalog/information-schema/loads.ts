import { isAtLeast } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import type { LoadEntry } from '../loads/load-entry.ts'
import { loadId, streamLoadRow, trackingSql } from '../show/stream-loads.ts'
import { timeText } from '../result/time-text.ts'
import type { InformationContext } from './information-context.ts'

/** Loads as StreamLoadTask.toThrift tells them; earlier versions list those from outside in stream_loads alone. */
export function loadRows({ catalog, target }: InformationContext): readonly (readonly SqlValue[])[] {
  if (!isAtLeast(target.version, 3, 4)) return []
  return Object.values(catalog.data.loads).map((load) => rowOf(load, target.runMode === 'shared_data'))
}

export function streamLoadRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
  return Object.values(catalog.data.loads)
    .filter(({ type }) => type === 'STREAM_LOAD')
    .map(streamLoadRow)
}

export function loadTrackingRows({ catalog, loadLogs }: InformationContext): readonly (readonly SqlValue[])[] {
  return Object.values(catalog.data.loads).flatMap((load) => {
    const log = loadLogs.get(load.id)
    return log === undefined ? [] : [[load.id, load.id, load.label, load.database, log, load.type]]
  })
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
    load.type,
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
    trackingSql(load),
    '',
    load.id,
  ]
}
