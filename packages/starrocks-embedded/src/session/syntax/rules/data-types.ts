import { any, list, many, opt, seq } from '../grammar-node.ts'
import type { Grammar, GrammarRules } from '../grammar-node.ts'

const SIZED = ['TINYINT', 'SMALLINT', 'INT', 'INTEGER', 'BIGINT', 'LARGEINT', 'CHAR', 'VARCHAR', 'VARBINARY', 'BINARY']
const PLAIN = [
  'BOOLEAN',
  'FLOAT',
  'DOUBLE',
  'DATE',
  'DATETIME',
  'TIME',
  'STRING',
  'TEXT',
  'BITMAP',
  'HLL',
  'PERCENTILE',
  'JSON',
]
const DECIMALS = ['DECIMAL', 'DECIMALV2', 'DECIMAL32', 'DECIMAL64', 'DECIMAL128', 'NUMERIC', 'NUMBER']

/** Data types, and what may stand behind them in a column. */
export function dataTypeRules({ can, since }: Grammar): GrammarRules {
  return {
    type: any('base_type', 'decimal_type', 'array_type', 'struct_type', 'map_type'),
    base_type: any(
      ...PLAIN,
      can.decimal256Word && 'VARIANT',
      ...SIZED.map((word) => seq(word, opt('size'))),
      seq('SIGNED', opt('INT')),
      seq('SIGNED', opt('INTEGER')),
      seq('UNSIGNED', opt('INT')),
      seq('UNSIGNED', opt('INTEGER')),
    ),
    size: seq('( #integer )'),
    decimal_type: seq(any(...DECIMALS, can.decimal256Word && 'DECIMAL256'), opt('( #integer', opt(', #integer'), ')')),
    array_type: seq('ARRAY < type >'),
    map_type: seq('MAP < type , type >'),
    struct_type: seq('STRUCT < fields >'),
    fields: list('field'),
    field: seq(since(3, 3) ? any('name', 'field_path') : 'name', 'type'),
    field_path: seq('path_step', many(any('#dot', seq('. path_step')))),
    path_step: any('name', '[*]'),
    state_type: seq('name (', list('nullable_type'), ')'),
    nullable_type: seq('type', opt('nullability')),
    nullability: any('NULL', seq('NOT NULL')),
  }
}
