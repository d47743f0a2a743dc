import { any, list, listInParens, many, opt, seq } from '../grammar-node.ts'
import type { Grammar, GrammarRules } from '../grammar-node.ts'

const PLACE = opt(any('FIRST', seq('AFTER name')))
const HOSTS = list('string')
const TABLETS = any('TABLET', 'TABLETS')

/** ALTER TABLE; the clauses of ALTER SYSTEM belong to the same choice on the server. */
export function alterTableRules({ can, since }: Grammar): GrammarRules {
  return {
    alter_table: any(
      seq('ALTER TABLE qualified_name', list('alter_clause')),
      seq('ALTER TABLE qualified_name ADD ROLLUP', list('rollup_item')),
      seq('ALTER TABLE qualified_name DROP ROLLUP', list('name')),
    ),
    alter_clause: any(
      'system_clause',
      'add_index',
      'drop_index_clause',
      'rename',
      'swap',
      'set_properties',
      'add_column',
      'add_columns',
      'drop_column',
      can.commentOnlyModify && 'column_comment',
      'modify_column',
      'rename_column',
      'reorder',
      'rename_rollup',
      'compact',
      'set_comment',
      'optimize',
      can.structFields && 'add_field',
      can.structFields && 'drop_field',
      since(3, 4) && 'snapshot_reference',
      since(3, 4) && 'drop_persistent_index',
      can.partitionColumnClauses && 'partition_columns',
      since(3, 6) && 'split_tablets',
      since(4, 1) && 'merge_tablets',
      can.alterAutoIncrement && seq('AUTO_INCREMENT = #integer'),
      since(4, 1) && seq('DISTRIBUTED BY HASH names DEFAULT BUCKETS #integer'),
      !since(3, 3) && 'masking_change',
      !since(3, 3) && 'row_policy_change',
      'add_partition',
      'drop_partition',
      'distribution_change',
      'truncate_partition',
      'modify_partition',
      'replace_partition',
      'rename_partition',
    ),
    ...systemRules(since),
    add_index: seq(
      'ADD INDEX name names',
      opt('index_type', can.indexTypes.length > 1 && opt('property_list')),
      opt('comment'),
    ),
    drop_index_clause: seq('DROP INDEX name'),
    rename: seq('RENAME name'),
    swap: seq('SWAP WITH name'),
    set_properties: seq('SET property_list'),
    add_column: seq('ADD COLUMN column', PLACE, opt(any('TO', 'IN'), 'name'), opt('properties')),
    add_columns: seq('ADD COLUMN', listInParens('column'), opt(any('TO', 'IN'), 'name'), opt('properties')),
    drop_column: seq('DROP COLUMN name', opt('FROM name'), opt('properties')),
    column_comment: seq('MODIFY COLUMN name comment'),
    modify_column: seq('MODIFY COLUMN column', PLACE, opt('FROM name'), opt('properties')),
    // The form without TO was read by 3.2, which then did nothing with it.
    rename_column: seq('RENAME COLUMN name', since(3, 3) && 'TO', 'name'),
    reorder: seq('ORDER BY names', opt('FROM name'), opt('properties')),
    rename_rollup: seq('RENAME ROLLUP name name'),
    compact: seq(opt(any('BASE', 'CUMULATIVE')), 'COMPACT', opt(any('name', 'names'))),
    set_comment: seq('COMMENT = string'),
    optimize: seq(
      seq(opt('partition_names'), opt('key'), opt('partitioning'), opt('sort_key'), opt('distribution')),
      since(3, 4) && opt('BETWEEN string AND string'),
    ),
    add_field: seq('MODIFY COLUMN name ADD FIELD field', PLACE, opt('properties')),
    drop_field: seq('MODIFY COLUMN name DROP FIELD field_path', opt('properties')),
    snapshot_reference: any(
      seq(opt('CREATE OR'), 'REPLACE', any('TAG', 'BRANCH'), 'name'),
      seq('CREATE', any('TAG', 'BRANCH'), opt('IF NOT EXISTS'), 'name'),
      seq('DROP', any('TAG', 'BRANCH'), opt('IF EXISTS'), 'name'),
      since(4, 1) ? seq('EXECUTE name (', opt(list('expression')), ')', opt('WHERE expression')) : seq('EXECUTE call'),
    ),
    drop_persistent_index: seq('DROP PERSISTENT INDEX ON TABLETS integers'),
    integers: listInParens('#integer'),
    partition_columns: seq(any('ADD', 'DROP'), 'PARTITION COLUMN', list('expression')),
    split_tablets: seq('SPLIT', any(seq(TABLETS, opt('partition_names')), seq(TABLETS, 'integers')), opt('properties')),
    merge_tablets: seq(
      'MERGE',
      any(seq(TABLETS, opt('partition_names')), seq(TABLETS, 'integers', many('integers'))),
      opt('properties'),
    ),
    add_partition: any(
      seq(
        seq('ADD', opt('TEMPORARY'), any('single_range', seq('PARTITIONS range_batch'))),
        seq(opt('distribution'), opt('properties')),
      ),
      seq('ADD', opt('TEMPORARY'), any('single_list', 'multiple_list'), opt('distribution'), opt('properties')),
    ),
    drop_partition: can.dropPartitionList
      ? any(
          seq(
            seq('DROP', opt('TEMPORARY')),
            any(seq('PARTITION', opt('IF EXISTS'), 'name'), seq('PARTITIONS', opt('IF EXISTS'), 'names')),
            opt('FORCE'),
          ),
          seq('DROP', opt('TEMPORARY'), 'PARTITIONS', opt('IF EXISTS'), 'range_batch', opt('FORCE')),
          seq('DROP', opt('TEMPORARY'), 'PARTITIONS', opt('IF EXISTS'), 'WHERE expression', opt('FORCE')),
          seq('DROP ALL TEMPORARY PARTITIONS', opt('FORCE')),
        )
      : seq('DROP', opt('TEMPORARY'), 'PARTITION', opt('IF EXISTS'), 'name', opt('FORCE')),
    truncate_partition: seq('TRUNCATE partition_names'),
    modify_partition: any(
      seq('MODIFY PARTITION', any('name', 'names', seq('( * )')), 'SET property_list'),
      seq('MODIFY PARTITION distribution'),
    ),
    replace_partition: seq('REPLACE partition_names WITH partition_names', opt('properties')),
    rename_partition: seq('RENAME PARTITION name name'),
  }
}

function systemRules(since: Grammar['since']): GrammarRules {
  const group = since(3, 6) && opt('CNGROUP name_or_string')
  const into = since(3, 4) && opt('INTO WAREHOUSE name_or_string', group)
  const from = since(3, 4) && opt('FROM WAREHOUSE name_or_string', group)
  return {
    system_clause: any(
      seq('ADD', any('FOLLOWER', 'OBSERVER'), 'string'),
      seq('DROP', any('FOLLOWER', 'OBSERVER'), 'string'),
      seq('MODIFY FRONTEND HOST string TO string'),
      seq('ADD BACKEND', HOSTS, into),
      seq('DROP BACKEND', HOSTS, from, opt('FORCE')),
      seq('DECOMMISSION BACKEND', HOSTS),
      seq('MODIFY BACKEND HOST string TO string'),
      since(3, 3) && seq('MODIFY BACKEND string SET property_list'),
      seq('ADD COMPUTE NODE', HOSTS, into),
      seq('DROP COMPUTE NODE', HOSTS, from),
      seq('ADD BROKER name_or_string', HOSTS),
      seq('DROP BROKER name_or_string', HOSTS),
      seq('DROP ALL BROKER name_or_string'),
      seq('SET LOAD ERRORS HUB', opt('properties')),
      seq('CREATE IMAGE'),
      seq('CLEAN TABLET SCHEDULER QUEUE'),
      since(3, 3) && 'disk_clause',
    ),
    disk_clause: any(
      seq('DECOMMISSION DISK', HOSTS, 'ON BACKEND string'),
      seq('CANCEL DECOMMISSION DISK', HOSTS, 'ON BACKEND string'),
      seq('DISABLE DISK', HOSTS, 'ON BACKEND string'),
      seq('CANCEL DISABLE DISK', HOSTS, 'ON BACKEND string'),
    ),
  }
}
