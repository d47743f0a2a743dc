import { PARTITIONED } from './partitioning.ts'
import { TABLES } from './tables.ts'
import { MATERIALIZED_VIEWS, VIEWS } from './views.ts'

/** What models declare, by kind of object. */
export const CASES = [
  ['table', TABLES],
  ['partitioned table', PARTITIONED],
  ['view', VIEWS],
  ['materialized view', MATERIALIZED_VIEWS],
] as const
