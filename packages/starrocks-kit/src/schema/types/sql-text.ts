/**
 * SQL text of an expression or a query, in canonical print.
 *
 * `origin` says who worded it: `user` (models, revision files, SQL files) or `analyzer` (a server that stores the analyzer's rewriting
 * instead of what was submitted). Two texts of different origin are compared by their resolved meaning, never as strings.
 */
export interface SqlText {
  readonly text: string
  readonly origin: 'user' | 'analyzer'
}
