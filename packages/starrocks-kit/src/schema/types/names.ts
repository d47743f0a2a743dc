/** The catalog that holds StarRocks' own (internal) databases. */
export const DEFAULT_CATALOG = 'default_catalog'

/** Where an object lives: database and name; `catalog` is absent for the default catalog. */
export interface ObjectName {
  readonly catalog?: string
  readonly database: string
  readonly name: string
}
