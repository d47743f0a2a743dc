/**
 * An embedded StarRocks-compatible server for development and tests: `startServer()` serves a port, `embedded()` is a connection provider for a
 * starrocks-kit config.
 */
export { createServer } from './server.ts'
export type { EmbeddedServer, ServerOptions } from './server.ts'
export { startServer } from './start-server.ts'
export type { JobDurations } from './catalog/catalog.ts'
export type { WireLog } from './wire/log.ts'
export { embedded } from './embedded.ts'
export type { EmbeddedOptions } from './embedded.ts'
export { DirectoryInUseError } from './catalog/log/directory-in-use-error.ts'
export { LogCorruptError } from './catalog/log/log-corrupt-error.ts'
export { ListenError } from './wire/listen-error.ts'
export { UnknownVersionError } from './unknown-version-error.ts'
