/**
 * What leaving an attribute out of a model means when the model is compared with a server:
 * - `none`: the attribute is empty; a value on the server is removed.
 * - `serverDefault`: the attribute has its default; another value on the server is set back.
 * - `unmanaged`: whatever the server has is right.
 */
export type OmissionRule = 'none' | 'serverDefault' | 'unmanaged'

/** The one table of omission rules, by kind of object and attribute. Properties have a rule each: see `propertyOmission`. */
export const OMISSION_RULES = {
  Table: {
    engine: 'serverDefault',
    columns: 'none',
    // Derived from the columns by a fixed rule: `derivedKey`.
    key: 'serverDefault',
    comment: 'none',
    partitioning: 'none',
    // Automatic tables get partitions with their data, dynamic ones with time.
    partitions: 'unmanaged',
    distribution: 'unmanaged',
    // Without BUCKETS the server chooses, and chooses again for each partition.
    buckets: 'unmanaged',
    sortKey: 'unmanaged',
    indexes: 'none',
    // SHOW CREATE TABLE does not print rollups.
    rollups: 'unmanaged',
    properties: 'unmanaged',
  },
  Column: {
    aggregation: 'none',
    default: 'none',
    autoIncrement: 'none',
    generated: 'none',
    comment: 'none',
  },
  Index: { properties: 'serverDefault', comment: 'none' },
  View: {
    // Taken from the query.
    columns: 'serverDefault',
    comment: 'none',
    security: 'serverDefault',
  },
  MaterializedView: {
    columns: 'serverDefault',
    comment: 'none',
    partitioning: 'none',
    distribution: 'unmanaged',
    sortKey: 'unmanaged',
    refresh: 'none',
    indexes: 'none',
    properties: 'unmanaged',
  },
  Database: { properties: 'unmanaged' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, OmissionRule>>>>
