/** Why a load came to nothing. `status` is the code of the server's status, as the transaction interface names it. */
export class LoadError extends Error {
  readonly code = 'STREAM_LOAD_FAILED'
  readonly status: LoadStatus
  /** Of the load that has the label already. */
  readonly existingJobStatus: 'RUNNING' | 'FINISHED' | undefined

  constructor(message: string, status: LoadStatus = 'INTERNAL_ERROR', existing?: 'RUNNING' | 'FINISHED') {
    super(message)
    this.name = 'LoadError'
    this.status = status
    this.existingJobStatus = existing
  }
}

export type LoadStatus =
  | 'INTERNAL_ERROR'
  | 'INVALID_ARGUMENT'
  | 'ANALYSIS_ERROR'
  | 'LABEL_ALREADY_EXISTS'
  | 'TXN_NOT_EXISTS'
  | 'TXN_IN_PROCESSING'
  | 'DATA_QUALITY_ERROR'
