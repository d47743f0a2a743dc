import { any, list, listInParens, opt, seq } from '../grammar-node.ts'
import type { Grammar, GrammarRules } from '../grammar-node.ts'

const RANGES = seq('(', opt(list('range_partition')), ')')
const LISTS = seq('(', opt(list('list_partition')), ')')

/** How tables keep their rows: keys, partitions, buckets, sort order. */
export function arrangementRules({ can, since }: Grammar): GrammarRules {
  return {
    engine: seq('ENGINE = name'),
    charset: seq(opt('DEFAULT'), any(seq('CHAR SET'), 'CHARSET', seq('CHARACTER SET')), opt('='), 'name_or_string'),
    collate: seq(opt('DEFAULT'), 'COLLATE', opt('='), 'name_or_string'),
    key: seq(any('AGGREGATE', 'UNIQUE', 'PRIMARY', 'DUPLICATE'), 'KEY names'),
    sort_key: can.descendingSortKey ? seq('ORDER BY', listInParens('sort_item')) : seq('ORDER BY names'),
    rollup: seq('ROLLUP', listInParens('rollup_item')),
    rollup_item: seq('name names', opt('DUPLICATE KEY names'), opt('FROM name'), opt('properties')),
    partitioning: any(
      seq('PARTITION BY RANGE names', RANGES),
      seq('PARTITION BY RANGE primary', RANGES),
      seq('PARTITION BY', opt('LIST'), 'names', LISTS),
      seq('PARTITION BY', opt('LIST'), 'names'),
      seq('PARTITION BY call', RANGES),
      seq('PARTITION BY call'),
      can.mixedExpressionPartitions && seq('PARTITION BY', list('partition_expression')),
    ),
    partition_expression: any('name', 'call'),
    range_partition: any('single_range', 'range_batch'),
    single_range: seq('PARTITION', opt('IF NOT EXISTS'), 'name VALUES range_bounds', opt('property_list')),
    range_batch: any(
      seq('START ( string ) END ( string ) EVERY ( interval )'),
      seq('START ( string ) END ( string ) EVERY ( #integer )'),
    ),
    range_bounds: any(seq('LESS THAN', any('MAXVALUE', 'range_values')), seq('[ range_values , range_values )')),
    range_values: listInParens('range_value'),
    range_value: any('MAXVALUE', 'string'),
    list_partition: any('single_list', 'multiple_list'),
    single_list: seq('PARTITION', opt('IF NOT EXISTS'), 'name VALUES IN list_values', opt('property_list')),
    multiple_list: seq(
      seq('PARTITION', opt('IF NOT EXISTS'), 'name VALUES IN', listInParens('list_values'), opt('property_list')),
    ),
    list_values: listInParens('list_value'),
    list_value: since(3, 3) ? any('NULL', 'string') : seq('string'),
    distribution: any(
      seq('DISTRIBUTED BY HASH names', opt('BUCKETS #integer')),
      seq('DISTRIBUTED BY HASH names'),
      seq('DISTRIBUTED BY RANDOM', opt('BUCKETS #integer')),
    ),
    distribution_change: any(
      seq('DISTRIBUTED BY HASH names', opt('BUCKETS #integer')),
      seq('DISTRIBUTED BY HASH names'),
    ),
  }
}
