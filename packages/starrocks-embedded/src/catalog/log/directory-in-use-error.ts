import type { LockContent } from './lock-content.ts'

/** Another server has the data directory open. */
export class DirectoryInUseError extends Error {
  readonly code = 'DIRECTORY_IN_USE'
  readonly directory: string
  /** Absent when the lock could not be read. */
  readonly holder?: LockContent

  constructor(directory: string, holder: LockContent | undefined) {
    const who =
      holder === undefined
        ? 'another process'
        : `process ${holder.pid}${holder.port === undefined ? '' : `, which listens on port ${holder.port}`}`
    const remedy =
      holder?.port === undefined
        ? 'Stop it, or use another directory.'
        : `Connect to starrocks://root@${holder.host ?? '127.0.0.1'}:${holder.port}, stop that process, or use another directory.`
    super(`The data directory ${directory} is in use by ${who}. ${remedy}`)
    this.name = new.target.name
    this.directory = directory
    if (holder !== undefined) this.holder = holder
  }
}
