import { any, list, many, opt, seq } from '../grammar-node.ts'
import type { GrammarNode } from '../grammar-node.ts'

const NAMED_COLUMNS = opt('(', list('named_column'), ')')
const SECURITY = seq('SECURITY', any('NONE', 'INVOKER'))

/** Views and materialized views. */
export const VIEW_RULES: Readonly<Record<string, GrammarNode>> = {
  named_column: seq('name', opt('comment')),
  create_view: seq(
    'CREATE',
    opt('OR REPLACE'),
    'VIEW',
    opt('IF NOT EXISTS'),
    'qualified_name',
    NAMED_COLUMNS,
    opt('comment'),
    opt(SECURITY),
    'AS query',
  ),
  alter_view: any(
    seq('ALTER VIEW qualified_name', NAMED_COLUMNS, 'AS query'),
    seq('ALTER VIEW qualified_name SET', SECURITY),
    seq('ALTER VIEW qualified_name SET properties'),
    seq('ALTER VIEW qualified_name', any('ADD', 'MODIFY'), 'DIALECT', opt('STARROCKS'), 'query'),
  ),
  drop_view: seq('DROP VIEW', opt('IF EXISTS'), 'qualified_name'),
  create_materialized_view: seq(
    'CREATE MATERIALIZED VIEW',
    opt('IF NOT EXISTS'),
    'qualified_name',
    opt('(', list('named_column'), many(', index'), ')'),
    opt('comment'),
    many('view_clause'),
    'AS query',
  ),
  view_clause: any(seq('PARTITION BY view_partitions'), 'distribution', 'sort_key', 'refresh_scheme', 'properties'),
  view_partitions: any('primary', seq('(', list('primary'), ')')),
  refresh_scheme: seq(
    'REFRESH',
    opt(any('IMMEDIATE', 'DEFERRED')),
    any('ASYNC', seq('ASYNC', opt('START ( string )'), 'EVERY ( interval )'), 'INCREMENTAL', 'MANUAL'),
  ),
  drop_materialized_view: seq('DROP MATERIALIZED VIEW', opt('IF EXISTS'), 'qualified_name'),
  alter_materialized_view: any(
    seq('ALTER MATERIALIZED VIEW qualified_name', any('refresh_scheme', 'rename', 'set_properties', 'swap')),
    seq('ALTER MATERIALIZED VIEW qualified_name', any('ACTIVE', 'INACTIVE')),
  ),
  refresh_materialized_view: seq(
    'REFRESH MATERIALIZED VIEW qualified_name',
    opt('PARTITION', any(seq('START ( string ) END ( string )'), 'list_values', seq('(', list('list_values'), ')'))),
    opt('FORCE'),
    opt('WITH', any('SYNC', 'ASYNC'), 'MODE'),
    opt('WITH PRIORITY #integer'),
  ),
}
