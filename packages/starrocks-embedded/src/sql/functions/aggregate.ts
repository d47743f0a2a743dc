import { isBig, operateBig } from '../big-decimal.ts'
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
import {
  aggregate,
  composedAggregate,
  type AggregateCall,
  type AggregateForm,
  type AggregateTable,
} from './function.ts'
import { signature } from './signature.ts'

function sumType([type = DOUBLE]: readonly SqlType[]): SqlType {
  if (isBig(type)) return decimal(76, type.scale)
  if (isDecimal(type)) return decimal(38, Math.min(type.scale, 18))
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
      returns: ([type]) => {
        if (type !== undefined && isBig(type)) return decimal(76, divisionScale(type.scale))
        return type !== undefined && isDecimal(type) ? decimal(38, divisionScale(scaleOf(type))) : DOUBLE
      },
    },
    sql: (call, [x = ''], [type]) => {
      if (type === undefined || !isDecimal(type)) return `CAST(${call('avg', [x])} AS DOUBLE)`
      if (isBig(type)) {
        const count = `CAST(CAST(${call('count', [x])} AS VARCHAR) AS BIGNUM)`
        const sum = { sql: call('sum', [x]), scale: type.scale }
        return operateBig('/', sum, { sql: count, scale: 0 }, divisionScale(type.scale))
      }
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

/** The value at a place of the sorted ones; between two places the later one (percentile_cont.h). */
const discrete: readonly AggregateForm[] = [
  composedAggregate('(any, double) $1', (call, [x = '', q = '']) => {
    const sorted = `list_sort(list_filter(${call('list', [x])}, lambda x: x IS NOT NULL))`
    return `sr_percentile_disc(${sorted}, ${call('any_value', [q])})`
  }),
]

/** The value at a share of the sorted ones. */
function between(call: AggregateCall, x: string, q: string): string {
  const sorted = `list_sort(list_filter(${call('list', [x])}, lambda x: x IS NOT NULL))`
  return `sr_percentile_cont(${sorted}, ${call('any_value', [q])})`
}

/** The least or greatest values in an array. */
function extreme(direction: 'ASC' | 'DESC'): readonly AggregateForm[] {
  return [
    {
      signature: {
        ...signature('(any, int) boolean'),
        returns: ([type = BOOLEAN]) => ({ kind: 'array', element: toDataType(type) }),
      },
      sql: (call, [x = '', n = '']) =>
        `list_sort(list_filter(${call('list', [x])}, lambda x: x IS NOT NULL), '${direction}')[1:${call('any_value', [n])}]`,
    },
  ]
}

/** The most frequent values with their counts. */
function topKType([type = BOOLEAN]: readonly SqlType[]): SqlType {
  const fields = [
    { name: 'item', type: toDataType(type) },
    { name: 'count', type: BIGINT },
  ]
  return { kind: 'array', element: { kind: 'struct', fields } }
}

/** Windows are counted in days of dates and in seconds of moments. */
function funnel(type: 'date' | 'datetime'): AggregateForm {
  return composedAggregate(
    `(bigint, ${type}, int, boolean[]) int`,
    (call, [window = '', at = '', mode = '', conditions = '']) => {
      const time =
        type === 'date' ? `date_diff('day', DATE '1970-01-01', ${at})` : `CAST(floor(epoch(${at})) AS BIGINT)`
      const met = `list_transform(list_filter(range(1, len(${conditions}) + 1), lambda i: ${conditions}[i]), lambda i: {'t': ${time}, 'l': i})`
      const steps = `list_sort(flatten(${call('list', [`CASE WHEN ${at} IS NULL THEN [] ELSE ${met} END`])}))`
      return `sr_funnel(${call('any_value', [window])}, ${call('any_value', [mode])}, ${call('max', [`len(${conditions})`])}, ${steps})`
    },
  )
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
  ds_theta_count_distinct: distinctCount,
  group_bit_and: [aggregate('(integer) $1', 'bit_and')],
  hll_raw: [
    composedAggregate(
      '(any) hll',
      (call, [x = '']) => `sr_bitmap(list_transform(${call('list', [x])}, lambda x: hash(x)))`,
    ),
  ],
  hll_raw_agg: [composedAggregate('(hll) hll', (call, [x = '']) => `sr_bitmap(flatten(${call('list', [x])}))`)],
  hll_union: [composedAggregate('(hll) hll', (call, [x = '']) => `sr_bitmap(flatten(${call('list', [x])}))`)],
  hll_union_agg: [
    composedAggregate('(hll) bigint', (call, [x = '']) => `coalesce(len(sr_bitmap(flatten(${call('list', [x])}))), 0)`),
  ],
  intersect_count: [
    composedAggregate('(bitmap, any, any...) bigint', (call, [bitmap = '', dimension = '', ...values]) => {
      const unions = values.map(
        (value) =>
          `flatten(${call('list', [`CASE WHEN CAST(${dimension} AS VARCHAR) = CAST(${value} AS VARCHAR) THEN ${bitmap} ELSE [] END`])})`,
      )
      return `coalesce(len(sr_bitmap(${unions.reduce((left, right) => `list_intersect(${left}, ${right})`)})), 0)`
    }),
  ],
  mann_whitney_u_test: [
    composedAggregate(
      '(double, boolean, varchar?, bigint?) json',
      (call, [x = '', treated = '', alternative = "'two-sided'", correction = '1']) => {
        const sampleOf = (condition: string): string =>
          `list_filter(${call('list', [`CASE WHEN ${condition} THEN ${x} END`])}, lambda x: x IS NOT NULL)`
        const test = `sr_mann_whitney(${sampleOf(`NOT ${treated}`)}, ${sampleOf(treated)}, ${call('any_value', [alternative])}, ${call('any_value', [correction])})`
        return `CASE WHEN ${call('count', [x])} > 0 THEN CAST(${test} AS JSON) END`
      },
    ),
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
        `sr_map_agg(${call('list', [`CASE WHEN ${k} IS NOT NULL THEN {'key': ${k}, 'value': ${v}} END`])})`,
    },
  ],
  max: [aggregate('(any) $1', 'max')],
  max_n: extreme('DESC'),
  max_by: [aggregate('(any, any) $1', 'max_by')],
  min: [aggregate('(any) $1', 'min')],
  min_n: extreme('ASC'),
  min_by: [aggregate('(any, any) $1', 'min_by')],
  multi_distinct_count: distinctCount,
  multi_distinct_sum: [sumForm(true)],
  ndv: distinctCount,
  percentile_approx: [
    composedAggregate('(double, double[], double?) double[]', (call, [x = '', q = '']) =>
      call('quantile_cont', [x, q]),
    ),
    composedAggregate('(double, double, double?) double', (call, [x = '', q = '']) =>
      // DuckDB takes a constant share only.
      /^CAST\('[0-9.]+' AS \w+\)$/.test(q) ? call('quantile_cont', [x, q]) : between(call, x, q),
    ),
  ],
  percentile_approx_weighted: [
    composedAggregate(
      '(double, bigint, double, double?) double',
      (call, [x = '', weight = '', q = '']) =>
        `sr_weighted(${call('list', [`CASE WHEN ${weight} > 0 AND ${x} IS NOT NULL THEN {'x': ${x}, 'w': ${weight}} END`])}, ${call('any_value', [q])})`,
    ),
  ],
  percentile_cont: [
    composedAggregate('(double, double) double', (call, [x = '', q = '']) => between(call, x, q)),
    ...(['date', 'datetime'] as const).map((type) =>
      composedAggregate(`(${type}, double) ${type}`, (call, [x = '', q = '']) => {
        const middle = `make_timestamp(CAST(${between(call, `epoch_us(${x})`, q)} AS BIGINT))`
        return type === 'date' ? `CAST(${middle} AS DATE)` : middle
      }),
    ),
  ],
  percentile_disc: discrete,
  // Made for columns of few values, with the same result.
  percentile_disc_lc: discrete,
  percentile_union: [composedAggregate('(percentile) percentile', (call, [x = '']) => `flatten(${call('list', [x])})`)],
  retention: [
    composedAggregate(
      '(boolean[]) boolean[]',
      (call, [conditions = '']) => `sr_retention(${call('list', [conditions])})`,
    ),
  ],
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
  window_funnel: [funnel('date'), funnel('datetime')],
}
