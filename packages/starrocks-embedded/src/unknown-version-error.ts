/** A version that names no StarRocks release. */
export class UnknownVersionError extends Error {
  readonly code = 'EMBEDDED_VERSION'
  readonly version: string

  constructor(version: string) {
    super(
      `'${version}' is no StarRocks version that can be served. Use 3.2, 3.3, 3.5, 4.0 or 4.1, or a full number such as 3.5.7.`,
    )
    this.name = new.target.name
    this.version = version
  }
}
