import { any, list, many, opt, seq } from '../grammar-node.ts'
import type { Grammar, GrammarRules } from '../grammar-node.ts'

const NAMED_COLUMNS = opt('(', list('named_column'), ')')
const SECURITY = seq('SECURITY', any('NONE', 'INVOKER'))

/** Views and materialized views. */
export function viewRules({ can, since }: Grammar): GrammarRules {
  const rowPolicies = !since(3, 3) && many('row_policy')
  const policies = !since(3, 3) && any('masking_change', 'row_policy_change')
  return {
    named_column: seq('name', !since(3, 3) && opt('masking_policy'), opt('comment')),
    create_view: seq(
      seq('CREATE', opt('OR REPLACE'), 'VIEW', opt('IF NOT EXISTS'), 'qualified_name', NAMED_COLUMNS, rowPolicies),
      seq(opt('comment'), can.viewSecurity && opt(SECURITY), can.viewProperties && opt('properties'), 'AS query'),
    ),
    alter_view: any(
      seq('ALTER VIEW qualified_name', NAMED_COLUMNS, 'AS query'),
      can.viewSecurity && seq('ALTER VIEW qualified_name SET', SECURITY),
      since(3, 4) && seq('ALTER VIEW qualified_name SET properties'),
      since(3, 4) && seq('ALTER VIEW qualified_name', any('ADD', 'MODIFY'), 'DIALECT', opt('STARROCKS'), 'query'),
      policies && seq('ALTER VIEW qualified_name', policies),
    ),
    drop_view: seq('DROP VIEW', opt('IF EXISTS'), 'qualified_name'),
    create_materialized_view: seq(
      seq('CREATE MATERIALIZED VIEW', opt('IF NOT EXISTS'), 'qualified_name'),
      seq(opt('(', list('named_column'), many(', index'), ')'), rowPolicies, opt('comment')),
      seq(many('view_clause'), 'AS query'),
    ),
    view_clause: any(seq('PARTITION BY view_partitions'), 'distribution', 'sort_key', 'refresh_scheme', 'properties'),
    view_partitions: any('primary', can.materializedViewMultiColumnPartitions && seq('(', list('primary'), ')')),
    refresh_scheme: seq(
      seq('REFRESH', opt(any('IMMEDIATE', 'DEFERRED'))),
      any('ASYNC', seq('ASYNC', opt('START ( string )'), 'EVERY ( interval )'), 'INCREMENTAL', 'MANUAL'),
    ),
    drop_materialized_view: seq('DROP MATERIALIZED VIEW', opt('IF EXISTS'), 'qualified_name'),
    alter_materialized_view: any(
      seq('ALTER MATERIALIZED VIEW qualified_name', any('refresh_scheme', 'rename', 'set_properties', 'swap')),
      seq('ALTER MATERIALIZED VIEW qualified_name', any('ACTIVE', 'INACTIVE')),
      policies && seq('ALTER MATERIALIZED VIEW qualified_name', policies),
    ),
    refresh_materialized_view: seq(
      since(4, 1) && opt('explain'),
      'REFRESH MATERIALIZED VIEW qualified_name',
      opt('PARTITION', any('refreshed_range', since(3, 3) && any('list_values', seq('(', list('list_values'), ')')))),
      opt('FORCE'),
      opt('WITH', any('SYNC', 'ASYNC'), 'MODE'),
      since(3, 4) && opt('WITH PRIORITY #integer'),
    ),
    refreshed_range: seq('START ( string ) END ( string )'),
    masking_change: any(
      seq('MODIFY COLUMN name SET MASKING POLICY qualified_name', opt('USING names')),
      seq('MODIFY COLUMN name UNSET MASKING POLICY'),
    ),
    row_policy_change: any(
      seq('ADD ROW ACCESS POLICY qualified_name', opt('ON names')),
      seq('DROP ROW ACCESS POLICY qualified_name'),
      seq('DROP ALL ROW ACCESS POLICIES'),
    ),
  }
}
