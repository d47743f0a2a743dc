import { any, list, many, opt, seq } from '../grammar-node.ts'
import type { Grammar, GrammarRules } from '../grammar-node.ts'

/** CREATE, DROP and TRUNCATE TABLE, indexes and databases. */
export function tableRules({ can, since }: Grammar): GrammarRules {
  const temporary = since(3, 3)
  const kind = opt(any(temporary && 'TEMPORARY', 'EXTERNAL'))
  const databaseName = seq(opt('name .'), since(3, 4) ? 'qualified_name' : 'name')
  const index = seq(opt('index_type', can.indexTypes.length > 1 && opt('property_list')))
  return {
    create_table: seq(
      seq('CREATE', kind, 'TABLE', opt('IF NOT EXISTS'), 'qualified_name ( column', many(', column')),
      seq(many(', index'), ')', opt('engine'), opt('charset'), opt('key'), !since(3, 3) && many('row_policy')),
      seq(opt('comment'), opt('partitioning'), opt('distribution'), opt('sort_key'), opt('rollup'), opt('properties')),
      opt('BROKER properties'),
    ),
    create_table_as_select: seq(
      seq('CREATE', temporary && opt('TEMPORARY'), 'TABLE', opt('IF NOT EXISTS'), 'qualified_name'),
      opt('(', any(seq(list('name'), many(', index')), list('index')), ')'),
      seq(opt('key'), opt('comment'), opt('partitioning'), opt('distribution'), opt('sort_key'), opt('properties')),
      'AS query',
    ),
    create_table_like: seq(
      seq('CREATE', kind, 'TABLE', opt('IF NOT EXISTS'), 'qualified_name', opt('partitioning'), opt('distribution')),
      seq(opt('properties'), 'LIKE qualified_name'),
    ),
    create_temporary_table: seq('CREATE TEMPORARY TABLE qualified_name query'),
    drop_table: seq('DROP', opt('TEMPORARY'), 'TABLE', opt('IF EXISTS'), 'qualified_name', opt('FORCE')),
    truncate_table: seq('TRUNCATE TABLE qualified_name', opt('partition_names')),
    create_index: seq('CREATE INDEX name ON qualified_name names', index, opt('comment')),
    drop_index: seq('DROP INDEX name ON qualified_name'),
    create_database: seq(
      seq('CREATE', any('DATABASE', 'SCHEMA'), opt('IF NOT EXISTS'), databaseName),
      seq(opt('charset'), opt('collate'), opt('properties')),
    ),
    drop_database: seq('DROP', any('DATABASE', 'SCHEMA'), opt('IF EXISTS'), databaseName, opt('FORCE')),
    database_quota: any(
      seq('ALTER DATABASE name SET DATA QUOTA name'),
      seq('ALTER DATABASE name SET REPLICA QUOTA #integer'),
    ),
    database_properties: seq('ALTER DATABASE name SET property_list'),
    database_rename: seq('ALTER DATABASE name RENAME name'),
    describe: seq(
      any('DESC', 'DESCRIBE'),
      any(seq('qualified_name', opt('ALL')), since(3, 3) && seq('FILES property_list')),
    ),
    use: seq('USE qualified_name'),
    use_catalog: seq('USE string'),
    row_policy: seq('WITH ROW ACCESS POLICY qualified_name', opt('ON names')),
  }
}
