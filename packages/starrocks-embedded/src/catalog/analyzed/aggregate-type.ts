import { divisionScale } from '../../sql/decimal-division.ts'
import {
  arrayOf,
  BIGINT,
  BITMAP,
  BOOLEAN,
  DATE,
  DATETIME,
  decimal,
  DOUBLE,
  HLL,
  INT,
  isBoolean,
  isDecimal,
  isInteger,
  isSimple,
  LARGEINT,
  mapOf,
  PERCENTILE,
  toDataType,
  VARBINARY,
  VARCHAR,
} from '../../sql/types/sql-type.ts'
import type { SqlType } from '../../sql/types/sql-type.ts'
import { withoutTextLength } from '../describe/text-length.ts'

/** Aggregate and window functions whose result does not depend on their arguments (FunctionSet.initAggregateBuiltins). */
const FIXED: Readonly<Record<string, SqlType>> = {
  approx_count_distinct: BIGINT,
  bitmap_agg: BITMAP,
  bitmap_intersect: BITMAP,
  bitmap_union: BITMAP,
  bitmap_union_count: BIGINT,
  bitmap_union_int: BIGINT,
  bool_or: BOOLEAN,
  corr: DOUBLE,
  count: BIGINT,
  count_if: BIGINT,
  covar_pop: DOUBLE,
  covar_samp: DOUBLE,
  cume_dist: DOUBLE,
  dense_rank: BIGINT,
  ds_hll_count_distinct: BIGINT,
  ds_theta_count_distinct: BIGINT,
  group_concat: VARCHAR,
  hll_raw: HLL,
  hll_raw_agg: HLL,
  hll_union: HLL,
  hll_union_agg: BIGINT,
  intersect_count: BIGINT,
  mann_whitney_u_test: { kind: 'simple', name: 'json' },
  multi_distinct_count: BIGINT,
  ndv: BIGINT,
  ntile: BIGINT,
  percent_rank: DOUBLE,
  percentile_approx: DOUBLE,
  percentile_approx_weighted: DOUBLE,
  percentile_union: PERCENTILE,
  rank: BIGINT,
  retention: arrayOf(BOOLEAN),
  row_number: BIGINT,
  session_number: BIGINT,
  std: DOUBLE,
  stddev: DOUBLE,
  stddev_pop: DOUBLE,
  stddev_samp: DOUBLE,
  string_agg: VARCHAR,
  var_pop: DOUBLE,
  var_samp: DOUBLE,
  variance: DOUBLE,
  variance_pop: DOUBLE,
  variance_samp: DOUBLE,
  window_funnel: INT,
}

/** Functions that return what they are given; text loses its length. */
const SAME: ReadonlySet<string> = new Set([
  'any_value',
  'array_unique_agg',
  'first_value',
  'lag',
  'last_value',
  'lead',
  'max',
  'max_by',
  'min',
  'min_by',
  'percentile_disc',
  'percentile_disc_lc',
])

/** The type that an aggregate or window function returns; undefined when there is no such function. */
export function aggregateType(name: string, args: readonly SqlType[]): SqlType | undefined {
  if (Object.hasOwn(FIXED, name)) return FIXED[name]
  const [first, second] = args
  if (first === undefined) return undefined
  if (SAME.has(name))
    return first.kind === 'varchar' || first.kind === 'char' || first.kind === 'array'
      ? withoutTextLength(first)
      : first
  switch (name) {
    case 'sum':
    case 'multi_distinct_sum':
      return sumType(first)
    case 'avg':
      return averageType(first)
    case 'array_agg':
      return arrayOf(toDataType(first))
    case 'array_agg_distinct':
      return arrayOf(withoutTextLength(toDataType(first)))
    case 'map_agg':
      return second === undefined ? undefined : mapOf(toDataType(first), toDataType(second))
    case 'percentile_cont':
      return isSimple(first, 'date', 'datetime') ? first : DOUBLE
    default:
      return combinatorType(name, args)
  }
}

function sumType(type: SqlType): SqlType {
  if (isDecimal(type)) {
    const precision = type.precision > 38 ? 76 : 38
    return decimal(precision, Math.min(type.scale, precision === 76 ? 36 : 18))
  }
  if (isSimple(type, 'largeint')) return LARGEINT
  return isInteger(type) || isBoolean(type) ? BIGINT : DOUBLE
}

function averageType(type: SqlType): SqlType {
  if (isDecimal(type)) return decimal(38, divisionScale(Math.min(type.scale, 18)))
  if (isSimple(type, 'date')) return DATE
  return isSimple(type, 'datetime') ? DATETIME : DOUBLE
}

/** `f_if` returns what `f` does, `f_state` and `f_union` its state, `f_merge` what the state stands for. */
function combinatorType(name: string, args: readonly SqlType[]): SqlType | undefined {
  if (name.endsWith('_if')) return aggregateType(name.slice(0, -3), args.slice(0, -1))
  const base = /^(.+)_(?:state|union|merge)$/.exec(name)?.[1]
  if (base === undefined) return undefined
  if (name.endsWith('_merge')) return aggregateType(base, args)
  return name.endsWith('_union') ? args[0] : stateType(base, args)
}

function stateType(name: string, args: readonly SqlType[]): SqlType | undefined {
  const [first] = args
  switch (name) {
    case 'count':
    case 'retention':
      return BIGINT
    case 'sum':
    case 'min':
    case 'max':
    case 'any_value':
    case 'array_agg_distinct':
    case 'array_unique_agg':
    case 'bitmap_agg':
    case 'bitmap_union':
    case 'hll_union':
    case 'percentile_union':
      return aggregateType(name, args)
    case 'array_agg':
      return first === undefined
        ? undefined
        : { kind: 'struct', fields: [{ name: 'col1', type: arrayOf(toDataType(first)) }] }
    default:
      return aggregateType(name, args) === undefined ? undefined : VARBINARY
  }
}
