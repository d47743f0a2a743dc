import {
  BOOLEAN,
  DATE,
  DOUBLE,
  isDecimal,
  isInteger,
  isSimple,
  decimal,
  BIGINT,
  LARGEINT,
  type SqlType,
} from '../types/sql-type.ts'
import { duckType } from '../types/duck-type.ts'
import { scalar, typedScalar, type FunctionTable, type ScalarForm } from './function.ts'

function elementOf(type: SqlType | undefined): SqlType {
  return type?.kind === 'array' ? type.element : BOOLEAN
}

/** The type that a sum over an array has. */
function sumType(types: readonly SqlType[]): SqlType {
  const element = elementOf(types[0])
  if (isDecimal(element)) return decimal(38, element.scale)
  if (isSimple(element, 'largeint')) return LARGEINT
  return isInteger(element) || isSimple(element, 'boolean') ? BIGINT : DOUBLE
}

function sumForm(): ScalarForm {
  const base = scalar('(array) double', 'list_sum')
  return {
    signature: { ...base.signature, returns: sumType },
    sql: ([a = ''], types) =>
      `CAST(list_sum(${isSimple(elementOf(types[0]), 'boolean') ? `CAST(${a} AS TINYINT[])` : a}) AS ${duckType(sumType(types))})`,
  }
}

function averageForm(): ScalarForm {
  const base = scalar('(array) double', 'list_avg')
  return {
    signature: { ...base.signature, returns: (types) => (isDecimal(elementOf(types[0])) ? decimal(38, 8) : DOUBLE) },
    sql: ([a = ''], types) =>
      isDecimal(elementOf(types[0]))
        ? `CAST(list_avg(${a}) AS DECIMAL(38,8))`
        : `list_avg(${isSimple(elementOf(types[0]), 'boolean') ? `CAST(${a} AS TINYINT[])` : a})`,
  }
}

/** Functions over arrays that take no lambda. */
export const ARRAY_FUNCTIONS: FunctionTable = {
  all_match: [scalar('(boolean[]) boolean', (a = '') => `sr_all(${a})`)],
  any_match: [scalar('(boolean[]) boolean', (a = '') => `sr_any(${a})`)],
  array_append: [scalar('(T[], T) T[]', (a = '', x = '') => `list_append(${a}, ${x})`)],
  array_avg: [averageForm()],
  array_concat: [
    scalar('(T[]...) T[]', (...args) =>
      args.length === 1
        ? args.join('')
        : `CASE WHEN ${args.map((arg) => `${arg} IS NULL`).join(' OR ')} THEN NULL ELSE list_concat(${args.join(', ')}) END`,
    ),
  ],
  array_contains: [scalar('(T[], T) boolean', (a = '', x = '') => `sr_list_contains(${a}, ${x})`)],
  array_contains_all: [scalar('(T[], T[]) boolean', (a = '', b = '') => `sr_list_contains_all(${a}, ${b})`)],
  array_contains_seq: [scalar('(T[], T[]) boolean', (a = '', b = '') => `sr_list_contains_seq(${a}, ${b})`)],
  array_cum_sum: [
    scalar(
      '(array) $1',
      (a = '') => `list_transform(${a}, lambda x, i: CASE WHEN x IS NOT NULL THEN list_sum(${a}[1:i]) END)`,
    ),
  ],
  array_difference: [
    scalar(
      '(array) $1',
      (a = '') => `list_transform(${a}, lambda x, i: CASE WHEN i = 1 THEN 0 ELSE x - ${a}[i - 1] END)`,
    ),
  ],
  array_distinct: [scalar('(array) $1', (a = '') => `sr_list_distinct(${a})`)],
  array_flatten: [scalar('(array) $1[]', (a = '') => `flatten(${a})`)],
  array_intersect: [
    scalar('(T[]...) T[]', (...args) => args.reduce((left, right) => `sr_list_intersect(${left}, ${right})`)),
  ],
  array_join: [
    scalar(
      '(varchar[], varchar) varchar',
      (a = '', s = '') => `array_to_string(list_filter(${a}, lambda x: x IS NOT NULL), ${s})`,
    ),
    scalar(
      '(varchar[], varchar, varchar) varchar',
      (a = '', s = '', n = '') => `array_to_string(list_transform(${a}, lambda x: coalesce(x, ${n})), ${s})`,
    ),
  ],
  array_length: [scalar('(array) int', (a = '') => `CAST(len(${a}) AS INTEGER)`)],
  array_max: [scalar('(array) $1[]', 'list_max')],
  array_min: [scalar('(array) $1[]', 'list_min')],
  array_position: [scalar('(T[], T) int', (a = '', x = '') => `sr_list_position(${a}, ${x})`)],
  array_remove: [scalar('(T[], T) T[]', (a = '', x = '') => `list_filter(${a}, lambda y: y IS DISTINCT FROM ${x})`)],
  array_repeat: [
    typedScalar(
      '(T, int) T[]',
      ([x = '', n = '']) =>
        `CASE WHEN ${n} IS NOT NULL THEN list_transform(range(greatest(${n}, 0)), lambda i: ${x}) END`,
    ),
  ],
  array_reverse: [scalar('(array) $1', 'list_reverse')],
  array_slice: [
    scalar(
      '(array, bigint, bigint?) $1',
      (a = '', start = '', length) => `sr_list_slice(${a}, ${start}, ${length ?? '9223372036854775807'})`,
    ),
  ],
  array_sort: [scalar('(array) $1', (a = '') => `list_sort(${a}, 'ASC', 'NULLS FIRST')`)],
  array_sum: [sumForm()],
  array_to_bitmap: [scalar('(bigint[]) bitmap', (a = '') => `sr_bitmap(${a})`)],
  arrays_overlap: [scalar('(T[], T[]) boolean', (a = '', b = '') => `sr_list_overlap(${a}, ${b})`)],
  array_generate: [
    scalar('(bigint) bigint[]', (end = '') => `generate_series(1, ${end})`),
    scalar(
      '(bigint, bigint) bigint[]',
      (start = '', end = '') => `generate_series(${start}, ${end}, CASE WHEN ${end} < ${start} THEN -1 ELSE 1 END)`,
    ),
    scalar(
      '(bigint, bigint, bigint) bigint[]',
      (start = '', end = '', step = '') =>
        `CASE WHEN ${step} = 0 THEN [] ELSE generate_series(${start}, ${end}, ${step}) END`,
    ),
  ],
  cardinality: [
    scalar('(array) int', (a = '') => `CAST(len(${a}) AS INTEGER)`),
    scalar('(map) int', (m = '') => `CAST(cardinality(${m}) AS INTEGER)`),
  ],
  element_at: [
    typedScalar('(array, bigint) $1[]', ([a = '', i = '']) => `list_extract(${a}, ${i})`),
    typedScalar('(map, any) $1.value', ([m = '', k = '']) => `(${m})[${k}]`),
  ],
  map_concat: [scalar('(map...) $1', (...args) => `map_concat(${args.join(', ')})`)],
  map_from_arrays: [
    {
      signature: {
        parameters: ['array', 'array'],
        optional: 0,
        variadic: false,
        returns: ([k = BOOLEAN, v = DATE]) => ({ kind: 'map', key: elementDataType(k), value: elementDataType(v) }),
      },
      sql: ([k = '', v = '']) => `sr_map(${k}, ${v})`,
    },
  ],
  map_keys: [
    {
      signature: {
        parameters: ['map'],
        optional: 0,
        variadic: false,
        returns: ([m = BOOLEAN]) => (m.kind === 'map' ? { kind: 'array', element: m.key } : m),
      },
      sql: ([m = '']) => `map_keys(${m})`,
    },
  ],
  map_size: [scalar('(map) int', (m = '') => `CAST(cardinality(${m}) AS INTEGER)`)],
  map_values: [
    {
      signature: {
        parameters: ['map'],
        optional: 0,
        variadic: false,
        returns: ([m = BOOLEAN]) => (m.kind === 'map' ? { kind: 'array', element: m.value } : m),
      },
      sql: ([m = '']) => `map_values(${m})`,
    },
  ],
  distinct_map_keys: [scalar('(map) $1', (m = '') => m)],
}

function elementDataType(type: SqlType): Exclude<SqlType, { kind: 'null' }> {
  const element = elementOf(type)
  return element.kind === 'null' ? BOOLEAN : element
}
