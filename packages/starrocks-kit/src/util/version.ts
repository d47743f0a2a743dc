/** The version of this package, as package.json says it: written to ledgers and file headers. */
export const VERSION = '0.1.0'
