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
  [
    'sr_in_clock(d)',
    "CASE WHEN d >= TIMESTAMP '0000-01-01 00:00:00' AND d < TIMESTAMP '10000-01-01 00:00:00' THEN d END",
  ],
  ...UNITS.map((unit): readonly [string, string] => [
    `sr_add_${unit}(d, n)`,
    `sr_in_clock(CAST(d + to_${unit}s(CAST(n AS ${CLOCK_UNITS.has(unit) ? 'BIGINT' : 'INTEGER'})) AS TIMESTAMP))`,
  ]),
  ['sr_big_fit(x, low, high)', 'CASE WHEN x < high AND x > low THEN x END'],
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
    // The usual forms are read by DuckDB, all others as the server reads them.
    'sr_to_datetime(s)',
    `CASE WHEN regexp_full_match(s, '[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?)?') THEN TRY_CAST(s AS TIMESTAMP) ELSE make_timestamp(sr_cast_datetime(s)) END`,
  ],
  ['sr_to_date(s)', 'CAST(sr_to_datetime(s) AS DATE)'],
  ['sr_local(n)', `CAST(timezone(current_setting('TimeZone'), to_timestamp(n)) AS TIMESTAMP)`],
  ['sr_local_micros(n)', `CAST(timezone(current_setting('TimeZone'), make_timestamptz(n)) AS TIMESTAMP)`],
  [
    'sr_fixed_offset(z)',
    `CASE WHEN regexp_full_match(z, '[+-][0-9]{1,2}:[0-9]{2}') THEN to_minutes(CASE WHEN left(z, 1) = '-' THEN -1 ELSE 1 END * (CAST(regexp_extract(z, '[0-9]+') AS BIGINT) * 60 + CAST(right(z, 2) AS BIGINT))) END`,
  ],
  // From the clock of a zone to UTC and back. What is no zone gives NULL.
  [
    'sr_from_zone(d, z)',
    `CASE WHEN sr_fixed_offset(z) IS NOT NULL THEN CAST(d - sr_fixed_offset(z) AS TIMESTAMP) ELSE TRY(timezone('UTC', timezone(CASE WHEN sr_fixed_offset(z) IS NULL THEN z END, d))) END`,
  ],
  [
    'sr_to_zone(d, z)',
    `CASE WHEN sr_fixed_offset(z) IS NOT NULL THEN CAST(d + sr_fixed_offset(z) AS TIMESTAMP) ELSE TRY(timezone(CASE WHEN sr_fixed_offset(z) IS NULL THEN z END, timezone('UTC', d))) END`,
  ],
  ['sr_unix(d)', `CAST(epoch(timezone(current_setting('TimeZone'), d)) AS BIGINT)`],
  // The calendar of the server ends with the year 9999.
  ['sr_in_calendar(d)', "CASE WHEN d BETWEEN DATE '0000-01-01' AND DATE '9999-12-31' THEN d END"],
  [
    'sr_day_number(n, f)',
    `CASE WHEN n IS NULL THEN NULL WHEN ${DAY_NUMBER} IS NULL THEN error('sr:Expr evaluate meet error: ' || n || ' not supported in ' || f || ' dow_string') ELSE ${DAY_NUMBER} END`,
  ],
  [
    'sr_next_day(d, name)',
    "CAST(d AS DATE) + CAST((sr_day_number(name, 'next_day') - isodow(d) + 6) % 7 + 1 AS INTEGER)",
  ],
  [
    'sr_previous_day(d, name)',
    "CAST(d AS DATE) - CAST((isodow(d) - sr_day_number(name, 'previous_day') + 6) % 7 + 1 AS INTEGER)",
  ],
  // The separator may come from a row, which DuckDB's own function does not take.
  ['sr_join(l, d)', "list_reduce(CASE WHEN len(l) = 0 THEN [''] ELSE l END, lambda a, b: a || d || b)"],
  // Whole characters only.
  ['sr_left_bytes(s, n)', 'CASE WHEN strlen(s) <= n THEN s ELSE sr_cut(s, CAST(n AS INTEGER)) END'],
  ['sr_upper(s)', 'CASE WHEN strlen(s) = length(s) THEN upper(s) ELSE sr_unicode_upper(s) END'],
  ['sr_lower(s)', 'CASE WHEN strlen(s) = length(s) THEN lower(s) ELSE sr_unicode_lower(s) END'],
  [
    'sr_format_bytes(n)',
    `CASE WHEN n < 0 THEN NULL WHEN n < 1024 THEN format('{} B', n) ELSE format('{:.2f} {}', n / pow(1024, least(floor(log(n) / log(1024)), 6)), ['KB', 'MB', 'GB', 'TB', 'PB', 'EB'][CAST(least(floor(log(n) / log(1024)), 6) AS INTEGER)]) END`,
  ],
  [
    'sr_hex_number(h)',
    `list_reduce(list_transform(string_split(h, ''), lambda c: CAST(instr('0123456789abcdef', c) - 1 AS UHUGEINT)), lambda a, b: a * 16 + b)`,
  ],
  ['sr_sm3_spaced(s)', `regexp_replace(sr_sm3(s), '(.{8})(?=.)', '\\1 ', 'g')`],
  [
    // A pattern of a row that is none gives NULL; DuckDB itself refuses a constant one.
    'sr_regex(p)',
    `CASE WHEN TRY(regexp_matches('', p)) IS NOT NULL THEN p END`,
  ],
  [
    'sr_regexp_split(s, p, n)',
    `CASE WHEN n <= 0 THEN regexp_split_to_array(s, p) ELSE list_concat(regexp_split_to_array(s, p)[1:n - 1], [substring(s, 1 + length(array_to_string(list_transform(list_zip(regexp_split_to_array(s, p)[1:n - 1], regexp_extract_all(s, p)[1:n - 1]), lambda z: z[1] || z[2]), '')))]) END`,
  ],
  [
    'sr_regexp_position(s, p, start, occurrence)',
    `CASE WHEN start < 1 OR occurrence < 1 THEN NULL WHEN len(regexp_extract_all(substring(s, start), p)) < occurrence THEN -1 ELSE CAST(start + length(array_to_string(list_transform(list_zip(regexp_split_to_array(substring(s, start), p)[1:occurrence], list_concat(regexp_extract_all(substring(s, start), p)[1:occurrence - 1], [''])), lambda z: z[1] || z[2]), '')) AS INTEGER) END`,
  ],
  [
    'sr_week(d, mode)',
    `sr_year_week(CAST(date_diff('day', DATE '1970-01-01', CAST(d AS DATE)) AS INTEGER), mode) % 100`,
  ],
  [
    'sr_json_path(p)',
    `CASE WHEN regexp_full_match(p, '\\$([.]("[^"]*"|[^.\\[\\]"]+)|\\[([0-9]+|[*])\\])*') THEN p WHEN left(p, 1) = '$' THEN NULL WHEN regexp_full_match(p, '("[^"]*"|[^.\\[\\]"]+)([.]("[^"]*"|[^.\\[\\]"]+)|\\[([0-9]+|[*])\\])*') THEN '$.' || p WHEN left(p, 1) = '[' THEN '$' || p END`,
  ],
  // A null of JSON is NULL.
  ['sr_json_query(j, p)', "nullif(TRY(json_extract(j, sr_json_path(p))), CAST('null' AS JSON))"],
  [
    'sr_json_text(j)',
    `CASE json_type(j) WHEN 'NULL' THEN NULL WHEN 'VARCHAR' THEN json_extract_string(j, '$') WHEN 'OBJECT' THEN sr_json_spaced(CAST(j AS VARCHAR)) WHEN 'ARRAY' THEN sr_json_spaced(CAST(j AS VARCHAR)) ELSE CAST(j AS VARCHAR) END`,
  ],
  [
    // What can be the name of a field.
    'sr_json_key(j)',
    `CASE json_type(j) WHEN 'VARCHAR' THEN nullif(json_extract_string(j, '$'), '') END`,
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
      WHEN n > 0 THEN length(sr_join(string_split(s, t)[1:n], t)) + 1
      ELSE length(sr_join(string_split(s, t)[1:(len(string_split(s, t)) + n)], t)) + 1 END`,
  ],
  [
    'sr_split_part(s, d, n)',
    `CASE WHEN n = 0 THEN NULL WHEN d = '' THEN CASE WHEN n > 0 AND n <= length(s) THEN substring(s, n, 1) END WHEN n < 0 AND -n <= len(string_split(s, d)) THEN reverse(string_split(reverse(s), reverse(d))[-n]) WHEN abs(n) > len(string_split(s, d)) THEN NULL ELSE list_extract(string_split(s, d), n) END`,
  ],
  [
    'sr_substring_index(s, d, n)',
    `CASE WHEN n = 0 OR d = '' THEN CASE WHEN n = 0 THEN NULL ELSE s END WHEN n > 0 THEN sr_join(string_split(s, d)[1:n], d) ELSE sr_join(string_split(s, d)[greatest(len(string_split(s, d)) + n + 1, 1):], d) END`,
  ],
  [
    'sr_list_position(a, x)',
    `CAST(CASE WHEN a IS NULL THEN NULL WHEN x IS NULL THEN coalesce(list_position(list_transform(a, lambda y: y IS NULL), TRUE), 0) ELSE coalesce(list_position(a, x), 0) END AS INTEGER)`,
  ],
  [
    // Of equal keys the last one counts.
    'sr_map(k, v)',
    `list_transform(list_filter(list_zip(k, v, range(len(k))), lambda e: len(k) - sr_list_position(list_reverse(k), e[1]) = e[3]), lambda e: {'key': e[1], 'value': e[2]})`,
  ],
  ['sr_map_keys(m)', 'list_transform(m, lambda e: e.key)'],
  ['sr_map_get(m, k)', 'list_transform(list_filter(m, lambda e: e.key IS NOT DISTINCT FROM k), lambda e: e.value)[1]'],
  [
    'sr_map_sorted(m)',
    `CASE WHEN m IS NOT NULL THEN list_concat(list_filter(m, lambda e: e.key IS NULL), list_sort(list_filter(m, lambda e: e.key IS NOT NULL))) END`,
  ],
  [
    // What the later map has stands first, and counts.
    'sr_map_concat(a, b)',
    `CASE WHEN a IS NULL THEN b WHEN b IS NULL THEN a ELSE list_concat(b, list_filter(a, lambda e: sr_list_position(sr_map_keys(b), e.key) = 0)) END`,
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
    `list_extract(list_transform(list_filter(string_split(CASE WHEN NOT contains(u, ' ') THEN sr_parse_url(u, 'QUERY') END, '&'), lambda x: split_part(x, '=', 1) = n), lambda x: CASE WHEN contains(x, '=') THEN url_decode(substring(x, instr(x, '=') + 1)) ELSE '' END), 1)`,
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
    `list_filter(l, lambda e, i: e IS NOT NULL AND list_position(list_transform(l, lambda x: x.key), e.key) = i)`,
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
    'sr_list_slice(a, p, n)',
    `CASE WHEN p = 0 OR n <= 0 THEN a[1:0] WHEN p > 0 THEN a[p:(p + least(n, len(a)) - 1)] WHEN len(a) + p < 0 THEN a[1:(len(a) + p + least(n, len(a)))] ELSE a[(len(a) + p + 1):(len(a) + p + least(n, len(a)))] END`,
  ],
  [
    'sr_filter_by(a, f)',
    `CASE WHEN f IS NULL THEN list_filter(a, lambda x: FALSE) ELSE list_filter(a, lambda x, i: coalesce(f[i], FALSE)) END`,
  ],
  [
    'sr_sort_by(a, k)',
    `CASE WHEN a IS NULL THEN NULL WHEN k IS NULL THEN a WHEN len(a) <> len(k) THEN error('sr:Expr evaluate meet error: Input arrays'' size are not equal in array_sortby.') ELSE list_transform(list_grade_up(k, 'ASC', 'NULLS FIRST'), lambda i: a[i]) END`,
  ],
  [
    'sr_any(a)',
    `CASE WHEN a IS NULL THEN NULL WHEN len(list_filter(a, lambda x: x)) > 0 THEN TRUE WHEN len(list_filter(a, lambda x: x IS NULL)) > 0 THEN NULL ELSE FALSE END`,
  ],
  [
    'sr_all(a)',
    `CASE WHEN a IS NULL THEN NULL WHEN len(list_filter(a, lambda x: NOT x)) > 0 THEN FALSE WHEN len(list_filter(a, lambda x: x IS NULL)) > 0 THEN NULL ELSE TRUE END`,
  ],
  [
    // Between two values by their distance.
    'sr_percentile_cont(l, q)',
    `CASE WHEN q < 0 OR q > 1 THEN error('sr:Percentile rate must be between 0 and 1') ELSE list_transform([(len(l) - 1) * q], lambda u: l[CAST(floor(u) AS BIGINT) + 1] + (u - floor(u)) * (l[CAST(ceil(u) AS BIGINT) + 1] - l[CAST(floor(u) AS BIGINT) + 1]))[1] END`,
  ],
  [
    'sr_percentile_disc(l, q)',
    `CASE WHEN q < 0 OR q > 1 THEN error('sr:Percentile rate must be between 0 and 1') ELSE l[CAST(ceil((len(l) - 1) * q) AS BIGINT) + 1] END`,
  ],
  [
    // The first value at which the weights add up to the share.
    'sr_weighted(l, q)',
    `list_transform([list_sort(list_filter(l, lambda e: e IS NOT NULL))], lambda s: list_filter(s, lambda e, i: list_sum(list_transform(s[1:i], lambda x: x.w)) >= q * list_sum(list_transform(s, lambda x: x.w)))[1].x)[1]`,
  ],
  [
    'sr_retention(l)',
    `list_transform(range(1, coalesce(list_max(list_transform(l, lambda c: len(c))), 0) + 1), lambda i: len(list_filter(l, lambda c: c[1])) > 0 AND len(list_filter(l, lambda c: c[i])) > 0)`,
  ],
  [
    'sr_funnel(w, m, n, s)',
    `sr_window_funnel(w, m, CAST(n AS INTEGER), list_transform(s, lambda e: CAST(e.t AS BIGINT)), list_transform(s, lambda e: CAST(e.l AS BIGINT)))`,
  ],
  ['sr_nonempty(a)', 'CASE WHEN len(a) > 0 THEN a END'],
  [
    'sr_sub_bitmap(a, start, n)',
    `CASE WHEN n > 0 THEN sr_nonempty(CASE WHEN start >= 0 THEN a[start + 1:start + n] WHEN len(a) + start >= 0 THEN a[len(a) + start + 1:len(a) + start + n] END) END`,
  ],
  ['sr_bitmap(a)', `list_sort(list_distinct(list_filter(CAST(a AS UBIGINT[]), lambda x: x IS NOT NULL)))`],
  [
    'sr_top_k(l, k)',
    `list_transform(list_sort(list_transform(sr_list_distinct(l), lambda x: {'n': len(list_filter(l, lambda y: y IS NOT DISTINCT FROM x)), 'x': x}), 'DESC')[1:k], lambda e: {'item': e.x, 'count': e.n})`,
  ],
]
