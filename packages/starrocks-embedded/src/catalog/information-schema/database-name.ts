/** The database of metadata tables, in every catalog. */
export const INFORMATION_SCHEMA = 'information_schema'

/** Databases that exist without being created and cannot be dropped. */
export const SYSTEM_DATABASES: readonly string[] = ['_statistics_', 'information_schema', 'sys']
