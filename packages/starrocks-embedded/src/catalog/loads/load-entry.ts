/** How far a load is. `PREPARED` waits for the word of its client. */
type LoadState = 'LOADING' | 'PREPARED' | 'FINISHED' | 'CANCELLED'

/** A load of rows: from outside, or an INSERT with a label. Times are milliseconds since the epoch. */
export interface LoadEntry {
  readonly id: number
  readonly txnId: number
  readonly type: 'STREAM_LOAD' | 'INSERT'
  /** Chosen by the client: what was loaded under it is not loaded again. */
  readonly label: string
  readonly database: string
  readonly table: string
  readonly user: string
  readonly state: LoadState
  readonly createdAt: number
  readonly finishedAt?: number
  readonly timeoutSeconds: number
  readonly loadedRows: number
  readonly filteredRows: number
  readonly unselectedRows: number
  readonly bytes: number
  readonly errorMessage?: string
  /** Where the rows that were left out are told, over HTTP. */
  readonly trackingUrl?: string
}

/** Whether a load may still become one that is done. */
export function isOpen(load: LoadEntry): boolean {
  return load.state === 'LOADING' || load.state === 'PREPARED'
}
