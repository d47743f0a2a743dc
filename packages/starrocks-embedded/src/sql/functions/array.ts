import {
  arrayOf,
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

/** The angle between two vectors, as its cosine. */
function cosine(): readonly ScalarForm[] {
  return [scalar('(float[], float[]) float', (a = '', b = '') => `CAST(list_cosine_similarity(${a}, ${b}) AS FLOAT)`)]
}

/** The square of the distance of two vectors. */
function distance(): readonly ScalarForm[] {
  return [
    scalar(
      '(float[], float[]) float',
      (a = '', b = '') =>
        `CAST(list_sum(list_transform(list_zip(${a}, ${b}), lambda z: (z[1] - z[2]) * (z[1] - z[2]))) AS FLOAT)`,
    ),
  ]
}

/** Structs of the elements at one place; shorter arrays are filled up with NULL. */
function zipForm(): ScalarForm {
  return {
    signature: {
      parameters: ['array'],
      optional: 0,
      variadic: true,
      returns: (types) =>
        arrayOf({
          kind: 'struct',
          fields: types.map((type, index) => ({ name: `col${index + 1}`, type: elementDataType(type) })),
        }),
    },
    sql: (args) => {
      const fields = args.map((_, index) => `col${index + 1} := z[${index + 1}]`).join(', ')
      const zipped =
        args.length === 1 ? `list_transform(${args.join('')}, lambda x: row(x))` : `list_zip(${args.join(', ')})`
      return `CASE WHEN ${args.map((arg) => `${arg} IS NOT NULL`).join(' AND ')} THEN list_transform(${zipped}, lambda z: struct_pack(${fields})) END`
    },
  }
}

/** Functions over arrays that take no lambda. */
export const ARRAY_FUNCTIONS: FunctionTable = {
  all_match: [scalar('(boolean[]) boolean', (a = '') => `sr_all(${a})`)],
  any_match: [scalar('(boolean[]) boolean', (a = '') => `sr_any(${a})`)],
  array_append: [scalar('(T[], T) T[]', (a = '', x = '') => `list_append(${a}, ${x})`)],
  approx_cosine_similarity: cosine(),
  approx_l2_distance: distance(),
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
      '(boolean[]) bigint[]',
      (a = '') =>
        `list_transform(${a}, lambda x, i: CASE WHEN i = 1 THEN 0 ELSE CAST(x AS TINYINT) - CAST(${a}[i - 1] AS TINYINT) END)`,
    ),
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
      (a = '', s = '') => `sr_join(list_filter(${a}, lambda x: x IS NOT NULL), ${s})`,
    ),
    scalar(
      '(varchar[], varchar, varchar) varchar',
      (a = '', s = '', n = '') => `sr_join(list_transform(${a}, lambda x: coalesce(x, ${n})), ${s})`,
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
        `CASE WHEN ${n} IS NOT NULL AND ${x} IS NOT NULL THEN list_transform(range(greatest(${n}, 0)), lambda i: ${x}) END`,
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
  array_top_n: [
    scalar('(array, int) $1', (a = '', n = '') => `list_sort(${a}, 'DESC', 'NULLS LAST')[1:greatest(${n}, 0)]`),
  ],
  array_to_bitmap: [scalar('(bigint[]) bitmap', (a = '') => `sr_bitmap(list_filter(${a}, lambda x: x >= 0))`)],
  arrays_zip: [zipForm()],
  cosine_similarity: cosine(),
  cosine_similarity_norm: [
    scalar('(float[], float[]) float', (a = '', b = '') => `CAST(list_dot_product(${a}, ${b}) AS FLOAT)`),
  ],
  l2_distance: distance(),
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
    scalar('(map) int', (m = '') => `CAST(len(${m}) AS INTEGER)`),
  ],
  element_at: [
    typedScalar('(array, bigint) $1[]', ([a = '', i = '']) => `list_extract(${a}, ${i})`),
    typedScalar('(map, any) $1.value', ([m = '', k = '']) => `sr_map_get(${m}, ${k})`),
  ],
  map_concat: [scalar('(T...) T', (...args) => args.reduce((left, right) => `sr_map_concat(${left}, ${right})`))],
  map_from_arrays: [
    {
      signature: {
        parameters: ['array', 'array'],
        optional: 0,
        variadic: false,
        returns: ([k = BOOLEAN, v = DATE]) => ({ kind: 'map', key: elementDataType(k), value: elementDataType(v) }),
      },
      sql: ([k = '', v = '']) => `CASE WHEN ${k} IS NOT NULL AND ${v} IS NOT NULL THEN sr_map(${k}, ${v}) END`,
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
      sql: ([m = '']) => `sr_map_keys(${m})`,
    },
  ],
  map_entries: [
    {
      signature: {
        parameters: ['map'],
        optional: 0,
        variadic: false,
        returns: ([m = BOOLEAN]) =>
          m.kind === 'map'
            ? arrayOf({
                kind: 'struct',
                fields: [
                  { name: 'key', type: m.key },
                  { name: 'value', type: m.value },
                ],
              })
            : m,
      },
      sql: ([m = '']) => m,
    },
  ],
  map_size: [scalar('(map) int', (m = '') => `CAST(len(${m}) AS INTEGER)`)],
  map_values: [
    {
      signature: {
        parameters: ['map'],
        optional: 0,
        variadic: false,
        returns: ([m = BOOLEAN]) => (m.kind === 'map' ? { kind: 'array', element: m.value } : m),
      },
      sql: ([m = '']) => `list_transform(${m}, lambda e: e.value)`,
    },
  ],
  distinct_map_keys: [scalar('(map) $1', (m = '') => m)],
}

function elementDataType(type: SqlType): Exclude<SqlType, { kind: 'null' }> {
  const element = elementOf(type)
  return element.kind === 'null' ? BOOLEAN : element
}
