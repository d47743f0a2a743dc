import { scalar, typedScalar, type FunctionTable } from './function.ts'

/** Conditions, hashes, bitmaps and sketches, and what remains. */
export const CONTROL_FUNCTIONS: FunctionTable = {
  assert_true: [
    scalar(
      '(boolean, varchar?) boolean',
      (c = '', m = "'assert_true failed due to false value'") =>
        `CASE WHEN ${c} THEN TRUE ELSE error('sr:' || ${m}) END`,
    ),
  ],
  bitmap_and: [scalar('(bitmap, bitmap) bitmap', (a = '', b = '') => `sr_bitmap(list_intersect(${a}, ${b}))`)],
  bitmap_andnot: [
    scalar('(bitmap, bitmap) bitmap', (a = '', b = '') => `list_filter(${a}, lambda x: NOT list_contains(${b}, x))`),
  ],
  bitmap_contains: [
    scalar('(bitmap, bigint) boolean', (a = '', x = '') => `list_contains(${a}, CAST(${x} AS UBIGINT))`),
  ],
  bitmap_count: [scalar('(bitmap) bigint', (a = '') => `coalesce(len(${a}), 0)`)],
  bitmap_empty: [scalar('() bitmap', () => 'CAST([] AS UBIGINT[])')],
  bitmap_from_string: [
    scalar(
      '(varchar) bitmap',
      (s = '') => `sr_bitmap(TRY(list_transform(string_split(${s}, ','), lambda x: CAST(trim(x) AS UBIGINT))))`,
    ),
  ],
  bitmap_has_any: [scalar('(bitmap, bitmap) boolean', (a = '', b = '') => `list_has_any(${a}, ${b})`)],
  bitmap_hash64: [
    scalar(
      '(varchar) bitmap',
      (s = '') =>
        `CASE WHEN ${s} IS NULL THEN CAST([] AS UBIGINT[]) ELSE [CAST((CAST(sr_xxh3(${s}, 0) AS HUGEINT) + 18446744073709551616) % 18446744073709551616 AS UBIGINT)] END`,
    ),
  ],
  bitmap_hash: [
    scalar(
      '(varchar) bitmap',
      (s = '') =>
        `CASE WHEN ${s} IS NULL THEN CAST([] AS UBIGINT[]) ELSE [CAST((CAST(sr_murmur(${s}, 104729) AS BIGINT) + 4294967296) % 4294967296 AS UBIGINT)] END`,
    ),
  ],
  bitmap_max: [scalar('(bitmap) largeint', (a = '') => `CAST(list_max(${a}) AS HUGEINT)`)],
  bitmap_min: [scalar('(bitmap) largeint', (a = '') => `CAST(list_min(${a}) AS HUGEINT)`)],
  bitmap_or: [scalar('(bitmap, bitmap) bitmap', (a = '', b = '') => `sr_bitmap(list_concat(${a}, ${b}))`)],
  bitmap_remove: [scalar('(bitmap, bigint) bitmap', (a = '', x = '') => `list_filter(${a}, lambda y: y <> ${x})`)],
  bitmap_subset_in_range: [
    scalar(
      '(bitmap, bigint, bigint) bitmap',
      (a = '', start = '', end = '') => `sr_nonempty(list_filter(${a}, lambda x: x >= ${start} AND x < ${end}))`,
    ),
  ],
  bitmap_subset_limit: [
    scalar(
      '(bitmap, bigint, bigint) bitmap',
      (a = '', start = '', n = '') =>
        `sr_nonempty(CASE WHEN ${n} > 0 THEN list_filter(${a}, lambda x: x >= ${start})[1:${n}] WHEN ${n} < 0 THEN list_filter(${a}, lambda x: x <= ${start})[${n}:] END)`,
    ),
  ],
  bitmap_to_array: [scalar('(bitmap) bigint[]', (a = '') => `CAST(${a} AS BIGINT[])`)],
  bitmap_to_string: [scalar('(bitmap) varchar', (a = '') => `array_to_string(${a}, ',')`)],
  bitmap_xor: [
    scalar(
      '(bitmap, bitmap) bitmap',
      (a = '', b = '') =>
        `sr_bitmap(list_concat(list_filter(${a}, lambda x: NOT list_contains(${b}, x)), list_filter(${b}, lambda x: NOT list_contains(${a}, x))))`,
    ),
  ],
  coalesce: [scalar('(T...) T', (...args) => `coalesce(${args.join(', ')})`)],
  hll_cardinality: [scalar('(hll) bigint', (h = '') => `coalesce(len(${h}), 0)`)],
  hll_empty: [scalar('() hll', () => 'CAST([] AS UBIGINT[])')],
  hll_hash: [
    scalar('(varchar) hll', (s = '') => `CASE WHEN ${s} IS NULL THEN CAST([] AS UBIGINT[]) ELSE [hash(${s})] END`),
  ],
  host_name: [scalar('() varchar', () => "'localhost'")],
  if: [scalar('(boolean, T, T) T', (c = '', a = '', b = '') => `CASE WHEN ${c} THEN ${a} ELSE ${b} END`)],
  ifnull: [scalar('(T, T) T', (a = '', b = '') => `coalesce(${a}, ${b})`)],
  isnotnull: [scalar('(any) boolean', (x = '') => `(${x} IS NOT NULL)`)],
  isnull: [scalar('(any) boolean', (x = '') => `(${x} IS NULL)`)],
  murmur_hash3_32: [
    scalar('(varchar...) int', (...args) => args.reduce((seed, arg) => `sr_murmur(${arg}, ${seed})`, '104729')),
  ],
  nullif: [scalar('(T, T) T', (a = '', b = '') => `nullif(${a}, ${b})`)],
  nvl: [scalar('(T, T) T', (a = '', b = '') => `coalesce(${a}, ${b})`)],
  percentile_empty: [scalar('() percentile', () => 'CAST([] AS DOUBLE[])')],
  percentile_hash: [scalar('(double) percentile', (x = '') => `[${x}]`)],
  percentile_approx_raw: [
    scalar('(percentile, double) double', (p = '', q = '') => `list_aggregate(${p}, 'quantile_cont', ${q})`),
  ],
  sleep: [typedScalar('(int) boolean', ([n = '']) => `CASE WHEN ${n} IS NOT NULL THEN TRUE END`)],
  sub_bitmap: [
    scalar('(bitmap, bigint, bigint) bitmap', (a = '', start = '', n = '') => `sr_sub_bitmap(${a}, ${start}, ${n})`),
  ],
  to_bitmap: [
    scalar(
      '(varchar) bitmap',
      (s = '') => `CASE WHEN TRY_CAST(${s} AS UBIGINT) IS NOT NULL THEN [TRY_CAST(${s} AS UBIGINT)] END`,
    ),
  ],
  typeof: [typedScalar('(any) varchar', (_args, [type]) => `'${typeName(type)}'`)],
  uuid: [scalar('() varchar', () => 'CAST(uuid() AS VARCHAR)')],
  uuid_numeric: [
    scalar('() largeint', () => "CAST(('0x' || replace(substring(CAST(uuid() AS VARCHAR), 5), '-', '')) AS HUGEINT)"),
  ],
  xx_hash3_128: [scalar('(varchar...) largeint', (...args) => `CAST(sr_xxh3_wide(${args.join(' || ')}) AS HUGEINT)`)],
  xx_hash3_64: [
    scalar('(varchar...) bigint', (...args) => args.reduce((seed, arg) => `sr_xxh3(${arg}, ${seed})`, '0')),
  ],
}

function typeName(type: { readonly kind: string; readonly name?: unknown } | undefined): string {
  if (type === undefined) return 'null_type'
  return type.kind === 'simple' ? String(type.name) : type.kind
}
