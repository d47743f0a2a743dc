import type { LoadError } from '../stream-load/load-error.ts'
import type { StreamLoad } from '../stream-load/stream-load.ts'

/** StreamLoadContext::to_json: the answer to a load, done or refused. */
export function loadAnswer(
  request: { readonly label: string; readonly database: string; readonly table: string },
  load: StreamLoad | undefined,
  error: LoadError | undefined,
): Readonly<Record<string, unknown>> {
  const taken = error?.status === 'LABEL_ALREADY_EXISTS'
  const counts = load?.result
  const times = load?.times
  return {
    TxnId: load?.entry.txnId ?? -1,
    Label: request.label,
    Db: request.database,
    Table: request.table,
    Status: error === undefined ? 'Success' : taken ? 'Label Already Exists' : 'Fail',
    ...(taken ? { ExistingJobStatus: error.existingJobStatus } : {}),
    Message: error?.message ?? 'OK',
    NumberTotalRows: counts?.totalRows ?? 0,
    NumberLoadedRows: counts?.loadedRows ?? 0,
    NumberFilteredRows: counts?.filteredRows ?? 0,
    NumberUnselectedRows: counts?.unselectedRows ?? 0,
    LoadBytes: load?.bytes ?? 0,
    LoadTimeMs: Math.round(times?.whole ?? 0),
    BeginTxnTimeMs: Math.round(times?.begin ?? 0),
    StreamLoadPlanTimeMs: Math.round(times?.plan ?? 0),
    ReadDataTimeMs: Math.round(times?.read ?? 0),
    WriteDataTimeMs: Math.round(times?.write ?? 0),
    CommitAndPublishTimeMs: Math.round(times?.commit ?? 0),
    ...errorUrl(load),
  }
}

export const TRANSACTION_STEPS = ['begin', 'load', 'prepare', 'commit', 'rollback'] as const
export type TransactionStep = (typeof TRANSACTION_STEPS)[number]

/** StreamLoadContext::to_resp_json: the answer to a step of a transaction. */
export function transactionAnswer(
  operation: TransactionStep,
  request: { readonly label: string; readonly database: string; readonly table: string },
  load: StreamLoad | undefined,
  error: LoadError | undefined,
): Readonly<Record<string, unknown>> {
  return {
    Status: error?.status ?? 'OK',
    ...(error?.status === 'LABEL_ALREADY_EXISTS' ? { ExistingJobStatus: error.existingJobStatus } : {}),
    Message: error?.message ?? '',
    Db: request.database,
    Table: request.table,
    ...(error === undefined && load !== undefined ? { Label: request.label, ...stepOf(operation, load) } : {}),
    ...errorUrl(load),
  }
}

function stepOf(operation: TransactionStep, load: StreamLoad): Readonly<Record<string, unknown>> {
  const { txnId } = load.entry
  const { times, result } = load
  switch (operation) {
    case 'begin':
      return { TxnId: txnId, BeginTxnTimeMs: Math.round(times.begin) }
    case 'load':
      return {
        TxnId: txnId,
        LoadBytes: load.bytes,
        StreamLoadPlanTimeMs: Math.round(times.plan),
        ReceivedDataTimeMs: Math.round(times.read),
      }
    case 'prepare':
    case 'commit':
      return {
        TxnId: txnId,
        NumberTotalRows: result.totalRows,
        NumberLoadedRows: result.loadedRows,
        NumberFilteredRows: result.filteredRows,
        NumberUnselectedRows: result.unselectedRows,
        LoadBytes: load.bytes,
        LoadTimeMs: Math.round(times.whole),
        StreamLoadPlanTimeMs: Math.round(times.plan),
        ReceivedDataTimeMs: Math.round(times.read),
        WriteDataTimeMs: Math.round(times.write),
        CommitAndPublishTimeMs: Math.round(times.commit),
      }
    case 'rollback':
      return {}
  }
}

function errorUrl(load: StreamLoad | undefined): Readonly<Record<string, unknown>> {
  const url = load?.entry.trackingUrl
  return url === undefined ? {} : { ErrorURL: url }
}
