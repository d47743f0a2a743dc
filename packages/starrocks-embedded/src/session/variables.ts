import { capabilitiesOf } from 'starrocks-kit/schema'
import type { Target } from 'starrocks-kit/schema'
import type { SqlValue } from '../sql/scope.ts'
import { planVariables } from './plan-variables.ts'

/** Those of WITH RECURSIVE (SessionVariable of 4.1). */
const RECURSIVE_TABLES: readonly (readonly [string, SqlValue])[] = [
  ['enable_recursive_cte', false],
  ['recursive_cte_max_depth', 5],
  ['recursive_cte_throw_limit_exception', true],
]

/** System variables with the defaults of a fresh frontend. */
export function defaultVariables(facts: {
  readonly versionComment: string
  readonly version: string
  readonly target: Target
}): ReadonlyMap<string, SqlValue> {
  return new Map<string, SqlValue>([
    ...planVariables(),
    ...(capabilitiesOf(facts.target).recursiveTables ? RECURSIVE_TABLES : []),
    ['activate_all_roles_on_login', false],
    ['allow_default_partition', false],
    ['auto_increment_increment', 1],
    ['autocommit', true],
    ['big_query_profile_threshold', '0s'],
    ['catalog', 'default_catalog'],
    ['character_set_client', 'utf8'],
    ['character_set_connection', 'utf8'],
    ['character_set_database', 'utf8'],
    ['character_set_results', 'utf8'],
    ['character_set_server', 'utf8'],
    ['collation_connection', 'utf8_general_ci'],
    ['collation_database', 'utf8_general_ci'],
    ['collation_server', 'utf8_general_ci'],
    ['cbo_cte_reuse', true],
    ['count_distinct_column_buckets', 1024],
    ['default_rowset_type', 'beta'],
    ['default_storage_engine', 'olap'],
    ['default_table_compression', 'lz4_frame'],
    ['default_tmp_storage_engine', 'olap'],
    ['div_precision_increment', 4],
    ['dynamic_overwrite', false],
    ['enable_insert_strict', true],
    ['enable_materialized_view_rewrite', true],
    ['enable_pipeline_engine', true],
    ['enable_prepare_stmt', true],
    ['enable_profile', false],
    ['enable_query_cache', false],
    ['enable_spill', false],
    ['event_scheduler', 'OFF'],
    ['exec_mem_limit', 2_147_483_648],
    ['forward_to_leader', false],
    ['group_concat_max_len', 1024],
    ['have_query_cache', 'DISABLED'],
    ['init_connect', ''],
    ['insert_max_filter_ratio', 0],
    ['insert_timeout', 14_400],
    ['interactive_timeout', 3600],
    ['language', '/starrocks/share/english/'],
    ['license', 'Apache License 2.0'],
    ['load_mem_limit', 0],
    ['log_rejected_record_num', 0],
    ['lower_case_table_names', 0],
    ['max_allowed_packet', 33_554_432],
    ['net_buffer_length', 16_384],
    ['net_read_timeout', 60],
    ['net_write_timeout', 60],
    ['new_planner_optimize_timeout', 3000],
    ['parallel_fragment_exec_instance_num', 1],
    ['partial_update_mode', 'auto'],
    ['performance_schema', false],
    ['pipeline_dop', 0],
    ['query_cache_size', 1_048_576],
    ['query_cache_type', 0],
    ['query_mem_limit', 0],
    ['query_timeout', 300],
    ['resource_group', ''],
    ['session_track_schema', true],
    ['session_track_system_variables', ''],
    ['session_track_transaction_info', 'OFF'],
    ['sql_auto_is_null', false],
    ['sql_dialect', 'StarRocks'],
    ['sql_mode', 'ONLY_FULL_GROUP_BY'],
    ['sql_mode_v2', 32],
    ['sql_quote_show_create', true],
    ['sql_safe_updates', 0],
    ['sql_select_limit', 9_223_372_036_854_775_807n],
    ['statistic_collect_parallel', 1],
    ['storage_engine', 'olap'],
    ['streaming_preaggregation_mode', 'auto'],
    ['system_time_zone', systemTimeZone()],
    ['time_zone', systemTimeZone()],
    ['transaction_isolation', 'REPEATABLE-READ'],
    ['transaction_read_only', false],
    ['tx_isolation', 'REPEATABLE-READ'],
    ['tx_read_only', false],
    ['tx_visible_wait_timeout', 10],
    ['unique_checks', true],
    ['version', facts.version],
    ['version_comment', facts.versionComment],
    ['wait_timeout', 28_800],
    ['warehouse', 'default_warehouse'],
  ])
}

/** Other names of variables (VarAttr.alias of SessionVariable). */
export const VARIABLE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['analyze_mv', 'analyze_mv_v2'],
  ['enable_multicolumn_global_runtime_filter', 'enable_multicolumn_global_runtime_filter_v2'],
  ['enable_populate_block_cache', 'enable_populate_datacache'],
  ['enable_scan_block_cache', 'enable_scan_datacache'],
  ['enable_tablet_internal_parallel', 'enable_tablet_internal_parallel_v2'],
  ['forward_to_master', 'forward_to_leader'],
  ['full_sort_late_materialization', 'full_sort_late_materialization_v2'],
  ['is_report_success', 'enable_profile'],
  ['join_implementation_mode', 'join_implementation_mode_v2'],
])

/** Variables that SHOW VARIABLES lists under their other name (VarAttr.show). */
export const SHOWN_NAMES: ReadonlyMap<string, string> = new Map([
  ['analyze_mv_v2', 'analyze_mv'],
  ['enable_multicolumn_global_runtime_filter_v2', 'enable_multicolumn_global_runtime_filter'],
  ['enable_tablet_internal_parallel_v2', 'enable_tablet_internal_parallel'],
  ['full_sort_late_materialization_v2', 'full_sort_late_materialization'],
])

/** Variables that no session may set. */
export const READ_ONLY_VARIABLES: ReadonlySet<string> = new Set([
  'have_query_cache',
  'language',
  'license',
  'lower_case_table_names',
  'performance_schema',
  'system_time_zone',
  'version',
  'version_comment',
])

function systemTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** A variable as SHOW VARIABLES prints it. */
export function variableText(value: SqlValue): string {
  return value === null ? '' : String(value)
}
