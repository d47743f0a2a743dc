import type { ShowStatement } from 'starrocks-kit/language'
import { AGGREGATE_FUNCTIONS } from '../../sql/functions/aggregate.ts'
import { builtinNames } from '../analyzed/function-type.ts'
import { CatalogError } from '../catalog-error.ts'
import type { ResultTable } from '../result/result-table.ts'

/** Functions of windows and tables, and aggregates that are written by hand. */
const OTHERS = [
  'count',
  'cume_dist',
  'dense_rank',
  'first_value',
  'generate_series',
  'group_concat',
  'json_each',
  'lag',
  'last_value',
  'lead',
  'ntile',
  'percent_rank',
  'rank',
  'row_number',
  'session_number',
  'subdivide_bitmap',
  'unnest',
  'unnest_bitmap',
]

/** SHOW BUILTIN FUNCTIONS: one row for each name. */
export function showBuiltinFunctions(statement: ShowStatement): ResultTable {
  if (statement.full === true)
    throw new CatalogError('SHOW FULL BUILTIN FUNCTIONS is not supported by the embedded server')
  const names = new Set([...builtinNames(), ...Object.keys(AGGREGATE_FUNCTIONS), ...OTHERS])
  return { columns: ['Function Name'], rows: [...names].toSorted().map((name) => [name]) }
}
