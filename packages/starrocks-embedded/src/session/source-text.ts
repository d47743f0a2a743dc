/** A statement's text, alone and within what the client sent. */
export interface SourceText {
  readonly sql: string
  readonly text: string
}
