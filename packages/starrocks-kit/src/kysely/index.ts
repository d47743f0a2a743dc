/** StarRocks for Kysely: a dialect, and table types that come from the models. */
export { KyselyMigratorError, StarRocksDialect } from './dialect.ts'
export type { StarRocksDialectOptions } from './dialect.ts'
export type { DatabaseOf, KyselyTable } from './database-types.ts'
export { NestedValueError } from './decode-nested.ts'
export { UnsupportedValueError } from './encode-value.ts'
export { files, insertIntoFiles } from './files.ts'
export type { FilesProperties } from './files.ts'
export { overwrite, overwritePartitions } from './overwrite.ts'
