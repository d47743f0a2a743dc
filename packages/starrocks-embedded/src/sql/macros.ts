/** Days by the beginnings of their English names, as `next_day` takes them: 1 is Monday. */
const DAY_NUMBER = `CASE WHEN n IN ('Mo', 'Mon', 'Monday') THEN 1 WHEN n IN ('Tu', 'Tue', 'Tuesday') THEN 2 WHEN n IN ('We', 'Wed', 'Wednesday') THEN 3
  WHEN n IN ('Th', 'Thu', 'Thursday') THEN 4 WHEN n IN ('Fr', 'Fri', 'Friday') THEN 5 WHEN n IN ('Sa', 'Sat', 'Saturday') THEN 6 WHEN n IN ('Su', 'Sun', 'Sunday') THEN 7 END`

const UNITS = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
  'microsecond',
] as const

const CLOCK_UNITS: ReadonlySet<string> = new Set(['hour', 'minute', 'second', 'millisecond', 'microsecond'])

/** What the translated text calls that DuckDB does not have, as macros: name with parameters, and body; each uses only those before it. */
export const MACROS: readonly (readonly [string, string])[] = [
  ...UNITS.map((unit): readonly [string, string] => [
    `sr_add_${unit}(d, n)`,
    `CAST(d + to_${unit}s(CAST(n AS ${CLOCK_UNITS.has(unit) ? 'BIGINT' : 'INTEGER'})) AS TIMESTAMP)`,
  ]),
  ['sr_floating_text(x)', `regexp_replace(CAST(x AS VARCHAR), '\\.0$', '')`],
  [
    'sr_datetime_text(d)',
    `CASE WHEN microsecond(d) % 1000000 = 0 THEN strftime(d, '%Y-%m-%d %H:%M:%S') ELSE strftime(d, '%Y-%m-%d %H:%M:%S.%f') END`,
  ],
  [
    'sr_integer_text(s)',
    `CASE WHEN regexp_full_match(trim(s, e' \\t\\n\\r'), '[+-]?[0-9]+') THEN trim(s, e' \\t\\n\\r') END`,
  ],
  [
    'sr_text_to_boolean(s)',
    `CASE lower(s) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE ELSE TRY_CAST(s AS BIGINT) <> 0 END`,
  ],
  [
    'sr_to_datetime(s)',
    `CASE WHEN regexp_full_match(trim(s), '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ T][0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]{1,6})?)?)?')
      THEN coalesce(TRY_CAST(trim(s) AS TIMESTAMP), try_strptime(trim(s), ['%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f']))
      WHEN regexp_full_match(trim(s), '[0-9]{8}|[0-9]{14}') THEN try_strptime(trim(s), ['%Y%m%d', '%Y%m%d%H%M%S'])
      WHEN regexp_full_match(trim(s), '[0-9]{6}|[0-9]{12}') THEN try_strptime(trim(s), ['%y%m%d', '%y%m%d%H%M%S'])
      ELSE try_strptime(trim(s), ['%y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S.%fZ', '%Y-%m-%dT%H:%M:%SZ']) END`,
  ],
  ['sr_to_date(s)', 'CAST(sr_to_datetime(s) AS DATE)'],
  ['sr_local(n)', `CAST(timezone(current_setting('TimeZone'), to_timestamp(n)) AS TIMESTAMP)`],
  ['sr_local_micros(n)', `CAST(timezone(current_setting('TimeZone'), make_timestamptz(n)) AS TIMESTAMP)`],
  ['sr_unix(d)', `CAST(epoch(timezone(current_setting('TimeZone'), d)) AS BIGINT)`],
  ['sr_day_number(n)', DAY_NUMBER],
  ['sr_next_day(d, name)', 'CAST(d AS DATE) + CAST((sr_day_number(name) - isodow(d) + 6) % 7 + 1 AS INTEGER)'],
  ['sr_previous_day(d, name)', 'CAST(d AS DATE) - CAST((isodow(d) - sr_day_number(name) + 6) % 7 + 1 AS INTEGER)'],
  [
    'sr_week(d, mode)',
    `CASE WHEN mode IN (1, 3) THEN CAST(weekofyear(d) AS INTEGER) ELSE CAST(strftime(d, CASE WHEN mode % 2 = 1 THEN '%W' ELSE '%U' END) AS INTEGER) END`,
  ],
  [
    'sr_json_path(p)',
    `CASE WHEN regexp_full_match(p, '\\$([.]("[^"]*"|[^.\\[\\]"]+)|\\[([0-9]+|[*])\\])*') THEN p WHEN left(p, 1) = '$' THEN NULL WHEN regexp_full_match(p, '("[^"]*"|[^.\\[\\]"]+)([.]("[^"]*"|[^.\\[\\]"]+)|\\[([0-9]+|[*])\\])*') THEN '$.' || p WHEN left(p, 1) = '[' THEN '$' || p END`,
  ],
  ['sr_json_query(j, p)', 'TRY(json_extract(j, sr_json_path(p)))'],
  [
    'sr_json_text(j)',
    `CASE json_type(j) WHEN 'NULL' THEN NULL WHEN 'VARCHAR' THEN json_extract_string(j, '$') WHEN 'OBJECT' THEN sr_json_spaced(CAST(j AS VARCHAR)) WHEN 'ARRAY' THEN sr_json_spaced(CAST(j AS VARCHAR)) ELSE CAST(j AS VARCHAR) END`,
  ],
  [
    'sr_cast_json(s)',
    `CASE WHEN left(ltrim(s), 1) IN ('{', '[', '"') THEN TRY_CAST(s AS JSON) ELSE coalesce(TRY_CAST(s AS JSON), to_json(s)) END`,
  ],
  [
    'sr_json_length(j)',
    `CAST(CASE json_type(j) WHEN 'ARRAY' THEN json_array_length(j) WHEN 'OBJECT' THEN len(json_keys(j)) ELSE CASE WHEN j IS NOT NULL THEN 1 END END AS INTEGER)`,
  ],
  [
    'sr_substring(s, p, n)',
    `CASE WHEN p = 0 OR n <= 0 OR abs(p) > length(s) THEN CASE WHEN s IS NULL OR p IS NULL OR n IS NULL THEN NULL ELSE '' END ELSE substring(s, CASE WHEN p < 0 THEN length(s) + p + 1 ELSE p END, n) END`,
  ],
  [
    'sr_lpad(s, n, p)',
    `CASE WHEN n < 0 THEN NULL WHEN length(s) >= n THEN left(s, n) WHEN p = '' THEN s ELSE lpad(s, n, p) END`,
  ],
  [
    'sr_rpad(s, n, p)',
    `CASE WHEN n < 0 THEN NULL WHEN length(s) >= n THEN left(s, n) WHEN p = '' THEN s ELSE rpad(s, n, p) END`,
  ],
  [
    'sr_locate(t, s, n)',
    `CASE WHEN n <= 0 THEN 0 WHEN instr(substring(s, n), t) = 0 THEN 0 ELSE instr(substring(s, n), t) + n - 1 END`,
  ],
  [
    'sr_strpos(s, t, n)',
    `CASE WHEN n = 0 THEN 0 WHEN t = '' THEN CASE WHEN n > 0 THEN 1 ELSE length(s) + 1 END WHEN len(string_split(s, t)) - 1 < abs(n) THEN CASE WHEN s IS NULL THEN NULL ELSE 0 END
      WHEN n > 0 THEN length(array_to_string(string_split(s, t)[1:n], t)) + 1
      ELSE length(array_to_string(string_split(s, t)[1:(len(string_split(s, t)) + n)], t)) + 1 END`,
  ],
  [
    'sr_split_part(s, d, n)',
    `CASE WHEN n = 0 THEN NULL WHEN d = '' THEN CASE WHEN n > 0 AND n <= length(s) THEN substring(s, n, 1) END WHEN abs(n) > len(string_split(s, d)) THEN NULL ELSE list_extract(string_split(s, d), n) END`,
  ],
  [
    'sr_substring_index(s, d, n)',
    `CASE WHEN n = 0 OR d = '' THEN CASE WHEN n = 0 THEN '' ELSE s END WHEN n > 0 THEN array_to_string(string_split(s, d)[1:n], d) ELSE array_to_string(string_split(s, d)[greatest(len(string_split(s, d)) + n + 1, 1):], d) END`,
  ],
  [
    'sr_map(k, v)',
    `map_from_entries(list_transform(list_filter(list_zip(k, v, range(len(k))), lambda e: list_position(list_reverse(k), e[1]) IS NULL OR len(k) - list_position(list_reverse(k), e[1]) = e[3]), lambda e: {'k': e[1], 'v': e[2]}))`,
  ],
  [
    'sr_str_to_map(s, d, e)',
    `sr_map(list_transform(string_split(s, d), lambda x: string_split(x, e)[1]), list_transform(string_split(s, d), lambda x: CASE WHEN contains(x, e) THEN substring(x, instr(x, e) + length(e)) END))`,
  ],
  [
    'sr_parse_url(u, part)',
    `CASE part WHEN 'PROTOCOL' THEN nullif(regexp_extract(u, '^([a-zA-Z][a-zA-Z0-9+.-]*):', 1), '') WHEN 'HOST' THEN nullif(regexp_extract(u, '^[a-zA-Z]+://(?:[^/@]*@)?([^/:?#]+)', 1), '')
      WHEN 'PORT' THEN nullif(regexp_extract(u, '^[a-zA-Z]+://[^/:?#]+:([0-9]+)', 1), '') WHEN 'PATH' THEN regexp_extract(u, '^[a-zA-Z]+://[^/?#]*([^?#]*)', 1)
      WHEN 'QUERY' THEN nullif(regexp_extract(u, '[?]([^#]*)', 1), '') WHEN 'REF' THEN nullif(regexp_extract(u, '#(.*)$', 1), '')
      WHEN 'FILE' THEN regexp_extract(u, '^[a-zA-Z]+://[^/?#]*([^#]*)', 1) WHEN 'AUTHORITY' THEN nullif(regexp_extract(u, '^[a-zA-Z]+://([^/?#]*)', 1), '')
      WHEN 'USERINFO' THEN nullif(regexp_extract(u, '^[a-zA-Z]+://([^/@?#]*)@', 1), '') END`,
  ],
  [
    'sr_url_parameter(u, n)',
    `list_extract(list_transform(list_filter(string_split(sr_parse_url(u, 'QUERY'), '&'), lambda x: split_part(x, '=', 1) = n), lambda x: url_decode(substring(x, instr(x, '=') + 1))), 1)`,
  ],
  ['sr_pow(a, b)', 'CASE WHEN a < 0 AND b <> trunc(b) THEN NULL WHEN a = 0 AND b < 0 THEN NULL ELSE pow(a, b) END'],
  ['sr_round_decimal(x, n)', 'round(x, n)'],
  [
    'sr_session_number(l, gap)',
    `CASE WHEN gap IS NOT NULL AND l[-1] IS NOT NULL THEN 1 + len(list_filter(l, lambda x, i: i > 1 AND x - l[i - 1] > gap)) END`,
  ],
  [
    'sr_grams(h, n)',
    `CASE WHEN len(h) >= 2 * n THEN list_transform(range(1, CAST(len(h) - 2 * n + 2 AS BIGINT), 2), lambda i: substr(h, i, 2 * n)) ELSE [] END`,
  ],
  [
    // How many of the needle's grams the haystack has too; the server computes in FLOAT.
    'sr_gram_share(found, needle)',
    `CASE WHEN len(needle) = 0 THEN CAST(0 AS DOUBLE) ELSE CAST(CAST(1 AS FLOAT) - CAST(len(needle) - coalesce(list_sum(list_transform(list_distinct(needle), lambda g: least(len(list_filter(needle, lambda x: x = g)), len(list_filter(found, lambda x: x = g))))), 0) AS FLOAT) / CAST(len(needle) AS FLOAT) AS DOUBLE) END`,
  ],
  ['sr_ngram_search(haystack, needle, n)', 'sr_gram_share(sr_grams(hex(haystack), n), sr_grams(hex(needle), n))'],
  [
    // x stands in it once: operators nest.
    'sr_wrap_bigint(x)',
    `CAST(((x + CAST('9223372036854775808' AS HUGEINT)) % CAST('18446744073709551616' AS HUGEINT) + CAST('18446744073709551616' AS HUGEINT)) % CAST('18446744073709551616' AS HUGEINT) - CAST('9223372036854775808' AS HUGEINT) AS BIGINT)`,
  ],
  [
    'sr_wrap(x, bits)',
    `CASE WHEN (x & ((CAST(1 AS HUGEINT) << CAST(bits AS HUGEINT)) - 1)) >= (CAST(1 AS HUGEINT) << CAST(bits - 1 AS HUGEINT)) THEN (x & ((CAST(1 AS HUGEINT) << CAST(bits AS HUGEINT)) - 1)) - (CAST(1 AS HUGEINT) << CAST(bits AS HUGEINT)) ELSE (x & ((CAST(1 AS HUGEINT) << CAST(bits AS HUGEINT)) - 1)) END`,
  ],
  [
    'sr_shift_left(x, n, bits)',
    'sr_wrap((x & ((CAST(1 AS HUGEINT) << CAST(bits - n AS HUGEINT)) - 1)) << CAST(n AS HUGEINT), bits)',
  ],
  [
    'sr_shift_right(x, n, bits)',
    'CASE WHEN x >= 0 THEN x >> CAST(n AS HUGEINT) ELSE -((-x - 1) >> CAST(n AS HUGEINT)) - 1 END',
  ],
  [
    'sr_shift_right_logical(x, n, bits)',
    'sr_wrap((x & ((CAST(1 AS HUGEINT) << CAST(bits AS HUGEINT)) - 1)) >> CAST(n AS HUGEINT), bits)',
  ],
  [
    'sr_map_agg(l)',
    `map_from_entries(list_filter(l, lambda e, i: e IS NOT NULL AND list_position(list_transform(l, lambda x: x.k), e.k) = i))`,
  ],
  [
    'sr_list_distinct(a)',
    `list_filter(a, lambda x, i: CASE WHEN x IS NULL THEN len(list_filter(a[1:i], lambda y: y IS NULL)) = 1 ELSE list_position(a, x) = i END)`,
  ],
  [
    'sr_list_contains(a, x)',
    `CASE WHEN a IS NULL THEN NULL WHEN x IS NULL THEN len(list_filter(a, lambda y: y IS NULL)) > 0 ELSE coalesce(list_contains(a, x), FALSE) END`,
  ],
  [
    'sr_list_contains_all(a, b)',
    `CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN len(list_filter(b, lambda x: NOT coalesce(CASE WHEN x IS NULL THEN len(list_filter(a, lambda y: y IS NULL)) > 0 ELSE list_contains(a, x) END, FALSE))) = 0 END`,
  ],
  [
    'sr_list_contains_seq(a, b)',
    `CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN len(b) = 0 OR len(list_filter(range(1, len(a) - len(b) + 2), lambda i: a[i:(i + len(b) - 1)] IS NOT DISTINCT FROM b)) > 0 END`,
  ],
  [
    'sr_list_overlap(a, b)',
    `CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN len(list_filter(b, lambda x: coalesce(CASE WHEN x IS NULL THEN len(list_filter(a, lambda y: y IS NULL)) > 0 ELSE list_contains(a, x) END, FALSE))) > 0 END`,
  ],
  [
    'sr_list_intersect(a, b)',
    `sr_list_distinct(list_filter(a, lambda x: coalesce(CASE WHEN x IS NULL THEN len(list_filter(b, lambda y: y IS NULL)) > 0 ELSE list_contains(b, x) END, FALSE)))`,
  ],
  [
    'sr_list_position(a, x)',
    `CAST(CASE WHEN a IS NULL THEN NULL WHEN x IS NULL THEN coalesce(list_position(list_transform(a, lambda y: y IS NULL), TRUE), 0) ELSE coalesce(list_position(a, x), 0) END AS INTEGER)`,
  ],
  [
    'sr_list_slice(a, p, n)',
    `CASE WHEN p = 0 OR n <= 0 THEN a[1:0] WHEN p > 0 THEN a[p:(p + least(n, len(a)) - 1)] WHEN len(a) + p < 0 THEN a[1:(len(a) + p + least(n, len(a)))] ELSE a[(len(a) + p + 1):(len(a) + p + least(n, len(a)))] END`,
  ],
  [
    'sr_filter_by(a, f)',
    `CASE WHEN f IS NULL THEN list_filter(a, lambda x: FALSE) ELSE list_filter(a, lambda x, i: coalesce(f[i], FALSE)) END`,
  ],
  [
    'sr_sort_by(a, k)',
    `CASE WHEN k IS NULL THEN a ELSE list_transform(list_grade_up(k, 'ASC', 'NULLS FIRST'), lambda i: a[i]) END`,
  ],
  [
    'sr_any(a)',
    `CASE WHEN a IS NULL THEN NULL WHEN len(list_filter(a, lambda x: x)) > 0 THEN TRUE WHEN len(list_filter(a, lambda x: x IS NULL)) > 0 THEN NULL ELSE FALSE END`,
  ],
  [
    'sr_all(a)',
    `CASE WHEN a IS NULL THEN NULL WHEN len(list_filter(a, lambda x: NOT x)) > 0 THEN FALSE WHEN len(list_filter(a, lambda x: x IS NULL)) > 0 THEN NULL ELSE TRUE END`,
  ],
  ['sr_bitmap(a)', `list_sort(list_distinct(list_filter(CAST(a AS UBIGINT[]), lambda x: x IS NOT NULL)))`],
  [
    'sr_top_k(l, k)',
    `list_transform(list_sort(list_transform(sr_list_distinct(l), lambda x: {'n': len(list_filter(l, lambda y: y IS NOT DISTINCT FROM x)), 'x': x}), 'DESC')[1:k], lambda e: {'item': e.x, 'count': e.n})`,
  ],
]
