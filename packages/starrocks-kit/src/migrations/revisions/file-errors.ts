import { StarRocksKitError } from '../../errors/base.ts'

/** A revision file whose header cannot be read without running the file. */
export class RevisionFileError extends StarRocksKitError {
  readonly code = 'INVALID_REVISION_FILE'
  readonly file: string
  /** Counted from 1; absent when the problem has no place. */
  readonly line?: number

  constructor(file: string, problem: string, line?: number) {
    super(`${line === undefined ? file : `${file}:${line}`}: ${problem}`)
    this.file = file
    if (line !== undefined) this.line = line
  }
}

/** The migrations folder, or a file in it, could not be read or written. */
export class MigrationsFolderError extends StarRocksKitError {
  readonly code = 'MIGRATIONS_FOLDER'
  readonly path: string

  constructor(path: string, problem: string, options?: { readonly cause?: unknown }) {
    super(`${path}: ${problem}`, options)
    this.path = path
  }
}
