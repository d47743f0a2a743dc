/** A statement that the catalog refuses: the server's error code and message. */
export class CatalogError extends Error {
  readonly code = 'CATALOG'
  readonly errno: number

  constructor(message: string, errno = 1064) {
    super(message)
    this.name = new.target.name
    this.errno = errno
  }
}

/** A refusal of the analyzer: `Getting analyzing error. Detail message: ....` */
export function analyzingError(detail: string, errno = 1064): CatalogError {
  return new CatalogError(`Getting analyzing error. Detail message: ${detail}.`, errno)
}
