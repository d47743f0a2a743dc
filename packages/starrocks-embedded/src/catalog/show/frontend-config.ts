import { isAtLeast } from 'starrocks-kit/schema'
import type { Target } from 'starrocks-kit/schema'
import type { ResultTable } from '../result/result-table.ts'
import { likePattern } from '../result/like-pattern.ts'

/** Defaults of the settings that decide whether a statement is accepted. */
export const CHECKED_SETTINGS: Readonly<Record<string, string>> = {
  enable_experimental_gin: 'false',
  enable_experimental_rowstore: 'false',
  enable_experimental_temporary_table: 'true',
  enable_experimental_vector: 'false',
  enable_range_distribution: 'false',
}

/** Settings of the frontend that tools ask for: type, whether it can be changed, value. */
function settings(target: Target): readonly (readonly [string, string, string, boolean])[] {
  return [
    ['alter_table_timeout_second', '86400', 'int', true],
    ['allow_system_reserved_names', 'false', 'boolean', true],
    ['default_mv_refresh_immediate', 'true', 'boolean', true],
    ['default_replication_num', '3', 'short', true],
    ['dynamic_partition_enable', 'true', 'boolean', true],
    ...Object.entries(CHECKED_SETTINGS)
      .filter(([key]) => key !== 'enable_range_distribution' || isAtLeast(target.version, 4, 1))
      .map(([key, value]) => [key, value, 'boolean', true] as const),
    ['enable_fast_schema_evolution', 'true', 'boolean', true],
    ['enable_mv_automatic_active_check', 'true', 'boolean', true],
    ['enable_strict_storage_medium_check', 'false', 'boolean', true],
    ['history_job_keep_max_second', '604800', 'int', true],
    ['http_port', '8030', 'int', false],
    ['max_partitions_in_one_batch', '4096', 'long', true],
    ['mysql_server_version', '8.0.33', 'String', true],
    ['qe_max_connection', '4096', 'int', true],
    ['query_port', '9030', 'int', false],
    ['run_mode', target.runMode, 'String', false],
    ['table_keeper_interval_second', '30', 'int', true],
  ]
}

/** ADMIN SHOW FRONTEND CONFIG. */
export function showFrontendConfig(
  like: string | undefined,
  target: Target,
  changed: Readonly<Record<string, string>>,
): ResultTable {
  const pattern = like === undefined ? undefined : likePattern(like, true)
  return {
    columns: ['Key', 'AliasNames', 'Value', 'Type', 'IsMutable', 'Comment'],
    rows: settings(target)
      .filter(([key]) => pattern === undefined || pattern.test(key))
      .map(([key, value, type, mutable]) => [key, '[]', changed[key] ?? value, type, String(mutable), '']),
  }
}
