import { divideDecimals, divisionScale } from '../decimal-division.ts'
import {
  BIGINT,
  BOOLEAN,
  decimal,
  DOUBLE,
  isBoolean,
  isDecimal,
  isInteger,
  isSimple,
  LARGEINT,
  toDataType,
  type SqlType,
} from '../types/sql-type.ts'
import { duckType } from '../types/duck-type.ts'
import { aggregate, composedAggregate, type AggregateForm, type AggregateTable } from './function.ts'
import { signature } from './signature.ts'

function sumType([type = DOUBLE]: readonly SqlType[]): SqlType {
  if (isDecimal(type)) return decimal(38, Math.min(type.scale, type.precision > 38 ? type.scale : 18))
  if (isSimple(type, 'largeint')) return LARGEINT
  return isInteger(type) || isBoolean(type) ? BIGINT : DOUBLE
}

function sumForm(distinct: boolean): AggregateForm {
  return {
    signature: { ...signature('(number) double'), returns: sumType },
    sql: (call, [x = ''], types) => {
      const sum = call('sum', [distinct ? `DISTINCT ${x}` : x])
      const [type] = types
      // The server adds in 64 bits: a sum beyond them gets the other sign.
      return type !== undefined && isSimple(type, 'bigint')
        ? `sr_wrap_bigint(${sum})`
        : `CAST(${sum} AS ${duckType(sumType(types))})`
    },
  }
}

/** The digits that count in an average: more than 18 are cut. */
function scaleOf(type: SqlType | undefined): number {
  return type !== undefined && isDecimal(type) ? Math.min(type.scale, 18) : 0
}

/** The average of decimals keeps more digits than a DOUBLE holds: it is divided as decimals are. */
function averageForm(): AggregateForm {
  return {
    signature: {
      ...signature('(number) double'),
      returns: ([type]) => (type !== undefined && isDecimal(type) ? decimal(38, divisionScale(scaleOf(type))) : DOUBLE),
    },
    sql: (call, [x = ''], [type]) => {
      if (type === undefined || !isDecimal(type)) return `CAST(${call('avg', [x])} AS DOUBLE)`
      const scale = scaleOf(type)
      return divideDecimals(
        `CAST(${call('sum', [x])} AS DECIMAL(38,${scale}))`,
        scale,
        call('count', [x]),
        0,
        divisionScale(scale),
      )
    },
  }
}

const double = (name: string): readonly AggregateForm[] => [aggregate('(double) double', name)]
const distinctCount: readonly AggregateForm[] = [
  composedAggregate('(any) bigint', (call, [x = '']) => call('count', [`DISTINCT ${x}`])),
]
const bitmapUnion: readonly AggregateForm[] = [
  composedAggregate('(bitmap) bitmap', (call, [x = '']) => `sr_bitmap(flatten(${call('list', [x])}))`),
]

/** FALSE where there are rows and none is true: NULL is not true (recorded). Without rows NULL. */
const anyTrue: readonly AggregateForm[] = [
  composedAggregate('(boolean) boolean', (call, [x = '']) => call('bool_or', [`coalesce(${x}, FALSE)`])),
]

/** The most frequent values with their counts. */
function topKType([type = BOOLEAN]: readonly SqlType[]): SqlType {
  const fields = [
    { name: 'item', type: toDataType(type) },
    { name: 'count', type: BIGINT },
  ]
  return { kind: 'array', element: { kind: 'struct', fields } }
}

/** Aggregate functions; the same forms serve as window functions. */
export const AGGREGATE_FUNCTIONS: AggregateTable = {
  any_value: [aggregate('(any) $1', 'any_value')],
  approx_count_distinct: distinctCount,
  approx_count_distinct_hll_sketch: distinctCount,
  approx_top_k: [
    {
      signature: { ...signature('(any, int?, int?) boolean'), returns: topKType },
      sql: (call, [x = '', k = '5']) => `sr_top_k(${call('list', [x])}, ${k})`,
    },
  ],
  array_agg: [
    {
      signature: {
        ...signature('(any) boolean'),
        returns: ([type = BOOLEAN]) => ({ kind: 'array', element: toDataType(type) }),
      },
      sql: (call, [x = '']) => call('array_agg', [x]),
    },
  ],
  array_agg_distinct: [
    {
      signature: {
        ...signature('(any) boolean'),
        returns: ([type = BOOLEAN]) => ({ kind: 'array', element: toDataType(type) }),
      },
      sql: (call, [x = '']) => call('array_agg', [`DISTINCT ${x}`]),
    },
  ],
  array_unique_agg: [
    composedAggregate('(array) $1', (call, [x = '']) => `sr_list_distinct(flatten(${call('array_agg', [x])}))`),
  ],
  avg: [averageForm()],
  bitmap_agg: [
    composedAggregate('(bigint) bitmap', (call, [x = '']) => `sr_bitmap(${call('list', [`CAST(${x} AS UBIGINT)`])})`),
  ],
  bitmap_intersect: [
    composedAggregate(
      '(bitmap) bitmap',
      (call, [x = '']) => `list_reduce(${call('list', [x])}, lambda a, b: list_intersect(a, b))`,
    ),
  ],
  bitmap_union: bitmapUnion,
  bitmap_union_count: [
    composedAggregate(
      '(bitmap) bigint',
      (call, [x = '']) => `coalesce(len(sr_bitmap(flatten(${call('list', [x])}))), 0)`,
    ),
  ],
  bitmap_union_int: [composedAggregate('(bigint) bigint', (call, [x = '']) => call('count', [`DISTINCT ${x}`]))],
  bool_or: anyTrue,
  bool_and: [aggregate('(boolean) boolean', 'bool_and')],
  boolor_agg: anyTrue,
  booland_agg: [aggregate('(boolean) boolean', 'bool_and')],
  corr: [
    composedAggregate(
      '(double, double) double',
      (call, [x = '', y = '']) =>
        // Too few rows, or rows without variance.
        `nullif(${call('corr', [x, y])}, CAST('nan' AS DOUBLE))`,
    ),
  ],
  count: [aggregate('(any) bigint', 'count')],
  count_if: [composedAggregate('(boolean) bigint', (call, [x = '']) => call('count', [`nullif(${x}, FALSE)`]))],
  covar_pop: [aggregate('(double, double) double', 'covar_pop')],
  covar_samp: [aggregate('(double, double) double', 'covar_samp')],
  ds_hll_count_distinct: [
    composedAggregate('(any, int?, varchar?) bigint', (call, [x = '']) => call('count', [`DISTINCT ${x}`])),
  ],
  group_bit_and: [aggregate('(integer) $1', 'bit_and')],
  hll_raw_agg: bitmapUnion,
  hll_union: [composedAggregate('(hll) hll', (call, [x = '']) => `sr_bitmap(flatten(${call('list', [x])}))`)],
  hll_union_agg: [
    composedAggregate('(hll) bigint', (call, [x = '']) => `coalesce(len(sr_bitmap(flatten(${call('list', [x])}))), 0)`),
  ],
  map_agg: [
    {
      signature: {
        ...signature('(any, any) boolean'),
        returns: ([key = BOOLEAN, value = BOOLEAN]) => ({
          kind: 'map',
          key: toDataType(key),
          value: toDataType(value),
        }),
      },
      sql: (call, [k = '', v = '']) =>
        `sr_map_agg(${call('list', [`CASE WHEN ${k} IS NOT NULL THEN {'k': ${k}, 'v': ${v}} END`])})`,
    },
  ],
  max: [aggregate('(any) $1', 'max')],
  max_by: [aggregate('(any, any) $1', 'max_by')],
  min: [aggregate('(any) $1', 'min')],
  min_by: [aggregate('(any, any) $1', 'min_by')],
  multi_distinct_count: distinctCount,
  multi_distinct_sum: [sumForm(true)],
  ndv: distinctCount,
  percentile_approx: [
    composedAggregate('(double, double, double?) double', (call, [x = '', q = '']) => call('quantile_cont', [x, q])),
  ],
  percentile_cont: [
    composedAggregate('(double, double) double', (call, [x = '', q = '']) => call('quantile_cont', [x, q])),
  ],
  percentile_disc: [composedAggregate('(any, double) $1', (call, [x = '', q = '']) => call('quantile_disc', [x, q]))],
  // Made for columns of few values, with the same result.
  percentile_disc_lc: [
    composedAggregate('(any, double) $1', (call, [x = '', q = '']) => call('quantile_disc', [x, q])),
  ],
  percentile_union: [composedAggregate('(percentile) percentile', (call, [x = '']) => `flatten(${call('list', [x])})`)],
  std: double('stddev_pop'),
  stddev: double('stddev_pop'),
  stddev_pop: double('stddev_pop'),
  stddev_samp: double('stddev_samp'),
  sum: [sumForm(false)],
  var_pop: double('var_pop'),
  var_samp: double('var_samp'),
  variance: double('var_pop'),
  variance_pop: double('var_pop'),
  variance_samp: double('var_samp'),
}
