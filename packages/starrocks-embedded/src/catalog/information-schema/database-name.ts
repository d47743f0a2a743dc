/** Databases that exist without being created and cannot be dropped. */
export const SYSTEM_DATABASES: readonly string[] = ['_statistics_', 'information_schema', 'sys']
