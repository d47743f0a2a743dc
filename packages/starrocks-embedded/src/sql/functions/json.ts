import { nestedJson } from '../nested.ts'
import { BOOLEAN } from '../types/sql-type.ts'
import { scalar, typedScalar, type FunctionTable } from './function.ts'

/** Functions over JSON. Paths are StarRocks' own (`$.a.b[0]`, also without `$`): a macro brings them into DuckDB's form. */
export const JSON_FUNCTIONS: FunctionTable = {
  get_json_bool: [
    scalar(
      '(json, varchar) boolean',
      (j = '', p = '') => `sr_text_to_boolean(sr_json_text(sr_json_query(${j}, ${p})))`,
    ),
  ],
  get_json_double: [
    scalar('(json, varchar) double', (j = '', p = '') => `TRY_CAST(sr_json_text(sr_json_query(${j}, ${p})) AS DOUBLE)`),
  ],
  get_json_int: [
    scalar('(json, varchar) bigint', (j = '', p = '') => `TRY_CAST(sr_json_text(sr_json_query(${j}, ${p})) AS BIGINT)`),
  ],
  get_json_object: [scalar('(json, varchar) varchar', (j = '', p = '') => `sr_json_text(sr_json_query(${j}, ${p}))`)],
  get_json_string: [scalar('(json, varchar) varchar', (j = '', p = '') => `sr_json_text(sr_json_query(${j}, ${p}))`)],
  is_json_scalar: [scalar('(json) boolean', (j = '') => `(json_type(${j}) NOT IN ('OBJECT', 'ARRAY'))`)],
  json_contains: [
    scalar(
      '(json, json) boolean',
      (a = '', b = '') => `sr_json_contains(CAST(${a} AS VARCHAR), CAST(${b} AS VARCHAR))`,
    ),
  ],
  json_pretty: [scalar('(json) varchar', (j = '') => `sr_json_pretty(CAST(${j} AS VARCHAR))`)],
  json_remove: [
    scalar('(json, varchar, varchar...) json', (j = '', ...paths) =>
      paths.reduce((text, path) => `CAST(sr_json_remove(CAST(${text} AS VARCHAR), ${path}) AS JSON)`, j),
    ),
  ],
  json_exists: [
    scalar(
      '(json, varchar) boolean',
      (j = '', p = '') => `CASE WHEN ${j} IS NOT NULL THEN json_exists(${j}, sr_json_path(${p})) END`,
    ),
  ],
  json_keys: [
    scalar('(json) json', (j = '') => `CASE WHEN json_type(${j}) = 'OBJECT' THEN to_json(json_keys(${j})) END`),
    scalar(
      '(json, varchar) json',
      (j = '', p = '') =>
        `CASE WHEN json_type(sr_json_query(${j}, ${p})) = 'OBJECT' THEN to_json(json_keys(sr_json_query(${j}, ${p}))) END`,
    ),
  ],
  json_length: [
    scalar('(json) int', (j = '') => `sr_json_length(${j})`),
    scalar(
      '(json, varchar) int',
      (j = '', p = '') => `coalesce(sr_json_length(sr_json_query(${j}, ${p})), CASE WHEN ${j} IS NOT NULL THEN 0 END)`,
    ),
  ],
  json_query: [scalar('(json, varchar) json', (j = '', p = '') => `sr_json_query(${j}, ${p})`)],
  json_string: [scalar('(json) varchar', (j = '') => `CAST(${j} AS VARCHAR)`)],
  json_value: [scalar('(json, varchar) json', (j = '', p = '') => `sr_json_query(${j}, ${p})`)],
  parse_json: [scalar('(varchar) json', (s = '') => `sr_cast_json(${s})`)],
  to_json: [typedScalar('(any) json', ([x = ''], [type = BOOLEAN]) => nestedJson(x, type))],
  json_array: [
    scalar('(json...) json', (...args) =>
      args.length === 0 ? "CAST('[]' AS JSON)" : `json_array(${args.join(', ')})`,
    ),
    scalar('() json', () => "CAST('[]' AS JSON)"),
  ],
}
