/** Where the wire tells what happens to connections. Statements and passwords are never told. */
export interface WireLog {
  debug(message: string): void
  warn(message: string): void
}

export const SILENT: WireLog = { debug: () => {}, warn: () => {} }
