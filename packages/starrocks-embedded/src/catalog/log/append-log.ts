import { open, readFile, rename } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { hasCode } from '../../error-text.ts'
import { LogCorruptError } from './log-corrupt-error.ts'
import { decodeRecord, encodeRecord } from './record.ts'

/** Below this size in bytes a log is never rewritten. */
const COMPACTION_FLOOR = 1_048_576
/** A log is rewritten when it is this many times as large as after the last rewriting. */
const COMPACTION_FACTOR = 4

/**
 * An append-only file of checksummed records. A record counts once `append` resolves: it is on disk then (fdatasync).
 *
 * A crash may leave the last record torn: it is cut off at the next open. A damaged record with intact ones behind it is not a torn tail:
 * opening throws `LogCorruptError`.
 */
export class AppendLog {
  readonly #path: string
  #file: FileHandle
  #size: number
  #compactedSize: number
  #pending: string[] = []
  #flushing: Promise<void> | undefined
  #failure: unknown

  private constructor(path: string, file: FileHandle, size: number) {
    this.#path = path
    this.#file = file
    this.#size = size
    this.#compactedSize = size
  }

  /** Opens or creates the file, reads the intact records and cuts off a torn tail. */
  static async open(path: string): Promise<{ readonly log: AppendLog; readonly records: readonly unknown[] }> {
    const bytes = await readFile(path).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return Buffer.alloc(0)
      throw error
    })
    const { records, length } = readRecords(bytes, path)
    const file = await open(path, 'a')
    if (length < bytes.length) {
      await file.truncate(length)
      await file.sync()
    }
    if (bytes.length === 0) await syncDirectory(dirname(path))
    return { log: new AppendLog(path, file, length), records }
  }

  /** Whether so much has been appended since the last rewriting that another one pays. */
  get wantsCompaction(): boolean {
    return this.#size > COMPACTION_FLOOR && this.#size > COMPACTION_FACTOR * this.#compactedSize
  }

  /** Resolves when the record is on disk. Records appended at the same time share one sync, in the order of the calls. */
  async append(value: unknown): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure
    this.#pending.push(encodeRecord(value))
    await this.#flush()
  }

  async #flush(): Promise<void> {
    // Whoever comes while a batch is written waits for it, then for the next batch, which holds its record.
    while (this.#pending.length > 0 || this.#flushing !== undefined) {
      this.#flushing ??= this.#write().finally(() => {
        this.#flushing = undefined
      })
      await this.#flushing
    }
  }

  async #write(): Promise<void> {
    const batch = Buffer.from(this.#pending.join(''))
    this.#pending = []
    try {
      await this.#file.appendFile(batch)
      await this.#file.datasync()
      this.#size += batch.length
    } catch (error) {
      // What is on disk is unknown now: nothing may follow it.
      this.#failure = error
      throw error
    }
  }

  /** Replaces everything by these records: written beside the log, synced, then renamed over it. */
  async compact(values: readonly unknown[]): Promise<void> {
    await this.#flush()
    const path = `${this.#path}.new`
    const next = await open(path, 'w')
    const text = Buffer.from(values.map(encodeRecord).join(''))
    try {
      await next.writeFile(text)
      await next.sync()
    } finally {
      await next.close()
    }
    await this.#file.close()
    await rename(path, this.#path)
    await syncDirectory(dirname(this.#path))
    this.#file = await open(this.#path, 'a')
    this.#size = text.length
    this.#compactedSize = text.length
  }

  async close(): Promise<void> {
    await this.#flush()
    await this.#file.close()
  }
}

function readRecords(bytes: Buffer, path: string): { readonly records: unknown[]; readonly length: number } {
  const records: unknown[] = []
  let start = 0
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start)
    const record = end === -1 ? undefined : decodeRecord(bytes.toString('utf8', start, end))
    if (record === undefined) {
      if (end !== -1 && holdsRecord(bytes.subarray(end + 1))) throw new LogCorruptError(path, start)
      break
    }
    records.push(record.value)
    start = end + 1
  }
  return { records, length: start }
}

function holdsRecord(bytes: Buffer): boolean {
  return bytes
    .toString('utf8')
    .split('\n')
    .some((line) => decodeRecord(line) !== undefined)
}

/** Makes a created or renamed file survive a power failure. Windows cannot sync a directory and needs none. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
