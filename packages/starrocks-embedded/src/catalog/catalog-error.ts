import type { Capabilities } from 'starrocks-kit/schema'

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

/** A table that is not there; what up to 3.2 is said of it depends on who looks. */
export function missingTable(
  name: string,
  capabilities: Capabilities,
  looker: 'SHOW' | 'SHOW PARTITIONS' | 'TRUNCATE',
): CatalogError {
  if (capabilities.wording !== '3.2') return analyzingError(`Table ${name} is not found`)
  switch (looker) {
    case 'SHOW':
      return new CatalogError(`Unknown table '${name}'`, 1051)
    case 'SHOW PARTITIONS':
      return analyzingError(`Table[${name}] does not exists or is not OLAP table`)
    case 'TRUNCATE':
      return new CatalogError(`Unexpected exception: Unknown table '${name}'`, 1051)
  }
}

/** A refusal of the analyzer: `Getting analyzing error. Detail message: ....` */
export function analyzingError(detail: string, errno = 1064): CatalogError {
  return new CatalogError(`Getting analyzing error. Detail message: ${detail}.`, errno)
}
