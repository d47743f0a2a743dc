/** The catalog's log is damaged in the middle: not a torn tail, which a crash may leave and opening repairs. */
export class LogCorruptError extends Error {
  readonly code = 'LOG_CORRUPT'
  readonly path: string
  /** Where the damaged record starts, in bytes. */
  readonly offset: number

  constructor(path: string, offset: number) {
    super(
      `The catalog log ${path} is damaged at byte ${offset}, with intact records behind it. ` +
        'Restore the file from a copy, or start on an empty data directory.',
    )
    this.name = new.target.name
    this.path = path
    this.offset = offset
  }
}
