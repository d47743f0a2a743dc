import type { SqlValue } from '../sql/scope.ts'

// Names and defaults of the session variables that change plans and execution (SessionVariable of the frontend). This server takes and shows them; they change nothing here.

const ON = [
  'allow_hive_without_partition_filter always_collect_low_card_dict_on_lake array_low_cardinality_optimize cbo_decimal_cast_string_strict',
  'cbo_derive_join_is_null_predicate cbo_enable_dp_join_reorder cbo_enable_greedy_join_reorder cbo_enable_histogram_join_estimation',
  'cbo_enable_intersect_add_distinct cbo_enable_low_cardinality_optimize cbo_enable_predicate_subfield_path cbo_prune_subfield',
  'cbo_push_down_aggregate_on_broadcast_join cbo_push_down_aggregate_with_multi_column_stats cbo_push_down_distinct_below_window',
  'cbo_push_down_groupingset cbo_push_down_groupingset_reshuffle cbo_use_correlated_join_estimate cbo_use_correlated_predicate_estimate',
  'enable_agg_spill_preaggregation enable_aggregation_pipeline_share_limit enable_array_distinct_after_agg_opt enable_async_profile enable_big_query_log',
  'enable_collect_table_level_scan_stats enable_color_explain_output enable_column_expr_predicate enable_connector_adaptive_io_tasks',
  'enable_connector_incremental_scan_ranges enable_connector_sink_global_shuffle enable_connector_sink_spill enable_connector_sink_writer_scaling',
  'enable_connector_split_io_tasks enable_constant_execute_in_fe enable_count_distinct_rewrite_by_hll_bitmap enable_count_star_optimization',
  'enable_cross_join enable_datacache_async_populate_mode enable_datacache_io_adaptor enable_datacache_sharing enable_defer_project_after_topn',
  'enable_dialect_downgrade enable_dynamic_prune_scan_range enable_eliminate_agg enable_evaluate_schema_scan_rule enable_exchange_pass_through',
  'enable_expr_prune_partition enable_file_metacache enable_file_pagecache enable_filter_unused_columns_in_scan_stage enable_force_rule_based_mv_rewrite',
  'enable_gin_filter enable_global_runtime_filter enable_group_execution enable_hive_column_stats enable_hyperscan_vec',
  'enable_iceberg_identity_column_optimize enable_inner_join_to_semi enable_join_runtime_bitset_filter enable_join_runtime_filter_push_down',
  'enable_lambda_pushdown enable_local_shuffle_agg enable_materialized_view_concurrent_prepare enable_materialized_view_multi_stages_rewrite',
  'enable_materialized_view_plan_cache enable_materialized_view_rewrite_partition_compensate enable_materialized_view_text_match_rewrite',
  'enable_materialized_view_timeseries_agg_pushdown_rewrite enable_materialized_view_transparent_union_rewrite enable_materialized_view_union_rewrite',
  'enable_materialized_view_view_delta_rewrite enable_multi_cast_limit_push_down enable_multicolumn_global_runtime_filter_v2 enable_nested_loop_join',
  'enable_optimize_skew_join_by_query_rewrite enable_outer_join_reorder enable_parallel_merge enable_parquet_reader_bloom_filter',
  'enable_parquet_reader_page_index enable_partition_column_value_only_optimization enable_partition_hash_join',
  'enable_partition_level_cardinality_estimation enable_per_bucket_optimize enable_pipeline enable_pipeline_event_scheduler enable_pipeline_level_shuffle',
  'enable_plan_advisor enable_plan_advisor_blacklist enable_plan_serialize_concurrently enable_plan_validation enable_populate_datacache',
  'enable_predicate_move_around enable_prune_column_after_index_filter enable_prune_complex_types enable_prune_complex_types_in_unnest',
  'enable_prune_iceberg_manifest enable_push_down_pre_agg_with_rank enable_pushdown_or_predicate enable_query_queue enable_query_trigger_analyze',
  'enable_read_iceberg_puffin_ndv enable_rewrite_bitmap_union_to_bitamp_agg enable_rewrite_partition_column_minmax enable_rewrite_simple_agg_to_hdfs_scan',
  'enable_rewrite_sum_by_associative_rule enable_rewrite_unnest_bitmap_to_array enable_scan_datacache enable_scan_predicate_expr_reuse',
  'enable_simplify_case_when enable_spill_buffer_read enable_strict_order_by enable_subfield_no_copy enable_sync_materialized_view_rewrite',
  'enable_tablet_internal_parallel_v2 enable_topn_runtime_filter enable_view_based_mv_rewrite full_sort_late_materialization_v2',
  'hash_join_push_down_right_table innodb_read_only insert_local_shuffle_for_window_pre_agg interpolate_passthrough low_cardinality_optimize_on_lake',
  'low_cardinality_optimize_v2 spill_enable_compaction use_page_cache',
]

const OFF = [
  'always_collect_low_card_dict audit_execute_stmt cbo_derive_range_join_predicate cbo_prune_json_subfield cbo_use_histogram_evaluate_list_partition',
  'cbo_use_lock_db disable_colocate_join disable_colocate_set disable_function_fold_constants disable_generated_column_rewrite disable_join_reorder',
  'disable_spill_to_local_disk enable_adaptive_sink_dop enable_analyze_phase_prune_columns enable_cbo_table_prune enable_cbo_view_based_mv_rewrite',
  'enable_connector_async_list_partitions enable_delta_lake_column_statistics enable_distinct_column_bucketization enable_exchange_perf',
  'enable_execution_only enable_groupby_use_output_alias enable_hive_metadata_cache_with_insert enable_iceberg_column_statistics enable_incremental_mv',
  'enable_join_reorder_before_deduplicate enable_lake_tablet_internal_parallel enable_load_profile enable_materialized_view_agg_pushdown_rewrite',
  'enable_materialized_view_for_insert enable_materialized_view_rewrite_greedy_mode enable_materialized_view_single_table_view_delta_rewrite',
  'enable_metadata_profile enable_mv_planner enable_optimize_skew_join_by_broadcast_skew_values enable_paimon_column_statistics',
  'enable_parallel_prepare_metadata enable_partition_bucket_optimize enable_phased_scheduler enable_pipeline_level_multi_partitioned_rf',
  'enable_plan_analyzer enable_predicate_reorder enable_query_debug_trace enable_query_dump enable_query_tablet_affinity enable_rbo_table_prune',
  'enable_read_iceberg_equality_delete_with_partition_evolution enable_rewrite_groupingsets_to_union_all enable_rewrite_or_to_union_all_join',
  'enable_rewrite_simple_agg_to_meta_scan enable_runtime_adaptive_dop enable_shared_scan enable_short_circuit enable_show_all_variables',
  'enable_show_predicate_tree_in_profile enable_sort_aggregate enable_spill_to_remote_storage enable_spm_rewrite enable_sql_digest',
  'enable_stats_to_optimize_skew_join enable_strict_type enable_table_prune_on_update enable_ukfk_join_reorder enable_ukfk_opt',
  'enable_wait_dependent_event enable_write_hive_external_table force_schedule_local hash_join_interpolate_passthrough',
  'hdfs_backend_selector_force_rebalance hdfs_backend_selector_scan_range_shuffle hudi_mor_force_jni_reader join_late_materialization',
  'lower_upper_support_utf8 orc_use_column_names paimon_force_jni_reader prefer_compute_node prefer_cte_rewrite query_cache_force_populate',
  'runtime_filter_on_exchange_node single_node_exec_plan skip_local_disk_cache skip_page_cache spill_enable_direct_io',
]

const NUMBERS = [
  'agg_in_filter_limit=1024 back_pressure_back_rounds=3 back_pressure_throttle_time_upper_bound=300 big_query_log_cpu_second_threshold=480',
  'big_query_log_scan_bytes_threshold=0 big_query_log_scan_rows_threshold=1000000000 broadcast_right_table_scale_factor=10 broadcast_row_limit=15000000',
  'cbo_cte_max_limit=10 cbo_cte_reuse_rate_v2=1.15 cbo_debug_alive_backend_number=0 cbo_materialized_view_rewrite_candidate_limit=12',
  'cbo_materialized_view_rewrite_related_mvs_limit=16 cbo_materialized_view_rewrite_rule_output_limit=3 cbo_max_reorder_node=50',
  'cbo_max_reorder_node_use_dp=10 cbo_max_reorder_node_use_exhaustive=4 cbo_max_reorder_node_use_greedy=16 cbo_prepare_metadata_thread_pool_size=16',
  'cbo_prune_json_subfield_depth=20 cbo_prune_shuffle_column_rate=0.1 cbo_push_down_aggregate_on_broadcast_join_row_count_limit=250000',
  'cbo_push_down_distinct_limit=4096 cbo_push_down_topn_limit=1000 cbo_reorder_threshold_use_exhaustive=6 cbo_use_nth_exec_plan=0',
  'cbopushdownaggregatemode_v1=0 chunk_size=4096 column_view_concat_bytes_limit=4294967296 column_view_concat_rows_limit=-1 connector_huge_file_size=0',
  'connector_incremental_scan_ranges_size=500 connector_io_tasks_per_scan_operator=16 connector_io_tasks_slow_io_latency_ms=50 connector_max_split_size=0',
  'connector_remote_file_async_queue_size=1000 connector_remote_file_async_task_size=4 connector_scan_use_query_mem_ratio=0.3',
  'connector_sink_spill_mem_limit_threshold=0.5 connector_sink_target_max_file_size=0 consistent_hash_virtual_number=256 cross_join_cost_penalty=1000000',
  'datacache_evict_probability=100 datacache_sharing_work_period=600 full_sort_max_buffered_bytes=0 full_sort_max_buffered_rows=1073741824',
  'global_runtime_filter_build_max_size=0 global_runtime_filter_build_min_size=0 global_runtime_filter_probe_min_selectivity=0.5',
  'global_runtime_filter_probe_min_size=0 global_runtime_filter_rpc_http_min_size=0 global_runtime_filter_rpc_timeout=400',
  'global_runtime_filter_wait_timeout=20 group_execution_group_scale=64 group_execution_max_groups=128 group_execution_min_scan_rows=5000000',
  'historical_nodes_min_update_interval=600 hive_partition_stats_sample_size=3000 interleaving_group_size=10 io_tasks_per_scan_operator=4 jit_level=1',
  'join_reorder_driving_table_max_element=5 k_factor=1 like_predicate_consolidate_min=2 materialized_view_join_same_table_permutation_limit=5',
  'materialized_view_max_relation_mapping_size=10 materialized_view_subuqery_text_match_max_count=4 materialized_view_union_rewrite_mode=0',
  'max_buckets_per_be_to_use_balancer_assignment=6 max_or_to_union_all_join_predicates=3 max_parallel_scan_instance_num=-1 max_pipeline_dop=64',
  'max_pushdown_conditions_per_column=-1 max_scan_key_num=-1 max_spill_read_buffer_bytes_per_driver=16777216 max_ukfk_join_reorder_fk_rows=100000000',
  'max_ukfk_join_reorder_scale_ratio=100 metadata_collect_query_timeout=60 nested_mv_rewrite_max_level=3 new_planner_agg_stage=0',
  'optimizer_materialized_view_timelimit=1000 parallel_exchange_instance_num=-1 parse_tokens_limit=3500000 phased_scheduler_max_concurrency=2',
  'pipeline_profile_level=1 pipeline_sink_dop=0 pq_refine_factor=1 profile_timeout=10 query_cache_agg_cardinality_limit=5000000',
  'query_cache_entry_max_bytes=4194304 query_cache_entry_max_rows=409600 query_cache_hot_partition_num=3 query_delivery_timeout=300',
  'range_pruner_max_predicate=100 rpc_http_min_size=0 runtime_adaptive_dop_max_block_rows_per_driver_seq=0',
  'runtime_adaptive_dop_max_output_amplification_factor=0 runtime_filter_early_return_selectivity=0.05 runtime_filter_scan_wait_time=20',
  'runtime_join_filter_push_down_limit=1024000 runtime_profile_report_interval=10 scan_hive_partition_num_limit=0 scan_olap_partition_num_limit=0',
  'scan_or_to_union_limit=4 scan_or_to_union_threshold=50000000 scan_use_query_mem_ratio=0.3 select_ratio_threshold=0.15 semi_join_deduplicat_mode=0',
  'skew_join_data_skew_threshold=0.2 skew_join_rand_range=1000 skew_join_use_mcv_count=5 spill_encode_level=7 spill_hash_join_probe_op_max_bytes=0',
  'spill_mem_limit_threshold=0.8 spill_mem_table_num=2 spill_mem_table_size=104857600 spill_operator_max_bytes=0 spill_operator_min_bytes=0',
  'spill_rand_ratio=0.1 spill_revocable_max_bytes=0 spillable_operator_mask=-1 spm_rewrite_timeout_ms=1000 statistic_meta_collect_parallel=10',
  'topn_filter_back_pressure_mode=0 transmission_encode_level=7 use_compute_nodes=-1 window_partition_mode=1 workgroup_id=0',
]

const TEXTS = [
  'analyze_mv_v2= ann_params= cbo_eq_base_type= cbo_push_down_aggregate=global cbo_push_down_distinct=global choose_execute_instances_mode=',
  'computation_fragment_scheduling_policy= connector_sink_compression_codec=uncompressed count_distinct_implementation=default custom_query_id=',
  'follower_query_forward_mode= hdfs_backend_selector_hash_algorithm=consistent hive_temp_staging_dir=/tmp/starrocks join_implementation_mode_v2=auto',
  'large_decimal_underlying_type= load_transmission_compression_type=NO_COMPRESSION materialized_view_rewrite_mode=',
  'parallel_merge_late_materialization_mode= plan_mode= populate_datacache_mode= query_debug_options= query_excluding_mv_names= query_including_mv_names=',
  'spill_mode=auto spill_storage_volume= tablet_internal_parallel_mode=auto thrift_plan_protocol=binary trace_log_mode=command',
  'transmission_compression_type=AUTO',
]

/** Variables of the planner and of execution, with their defaults. */
export function planVariables(): readonly (readonly [string, SqlValue])[] {
  const names = (lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' '))
  const pair = (text: string): readonly [string, string] => {
    const at = text.indexOf('=')
    return [text.slice(0, at), text.slice(at + 1)]
  }
  return [
    ...names(ON).map((name) => [name, true] as const),
    ...names(OFF).map((name) => [name, false] as const),
    ...names(NUMBERS).map((text) => {
      const [name, value] = pair(text)
      const number = Number(value)
      return [name, Number.isSafeInteger(number) || !Number.isInteger(number) ? number : BigInt(value)] as const
    }),
    ...names(TEXTS).map(pair),
  ]
}
