import type { OMISSION_RULES } from '../../packages/starrocks-kit/src/schema/index.ts'

interface Attribute {
  /** How a model says it. */
  readonly declared: string
  /** Where the server tells it. */
  readonly introspected: string
}

type Rules = typeof OMISSION_RULES

const SHOWN = 'SHOW CREATE'

/** The first two stages of each attribute that can be left out: an attribute without an entry does not compile. */
export const ATTRIBUTES: { readonly [K in keyof Rules]: { readonly [A in keyof Rules[K]]: Attribute } } = {
  Table: {
    engine: { declared: '`engine`', introspected: SHOWN },
    columns: { declared: 'the columns of `table()`', introspected: SHOWN },
    key: { declared: '`key`, `.primaryKey()`', introspected: SHOWN },
    comment: { declared: '`comment`', introspected: SHOWN },
    partitioning: { declared: '`partitionBy`', introspected: SHOWN },
    partitions: {
      declared: 'partitions of `partitionBy`',
      introspected: `${SHOWN}; automatic ones are not shown, nor properties besides replication_num`,
    },
    distribution: { declared: '`distributedBy`', introspected: SHOWN },
    buckets: { declared: '`distributedBy`', introspected: `${SHOWN}; automatic ones are left out or chosen` },
    sortKey: { declared: '`orderBy`', introspected: `${SHOWN}; 4.1 does not show DESC` },
    indexes: { declared: '`indexes`', introspected: SHOWN },
    rollups: { declared: '`rollups`', introspected: 'not shown' },
    properties: { declared: '`properties`', introspected: `${SHOWN}; see the property reference` },
  },
  Column: {
    aggregation: { declared: '`.aggregate()`', introspected: SHOWN },
    default: { declared: '`.default()`, `.defaultNow()`, `.defaultExpression()`', introspected: SHOWN },
    autoIncrement: { declared: '`.autoIncrement()`', introspected: SHOWN },
    generated: { declared: '`.generatedAs()`', introspected: SHOWN },
    comment: { declared: '`.comment()`', introspected: SHOWN },
  },
  Index: {
    properties: { declared: 'parameters of the index', introspected: `${SHOWN}; defaults written out` },
    comment: { declared: '`comment` of the index', introspected: SHOWN },
  },
  View: {
    columns: { declared: '`columns`', introspected: SHOWN },
    comment: { declared: '`comment`', introspected: SHOWN },
    security: { declared: '`security`', introspected: `${SHOWN}, since 3.4.1` },
  },
  MaterializedView: {
    columns: { declared: '`columns`', introspected: SHOWN },
    comment: { declared: '`comment`', introspected: SHOWN },
    partitioning: { declared: '`partitionBy`', introspected: SHOWN },
    distribution: { declared: '`distributedBy`', introspected: SHOWN },
    sortKey: { declared: '`orderBy`', introspected: SHOWN },
    refresh: { declared: '`refresh`', introspected: SHOWN },
    indexes: { declared: '`indexes`', introspected: SHOWN },
    properties: { declared: '`properties`', introspected: SHOWN },
  },
  Database: {
    properties: { declared: 'by hand', introspected: 'SHOW CREATE DATABASE' },
  },
}
