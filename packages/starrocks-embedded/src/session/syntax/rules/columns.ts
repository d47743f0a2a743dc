import { any, list, listInParens, many, opt, seq } from '../grammar-node.ts'
import type { Grammar, GrammarRules } from '../grammar-node.ts'

const PARTITIONS = any('PARTITION', 'PARTITIONS')

/** Columns, indexes and properties of tables. */
export function columnRules({ can, since }: Grammar): GrammarRules {
  const precision = can.currentTimestampPrecision && opt('(', opt('#integer'), ')')
  return {
    column: seq(
      seq('name', since(3, 3) ? opt('type') : 'type', opt('charset_name'), opt('KEY'), opt('aggregation')),
      seq(opt('nullability'), opt(any('default', 'AUTO_INCREMENT', 'generated'))),
      seq(!since(3, 3) && opt('masking_policy'), opt('comment')),
    ),
    masking_policy: seq('WITH MASKING POLICY qualified_name', opt('USING names')),
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
      can.aggregateStateColumns && 'state_type',
    ),
    default: seq(
      'DEFAULT',
      any(
        'string',
        'NULL',
        seq('CURRENT_TIMESTAMP', precision),
        seq('( qualified_name ( ) )'),
        can.defaultExpressions && 'expression',
      ),
    ),
    generated: seq('AS expression'),
    comment: seq('COMMENT string'),
    index: seq(
      'INDEX name names',
      opt('index_type', can.indexTypes.length > 1 && opt('property_list')),
      opt('comment'),
    ),
    index_type: seq('USING', any(...can.indexTypes)),
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
      seq(opt('TEMPORARY'), PARTITIONS, since(3, 6) ? list('name_or_string') : 'name_or_string'),
      'key_partitions',
    ),
    key_partitions: seq('PARTITION', listInParens('key_partition')),
    key_partition: seq('name = literal'),
  }
}
