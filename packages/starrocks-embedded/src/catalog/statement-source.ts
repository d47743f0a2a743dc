/** Where a session stands: in whose scope names are read. */
export interface Place {
  readonly database?: string
  readonly catalog?: string
}

/** The session that sends a statement, and the text that it stands in. */
export interface StatementSource extends Place {
  /** The whole text that was parsed: positions in the tree are positions in it. */
  readonly sql: string
  /** The statement alone. */
  readonly text: string
}
