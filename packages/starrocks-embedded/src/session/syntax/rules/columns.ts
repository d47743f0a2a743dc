import { any, list, listInParens, many, opt, seq } from '../grammar-node.ts'
import type { GrammarNode } from '../grammar-node.ts'

const PARTITIONS = any('PARTITION', 'PARTITIONS')

/** Columns, indexes and properties of tables. */
export const COLUMN_RULES: Readonly<Record<string, GrammarNode>> = {
  column: seq(
    'name',
    opt('type'),
    opt('charset_name'),
    opt('KEY'),
    opt('aggregation'),
    opt('nullability'),
    opt(any('default', 'AUTO_INCREMENT', 'generated')),
    opt('comment'),
  ),
  charset_name: any(seq('CHAR SET name'), seq('CHARSET name'), seq('CHARACTER SET name')),
  aggregation: any(
    'SUM',
    'MAX',
    'MIN',
    'REPLACE',
    'HLL_UNION',
    'BITMAP_UNION',
    'PERCENTILE_UNION',
    'REPLACE_IF_NOT_NULL',
    'state_type',
  ),
  default: seq(
    'DEFAULT',
    any('string', 'NULL', seq('CURRENT_TIMESTAMP', opt('(', opt('#integer'), ')')), seq('( qualified_name ( ) )')),
  ),
  generated: seq('AS expression'),
  comment: seq('COMMENT string'),
  index: seq('INDEX name names', opt('index_type', opt('property_list')), opt('comment')),
  index_type: seq('USING', any('BITMAP', 'GIN', 'NGRAMBF', 'VECTOR')),
  string: any('#string'),
  name: any('#name'),
  names: listInParens('name'),
  name_or_string: any('name', 'string'),
  qualified_name: seq('name', many(any('#dot', seq('. name')))),
  property: seq('string = string'),
  property_list: listInParens('property'),
  properties: seq('PROPERTIES', listInParens('property')),
  partition_names: any(
    seq(opt('TEMPORARY'), PARTITIONS, listInParens('name_or_string')),
    seq(opt('TEMPORARY'), PARTITIONS, list('name_or_string')),
    'key_partitions',
  ),
  key_partitions: seq('PARTITION', listInParens('key_partition')),
  key_partition: seq('name = literal'),
  if_exists: seq('IF EXISTS'),
  if_not_exists: seq('IF NOT EXISTS'),
}
