import { mapOf, VARCHAR } from '../types/sql-type.ts'
import { scalar, typedScalar, type FunctionTable, type ScalarForm } from './function.ts'
import { signature } from './signature.ts'

const q = (pattern: string): string => `'${pattern}'`

/** Encrypted text is bytes: the vector and the mode may be left out, the default mode needs no vector. */
function aes(direction: 'encrypt' | 'decrypt'): readonly ScalarForm[] {
  const body =
    (bytes: (text: string) => string) =>
    (s = '', key = '', vector = 'NULL', mode = 'NULL', associated = 'NULL'): string => {
      const done = `sr_aes_${direction}(${bytes(s)}, encode(${key}), encode(coalesce(${vector}, '')), coalesce(${mode}, 'AES_128_ECB'), encode(coalesce(${associated}, '')))`
      return direction === 'decrypt' ? `TRY(decode(${done}))` : done
    }
  const result = direction === 'decrypt' ? 'varchar' : 'varbinary'
  return [
    scalar(
      `(varbinary, varchar, varchar?, varchar?, varchar?) ${result}`,
      body((bytes) => bytes),
    ),
    scalar(
      `(varchar, varchar, varchar?, varchar?, varchar?) ${result}`,
      body((text) => `encode(${text})`),
    ),
  ]
}

/** Functions over text. */
export const STRING_FUNCTIONS: FunctionTable = {
  aes_decrypt: aes('decrypt'),
  aes_encrypt: aes('encrypt'),
  append_trailing_char_if_absent: [
    scalar(
      '(varchar, varchar) varchar',
      (s = '', c = '') =>
        `CASE WHEN length(${c}) <> 1 THEN NULL WHEN ${s} = '' OR right(${s}, 1) = ${c} THEN ${s} ELSE ${s} || ${c} END`,
    ),
  ],
  ascii: [scalar('(varchar) int', (s = '') => `CASE WHEN ${s} = '' THEN 0 ELSE CAST(ord(${s}) AS INTEGER) END`)],
  base64_decode_binary: [scalar('(varchar) varbinary', (s = '') => `TRY(from_base64(${s}))`)],
  base64_decode_string: [scalar('(varchar) varchar', (s = '') => `TRY(decode(from_base64(${s})))`)],
  bin: [scalar('(bigint) varchar', 'bin')],
  bit_length: [scalar('(varchar) int', (s = '') => `CAST(bit_length(${s}) AS INTEGER)`)],
  char: [scalar('(int) varchar', 'chr')],
  char_length: [scalar('(varchar) int', (s = '') => `CAST(length(${s}) AS INTEGER)`)],
  character_length: [scalar('(varchar) int', (s = '') => `CAST(length(${s}) AS INTEGER)`)],
  concat: [scalar('(varchar...) varchar', (...args) => `(${args.join(' || ')})`)],
  concat_ws: [
    scalar(
      '(varchar, varchar...) varchar',
      (separator = '', ...args) =>
        `CASE WHEN ${separator} IS NULL THEN NULL ELSE concat_ws(${[separator, ...args].join(', ')}) END`,
    ),
  ],
  ends_with: [scalar('(varchar, varchar) boolean', 'ends_with')],
  field: [
    scalar(
      '(T, T...) int',
      (value = '', ...list) =>
        `CASE ${list.map((item, index) => `WHEN ${value} = ${item} THEN ${index + 1}`).join(' ')} ELSE 0 END`,
    ),
  ],
  find_in_set: [
    scalar(
      '(varchar, varchar) int',
      (s = '', list = '') =>
        `CAST(CASE WHEN contains(${s}, ',') THEN 0 ELSE coalesce(list_position(string_split(${list}, ','), ${s}), CASE WHEN ${list} IS NULL OR ${s} IS NULL THEN NULL ELSE 0 END) END AS INTEGER)`,
    ),
  ],
  format_bytes: [scalar('(bigint) varchar', (n = '') => `sr_format_bytes(${n})`)],
  hex_decode_binary: [scalar('(varchar) varbinary', (s = '') => `TRY(unhex(${s}))`)],
  hex_decode_string: [scalar('(varchar) varchar', (s = '') => `TRY(decode(unhex(${s})))`)],
  inet_aton: [
    scalar(
      '(varchar) bigint',
      (s = '') =>
        `CASE WHEN regexp_full_match(${s}, '((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])([.]|$)){4}') THEN list_reduce(list_transform(string_split(${s}, '.'), lambda x: CAST(x AS BIGINT)), lambda a, b: a * 256 + b) END`,
    ),
  ],
  hex: [
    scalar(
      '(bigint) varchar',
      (n = '') =>
        `CASE WHEN ${n} >= 0 THEN to_hex(${n}) ELSE hex(CAST(CAST(${n} AS HUGEINT) + 18446744073709551616 AS UBIGINT)) END`,
    ),
    scalar('(varchar) varchar', 'hex'),
    scalar('(varbinary) varchar', 'hex'),
  ],
  initcap: [
    scalar(
      '(varchar) varchar',
      (s = '') =>
        `array_to_string(list_transform(regexp_extract_all(lower(${s}), '[a-z0-9]+|[^a-z0-9]+'), lambda w: upper(left(w, 1)) || substring(w, 2)), '')`,
    ),
  ],
  instr: [scalar('(varchar, varchar) int', (s = '', t = '') => `CAST(instr(${s}, ${t}) AS INTEGER)`)],
  lcase: [scalar('(varchar) varchar', 'sr_lower')],
  like: [scalar('(varchar, varchar) boolean', (s = '', p = '') => `(${s} LIKE ${p} ESCAPE '\\')`)],
  left: [scalar('(varchar, int) varchar', (s = '', n = '') => `left(${s}, greatest(${n}, 0))`)],
  length: [scalar('(varchar) int', (s = '') => `CAST(strlen(${s}) AS INTEGER)`)],
  ngram_search: [
    scalar(
      '(varchar, varchar, int) double',
      (text = '', needle = '', n = '') => `sr_ngram_search(${text}, ${needle}, ${n})`,
    ),
  ],
  ngram_search_case_insensitive: [
    scalar(
      '(varchar, varchar, int) double',
      (text = '', needle = '', n = '') => `sr_ngram_search(lower(${text}), lower(${needle}), ${n})`,
    ),
  ],
  locate: [
    scalar('(varchar, varchar) int', (t = '', s = '') => `CAST(instr(${s}, ${t}) AS INTEGER)`),
    scalar('(varchar, varchar, int) int', (t = '', s = '', at = '') => `CAST(sr_locate(${t}, ${s}, ${at}) AS INTEGER)`),
  ],
  lower: [scalar('(varchar) varchar', 'sr_lower')],
  lpad: [scalar('(varchar, int, varchar?) varchar', (s = '', n = '', p = "' '") => `sr_lpad(${s}, ${n}, ${p})`)],
  ltrim: [scalar('(varchar, varchar?) varchar', 'ltrim')],
  md5: [scalar('(varchar) varchar', 'md5')],
  md5sum_numeric: [
    scalar(
      '(varchar...) largeint',
      (...args) => `sr_wrap(CAST(sr_hex_number(md5(concat(${args.join(', ')}))) AS HUGEINT), 128)`,
    ),
  ],
  md5sum: [scalar('(varchar...) varchar', (...args) => `md5(concat(${args.join(', ')}))`)],
  money_format: [scalar('(number) varchar', (n = '') => `format('{:,.2f}', round(CAST(${n} AS DOUBLE), 2))`)],
  null_or_empty: [
    scalar('(array) boolean', (a = '') => `(${a} IS NULL OR len(${a}) = 0)`),
    scalar('(varchar) boolean', (s = '') => `(${s} IS NULL OR ${s} = '')`),
  ],
  octet_length: [scalar('(varchar) int', (s = '') => `CAST(strlen(${s}) AS INTEGER)`)],
  parse_url: [scalar('(varchar, varchar) varchar', (url = '', part = '') => `sr_parse_url(${url}, upper(${part}))`)],
  regexp: [scalar('(varchar, varchar) boolean', 'regexp_matches')],
  regexp_count: [
    scalar(
      '(varchar, varchar) bigint',
      (s = '', p = '') => `CAST(len(regexp_extract_all(${s}, sr_regex(${p}))) AS BIGINT)`,
    ),
  ],
  regexp_extract: [
    scalar(
      '(varchar, varchar, bigint) varchar',
      (s = '', p = '', g = '') =>
        `coalesce(TRY(regexp_extract(${s}, sr_regex(${p}), CAST(${g} AS INTEGER))), CASE WHEN ${s} IS NULL OR ${p} IS NULL THEN NULL ELSE '' END)`,
    ),
  ],
  regexp_extract_all: [
    scalar(
      '(varchar, varchar, bigint) varchar[]',
      (s = '', p = '', g = '') => `TRY(regexp_extract_all(${s}, ${p}, CAST(${g} AS INTEGER)))`,
    ),
  ],
  regexp_replace: [
    scalar('(varchar, varchar, varchar) varchar', (s = '', p = '', r = '') => `regexp_replace(${s}, ${p}, ${r}, 'g')`),
  ],
  regexp_position: [
    scalar(
      '(varchar, varchar, int?, int?) int',
      (s = '', p = '', start = '1', occurrence = '1') =>
        `sr_regexp_position(${s}, sr_regex(${p}), ${start}, ${occurrence})`,
    ),
  ],
  regexp_split: [
    scalar(
      '(varchar, varchar, int?) varchar[]',
      (s = '', p = '', n = '-1') => `sr_regexp_split(${s}, sr_regex(${p}), ${n})`,
    ),
  ],
  repeat: [scalar('(varchar, int) varchar', (s = '', n = '') => `repeat(${s}, greatest(${n}, 0))`)],
  replace: [scalar('(varchar, varchar, varchar) varchar', 'replace')],
  reverse: [scalar('(varchar) varchar', 'reverse'), scalar('(array) $1', 'list_reverse')],
  right: [scalar('(varchar, int) varchar', (s = '', n = '') => `right(${s}, greatest(${n}, 0))`)],
  rlike: [scalar('(varchar, varchar) boolean', 'regexp_matches')],
  rpad: [scalar('(varchar, int, varchar?) varchar', (s = '', n = '', p = "' '") => `sr_rpad(${s}, ${n}, ${p})`)],
  rtrim: [scalar('(varchar, varchar?) varchar', 'rtrim')],
  sha2: [scalar('(varchar, int) varchar', (s = '', bits = '') => `sr_sha2(${s}, ${bits})`)],
  sm3: [scalar('(varchar) varchar', (s = '') => `sr_sm3_spaced(${s})`)],
  space: [scalar('(int) varchar', (n = '') => `repeat(' ', greatest(${n}, 0))`)],
  split: [
    scalar(
      '(varchar, varchar) varchar[]',
      (s = '', d = '') => `CASE WHEN ${d} = '' THEN regexp_extract_all(${s}, '.') ELSE string_split(${s}, ${d}) END`,
    ),
  ],
  split_part: [
    scalar('(varchar, varchar, int) varchar', (s = '', d = '', n = '') => `sr_split_part(${s}, ${d}, ${n})`),
  ],
  starts_with: [scalar('(varchar, varchar) boolean', 'starts_with')],
  str_to_map: [
    {
      signature: { ...signature('(varchar, varchar?, varchar?) varchar'), returns: mapOf(VARCHAR, VARCHAR) },
      sql: ([s = '', d = q(','), e = q(':')]) => `sr_str_to_map(${s}, ${d}, ${e})`,
    },
  ],
  strcmp: [
    scalar(
      '(varchar, varchar) int',
      (a = '', b = '') => `CASE WHEN ${a} < ${b} THEN -1 WHEN ${a} > ${b} THEN 1 WHEN ${a} = ${b} THEN 0 END`,
    ),
  ],
  strleft: [scalar('(varchar, int) varchar', (s = '', n = '') => `left(${s}, greatest(${n}, 0))`)],
  strpos: [
    scalar('(varchar, varchar) int', (s = '', t = '') => `CAST(instr(${s}, ${t}) AS INTEGER)`),
    scalar('(varchar, varchar, int) int', (s = '', t = '', n = '') => `CAST(sr_strpos(${s}, ${t}, ${n}) AS INTEGER)`),
  ],
  strright: [scalar('(varchar, int) varchar', (s = '', n = '') => `right(${s}, greatest(${n}, 0))`)],
  substr: [scalar('(varchar, int, int?) varchar', (...args) => substring(args))],
  substring: [scalar('(varchar, int, int?) varchar', (...args) => substring(args))],
  mid: [scalar('(varchar, int, int?) varchar', (...args) => substring(args))],
  substring_index: [
    scalar('(varchar, varchar, int) varchar', (s = '', d = '', n = '') => `sr_substring_index(${s}, ${d}, ${n})`),
  ],
  tokenize: [
    scalar(
      '(varchar, varchar) varchar[]',
      (_analyzer = '', s = '') =>
        `list_filter(regexp_split_to_array(lower(${s}), '[^\\p{L}\\p{N}_]+'), lambda x: x <> '')`,
    ),
  ],
  translate: [scalar('(varchar, varchar, varchar) varchar', 'translate')],
  trim: [scalar('(varchar, varchar?) varchar', 'trim')],
  ucase: [scalar('(varchar) varchar', 'sr_upper')],
  unhex: [
    scalar(
      '(varchar) varchar',
      (s = '') => `CASE WHEN regexp_full_match(${s}, '([0-9A-Fa-f]{2})*') THEN decode(unhex(${s})) ELSE '' END`,
    ),
  ],
  upper: [scalar('(varchar) varchar', 'sr_upper')],
  url_decode: [scalar('(varchar) varchar', 'url_decode')],
  url_encode: [scalar('(varchar) varchar', 'url_encode')],
  url_extract_host: [scalar('(varchar) varchar', (url = '') => `sr_parse_url(${url}, 'HOST')`)],
  url_extract_parameter: [
    scalar('(varchar, varchar) varchar', (url = '', name = '') => `sr_url_parameter(${url}, ${name})`),
  ],
  to_base64: [
    scalar('(varchar) varchar', (s = '') => `CASE WHEN ${s} <> '' THEN to_base64(encode(${s})) END`),
    scalar('(varbinary) varchar', (b = '') => `CASE WHEN octet_length(${b}) > 0 THEN to_base64(${b}) END`),
  ],
  from_base64: [scalar('(varchar) varchar', (s = '') => `TRY(decode(from_base64(${s})))`)],
  from_binary: [
    scalar(
      '(varbinary, varchar?) varchar',
      (b = '', format = q('hex')) =>
        `CASE lower(${format}) WHEN 'hex' THEN hex(${b}) WHEN 'encode64' THEN to_base64(${b}) ELSE decode(${b}) END`,
    ),
  ],
  to_binary: [
    scalar(
      '(varchar, varchar?) varbinary',
      (s = '', format = q('hex')) =>
        `CASE lower(${format}) WHEN 'hex' THEN CASE WHEN regexp_full_match(${s}, '([0-9A-Fa-f]{2})*') THEN unhex(${s}) END WHEN 'encode64' THEN from_base64(${s}) ELSE encode(${s}) END`,
    ),
  ],
  conv: [
    typedScalar(
      '(bigint, tinyint, tinyint) varchar',
      ([n = '', from = '', to = '']) => `sr_change_base(CAST(${n} AS VARCHAR), ${from}, ${to})`,
    ),
    typedScalar(
      '(varchar, tinyint, tinyint) varchar',
      ([n = '', from = '', to = '']) => `sr_change_base(${n}, ${from}, ${to})`,
    ),
  ],
}

function substring(args: readonly string[]): string {
  const [text = '', start = '', length] = args
  return `sr_substring(${text}, ${start}, ${length ?? '2147483647'})`
}
