import type { IndexType } from './types/table.ts'
import type { RunMode, ServerVersion, Target } from './types/capabilities.ts'

const VERSION = /^\s*(?:v|StarRocks[ -])?(\d+)\.(\d+)(?:\.(\d+))?/i

/**
 * Reads what `current_version()` or a user calls the version: `3.5.7`, `3.5.7-4f9aa1d`, `3.5`, `v4.0.0-rc01`.
 * Development builds have no number (`main-...`): then the result is undefined and the user has to name the version.
 */
export function parseServerVersion(text: string): ServerVersion | undefined {
  const match = VERSION.exec(text)
  if (match === null) return undefined
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0), label: text.trim() }
}

/** Whether the version is `major.minor.patch` or later. */
export function isAtLeast(version: ServerVersion, major: number, minor: number, patch = 0): boolean {
  if (version.major !== major) return version.major > major
  if (version.minor !== minor) return version.minor > minor
  return version.patch >= patch
}

/**
 * What a server can do, by version and run mode. Every threshold of the toolkit is here and nowhere else; only the embedded server's grammar of syntax
 * errors has some of its own, for forms that nothing else knows of.
 *
 * Sources: answers recorded from servers of branch 3.2, 3.3.5, 3.5.7, the main branch of June 2025 (on its way from 3.5 to 4.0: it counts as 3.6 here,
 * a number that was never released) and of January 2026 (4.1 in development), and StarRocks' release notes where a patch number is given.
 */
export interface Capabilities {
  readonly runMode: RunMode
  /** The recorded server whose words messages have, where they changed and nothing else did. */
  readonly wording: '3.2' | '3.3' | '3.5' | '4.1'
  /** Errors have codes of StarRocks' own (55xx) in place of MySQL's (3.3). */
  readonly ownErrorCodes: boolean

  // Types
  /** Largest precision of DECIMAL: 38, and 76 with DECIMAL256 (4.0). */
  readonly maxDecimalPrecision: 38 | 76
  /** Columns such as `v avg(bigint)` in AGGREGATE KEY tables (recorded: not in 3.2, in 3.3.5 and later). */
  readonly aggregateStateColumns: boolean
  /** VARBINARY as a key of DUPLICATE KEY tables and as a HASH column (recorded in 4.1). */
  readonly binaryKeys: boolean
  /** The word DECIMAL256 and the type VARIANT in the grammar (4.1). */
  readonly decimal256Word: boolean

  // Defaults
  /** `DEFAULT CURRENT_TIMESTAMP(p)` (3.5). */
  readonly currentTimestampPrecision: boolean
  /** DEFAULT takes any constant expression: unquoted numbers, uuid() without parentheses, arrays, maps, rows, JSON text (4.1). */
  readonly defaultExpressions: boolean
  /** `DEFAULT CURRENT_TIMESTAMP` is refused for other types than DATETIME (3.2 and 3.3.5; 3.5 and later take it, recorded). */
  readonly checksCurrentTimestampType: boolean

  // CREATE TABLE
  /** ORDER BY on DUPLICATE, UNIQUE and AGGREGATE KEY tables (3.3). Before, only PRIMARY KEY tables have a sort key of their own. */
  readonly sortKeyOfEveryModel: boolean
  /** `ORDER BY (a DESC)` (4.1). */
  readonly descendingSortKey: boolean
  /** A PRIMARY KEY table without DISTRIBUTED BY gets HASH of its key (3.3; before, only DUPLICATE KEY has a default). */
  readonly primaryKeyDefaultDistribution: boolean
  /** `PARTITION BY a, date_trunc('day', b)` and functions other than date_trunc and time_slice (3.5). */
  readonly mixedExpressionPartitions: boolean
  /** NULL values and nullable columns of list partitions (3.3). */
  readonly nullableListPartitions: boolean
  /** `INTERVAL n WEEK` in batches whose ends are not on a Monday (3.3). */
  readonly unalignedWeekBatch: boolean
  /** Kinds of indexes in the grammar: BITMAP, from 3.3 on GIN and NGRAMBF, from 3.4 on VECTOR. */
  readonly indexTypes: readonly IndexType[]
  /** GIN with `imp_lib` = builtin, the only one in shared-data mode (4.1). */
  readonly builtinInvertedIndex: boolean
  /** USING GIN on PRIMARY KEY tables (4.0). */
  readonly ginOnPrimaryKey: boolean
  /** Tables may be split by range of the sort key instead of DISTRIBUTED BY (4.1, shared-data). */
  readonly rangeDistribution: boolean
  /** Generated columns: 3.1, in shared-data mode 3.5. */
  readonly generatedColumns: boolean

  // ALTER TABLE
  /** `RENAME COLUMN a TO b` (3.3.2). */
  readonly renameColumn: boolean
  /** `MODIFY COLUMN c COMMENT 'x'` without a type (recorded: refused by 3.3.5, accepted by 3.5). */
  readonly commentOnlyModify: boolean
  /** ORDER BY can change the sort key of every key model (3.3); before, of PRIMARY KEY tables only. */
  readonly alterSortKeyOfEveryModel: boolean
  /** Messages about clauses that do not go together name few kinds of them (recorded in 4.1). */
  readonly onlySchemaChangeNamed: boolean
  /** A change of the sort key may stand beside other clauses in one ALTER (up to 4.0). */
  readonly sortKeyWithOtherClauses: boolean
  /** MODIFY COLUMN ... COMMENT beside other clauses: taken, and the others forgotten (refused from 4.1 on). */
  readonly commentWithOtherClauses: boolean
  /** `MODIFY COLUMN s ADD FIELD / DROP FIELD` (3.2.10, 3.3.2). */
  readonly structFields: boolean
  /** `DROP PARTITIONS (p1, p2)` (3.4). */
  readonly dropPartitionList: boolean
  /** `ALTER TABLE t PARTITION BY date_trunc('month', d)`: merging of partitions (3.5). */
  readonly mergePartitions: boolean
  /** `ADD PARTITION COLUMN` and `DROP PARTITION COLUMN` in the grammar (4.1). */
  readonly partitionColumnClauses: boolean
  /** `ALTER TABLE t AUTO_INCREMENT = n` (3.5.7 and 4.0.x by backport; recorded in 3.5.7 and 4.1). */
  readonly alterAutoIncrement: boolean
  /** RANDOM tables refuse DISTRIBUTED BY while `bucket_size` is set (3.4). */
  readonly randomRefusesOptimize: boolean
  /** The refusal of colocation of a materialized view names the property and the run mode (3.5.7 and 4.0; the line between them does not). */
  readonly namesColocateMode: boolean
  /** AGGREGATE KEY tables whose columns are not replaced may be distributed at random (gone with 3.5.7 and 4.0; still so on the line between them). */
  readonly randomAggregateKey: boolean
  /** ADD and DROP COLUMN without rewriting data: `fast_schema_evolution` (3.2 shared-nothing, 3.3 shared-data). */
  readonly fastSchemaEvolution: boolean

  // Queries (the grammars of branch 3.2, 3.3.5, 3.5.7, June 2025 and January 2026)
  /** `FROM t PIVOT (...)` (3.3). */
  readonly pivot: boolean
  /** `FROM t SAMPLE (...)` (between 3.3.5 and 3.5.7). */
  readonly sample: boolean
  /** `SELECT * EXCLUDE (a)` (between 3.5.7 and June 2025's main branch). */
  readonly excludeColumns: boolean
  /** `sum(a) FILTER (WHERE b)` (between 3.5.7 and June 2025's main branch). */
  readonly aggregateFilter: boolean
  /** `ASOF JOIN` (between June 2025 and January 2026). */
  readonly asofJoin: boolean
  /** `WITH RECURSIVE` (4.1). */
  readonly recursiveTables: boolean
  /** The columns of FULL OUTER JOIN ... USING belong to neither side (4.1). */
  readonly mergesFullJoins: boolean

  // Users and privileges
  /** `CREATE USER ... PROPERTIES` and `ALTER USER ... SET PROPERTIES` (3.3); before, SET PROPERTY knows `max_user_connections` alone. */
  readonly userProperties: boolean
  /** Ways in which users log in (AuthPlugin): LDAP, up to 3.4 Kerberos, from 3.5 on JWT and OAuth2. */
  readonly authPlugins: readonly string[]
  /** REFRESH on tables (recorded in 3.5.7 and 4.1; not yet on the line between them). */
  readonly refreshPrivilegeOfTables: boolean
  /** CREATE WAREHOUSE and SECURITY on SYSTEM, and privileges on warehouses (3.5). */
  readonly securityPrivileges: boolean

  // Objects beside databases
  /** ALTER CATALOG changes every property but the type (3.3.12, 3.4.2); before, the name of the Ranger service alone. */
  readonly altersCatalogProperties: boolean

  // Views and materialized views
  /** `SECURITY NONE | INVOKER` of views (3.4.1). */
  readonly viewSecurity: boolean
  /** `CREATE VIEW ... PROPERTIES` and `ALTER DATABASE ... SET (...)` in the grammar (4.1). */
  readonly viewProperties: boolean
  /** `SHOW VERBOSE RESOURCE GROUPS`, which shows what the plain form has left out since then, and cpu_weight for cpu_core_limit (3.3). */
  readonly verboseResourceGroups: boolean
  /** `SUBMIT TASK ... SCHEDULE` in the grammar (3.3). */
  readonly taskSchedules: boolean
  /** A pipe lies in the database of its table, whatever the session's is; its limits and messages as of then (3.3). */
  readonly pipesBesideTables: boolean
  /** The first of the error codes of pipes: bad statement, unknown, exists, unknown property (3.4 moved them). */
  readonly pipeErrorCodes: number
  /** `kafka_broker_list` among what ALTER ROUTINE LOAD changes, and `pause_on_fatal_parse_error` (3.4). */
  readonly routineLoadBrokers: boolean
  /** SHOW ROUTINE LOAD shows the separators as they are, the default of rows, and how CSV is enclosed (3.3). */
  readonly plainLoadSeparators: boolean
  /** `CREATE [OR REPLACE] FUNCTION [IF NOT EXISTS]`, `DROP FUNCTION IF EXISTS` in the grammar, and functions in Python (3.4). */
  readonly pythonFunctions: boolean
  /** `CREATE FUNCTION f(a INT) RETURNS a + 1` (4.1). */
  readonly sqlFunctions: boolean
  /** SHOW CREATE prints the text of a view as it was written, not the analyzer's (4.0.6; recorded in 4.1). */
  readonly viewTextAsWritten: boolean
  /** The same for materialized views (4.0). */
  readonly materializedViewTextAsWritten: boolean
  /** SHOW CREATE VIEW words the stored text once more, without names to look up (View.getInlineViewDefWithoutCredential, 3.4). */
  readonly viewTextWordedTwice: boolean
  /** Table functions show the arguments that were left out (3.3). */
  readonly printsDefaultArguments: boolean
  /** A space between PARTITION and its names in the analyzer's wording (3.4). */
  readonly spacedPartitionNames: boolean
  /** Columns made from a query take the longest VARCHAR for any text (Config.transform_type_prefer_string_for_varchar, 4.1). */
  readonly longestTextOfQueries: boolean
  /** SHOW WAREHOUSES answers in shared-nothing mode too (3.2). */
  readonly warehousesOfSharedNothing: boolean
  /** The smallest interval of EVERY in seconds; 0 when there is none (recorded: 60 from 3.3.5 on). */
  readonly minimumRefreshInterval: number
  /** Several partition columns of a materialized view (3.4). */
  readonly materializedViewMultiColumnPartitions: boolean
  /** Whether ACTIVE asks of each column of a materialized view its whole type and NULL, or the kind of type alone. */
  readonly strictActivation: boolean

  /** `query_rewrite_consistency` = FORCE_MV (3.4). */
  readonly forcedMaterializedViews: boolean

  // Properties
  /** SHOW CREATE TABLE prints properties by name (3.3); before, in an order of its own, `in_memory` and `enable_persistent_index` always among them. */
  readonly alphabeticalTableProperties: boolean
  /** The server is newer than all that were checked, and may have properties that nobody here knows: they are passed on (4.2). */
  readonly newProperties: boolean
  /** Whether the server knows the property of tables. */
  readonly knowsTableProperty: (name: string) => boolean
  /** Whether the server knows the property of materialized views. */
  readonly knowsMaterializedViewProperty: (name: string) => boolean
  /** PRIMARY KEY tables may keep their index in memory (`enable_persistent_index` = false at CREATE; up to 3.3.5, refused from 3.5 on). */
  readonly inMemoryPrimaryIndex: boolean
  /** `ALTER TABLE ... SET ("persistent_index_type" = ...)` (3.4). */
  readonly altersPersistentIndexType: boolean
  /** `bucket_size` is refused on tables that are not RANDOM (4.1). */
  readonly bucketSizeOfRandomOnly: boolean
  /** `flat_json.enable` may be given as false (4.1). */
  readonly flatJsonOff: boolean
  /** The `bucket_size` that RANDOM tables get: 4 GiB, from 4.0 on 1 GiB. */
  readonly defaultBucketSize: string
  /** SHOW CREATE prints `fast_schema_evolution` also when it is false (3.3.5). */
  readonly printsFastSchemaEvolution: boolean
  /** Which string defaults SHOW CREATE escapes: none (3.2), those of PRIMARY KEY tables (3.3), all (3.4). */
  readonly escapedDefaults: 'none' | 'primary-key' | 'all'
  /** Whether SHOW CREATE escapes the comments of the columns of PRIMARY KEY tables, as it does those of others. */
  readonly escapesPrimaryKeyComments: boolean
  /** Defaults of BOOLEAN columns are kept as `1` and `0` (4.1). */
  readonly numericBooleanDefaults: boolean
  /** Whose generated columns SHOW CREATE prints with column names in backquotes: no table's (3.2), every table's (3.3), all but PRIMARY KEY tables' (3.4). */
  readonly quotedGeneratedColumns: 'none' | 'all' | 'not-primary-key'
  /** An index without a comment is printed with an empty one (3.3). */
  readonly emptyIndexComment: boolean
  /** SHOW CREATE prints `file_bundling` in shared-nothing mode too, where it means nothing (recorded: up to 4.0). */
  readonly printsIdleFileBundling: boolean
  /** `flat_json.sparsity.factor` of a table that only switches flat JSON on (Config.flat_json_sparsity_factory). */
  readonly flatJsonSparsityFactor: string
  /** Replication of a table when none is given: 3, in shared-data mode 1. */
  readonly defaultReplicationNum: string
}

/** Properties that came after 3.1, with the first version that is known to take them (recorded; those not named here are older). */
const TABLE_PROPERTY_VERSIONS: Readonly<Record<string, readonly [number, number, number?]>> = {
  partition_ttl: [3, 3],
  'labels.location': [3, 3],
  mutable_bucket_num: [3, 3, 5],
  partition_retention_condition: [3, 5],
  base_compaction_forbidden_time_ranges: [3, 4],
  enable_load_profile: [3, 4],
  'flat_json.enable': [3, 6],
  'flat_json.null.factor': [3, 6],
  'flat_json.sparsity.factor': [3, 6],
  'flat_json.column.max': [3, 6],
  file_bundling: [3, 6],
  time_drift_constraint: [3, 5],
  enable_statistic_collect_on_first_load: [4, 1],
  cloud_native_fast_schema_evolution_v2: [4, 1],
  compaction_strategy: [4, 0],
  lake_compaction_max_parallel: [4, 1],
  table_query_timeout: [4, 1],
}

/** The release from which on tables may have the property, as in `3.4`; undefined for those that are older than what is supported. */
export function tablePropertySince(name: string): string | undefined {
  const version = Object.hasOwn(TABLE_PROPERTY_VERSIONS, name) ? TABLE_PROPERTY_VERSIONS[name] : undefined
  // What counts as 3.6 here came out as 4.0.
  return version === undefined ? undefined : version.join('.').replace(/^3\.6$/u, '4.0')
}

const MATERIALIZED_VIEW_PROPERTY_VERSIONS: Readonly<Record<string, readonly [number, number, number?]>> = {
  enable_query_rewrite: [3, 3],
  transparent_mv_rewrite_mode: [3, 3],
  compression: [3, 3],
  partition_refresh_strategy: [3, 6],
  excluded_refresh_tables: [3, 4],
  refresh_mode: [4, 1],
  partition_retention_condition: [3, 5],
}

function knows(
  versions: Readonly<Record<string, readonly [number, number, number?]>>,
  name: string,
  since: (major: number, minor: number, patch?: number) => boolean,
): boolean {
  const version = Object.hasOwn(versions, name) ? versions[name] : undefined
  return version === undefined || since(...version)
}

/** What the target can do. */
export function capabilitiesOf(target: Target): Capabilities {
  const since = (major: number, minor: number, patch = 0): boolean => isAtLeast(target.version, major, minor, patch)
  const sharedData = target.runMode === 'shared_data'
  return {
    runMode: target.runMode,
    wording: since(4, 1) ? '4.1' : since(3, 4) ? '3.5' : since(3, 3) ? '3.3' : '3.2',
    ownErrorCodes: since(3, 3),
    maxDecimalPrecision: since(3, 6) ? 76 : 38,
    aggregateStateColumns: since(3, 3, 5),
    binaryKeys: since(4, 1),
    decimal256Word: since(4, 1),
    currentTimestampPrecision: since(3, 5),
    defaultExpressions: since(4, 1),
    checksCurrentTimestampType: !since(3, 5),
    sortKeyOfEveryModel: since(3, 3),
    descendingSortKey: since(4, 1),
    primaryKeyDefaultDistribution: since(3, 3),
    mixedExpressionPartitions: since(3, 4),
    nullableListPartitions: since(3, 3, 4),
    unalignedWeekBatch: since(3, 3),
    indexTypes: since(3, 4)
      ? ['BITMAP', 'GIN', 'NGRAMBF', 'VECTOR']
      : since(3, 3)
        ? ['BITMAP', 'GIN', 'NGRAMBF']
        : ['BITMAP'],
    builtinInvertedIndex: since(4, 1),
    ginOnPrimaryKey: since(4, 0),
    rangeDistribution: sharedData && since(4, 1),
    generatedColumns: sharedData ? since(3, 5) : since(3, 1),
    renameColumn: since(3, 3, 2),
    commentOnlyModify: since(3, 5),
    alterSortKeyOfEveryModel: since(3, 3),
    onlySchemaChangeNamed: since(4, 1),
    sortKeyWithOtherClauses: !since(4, 1),
    commentWithOtherClauses: !since(4, 1),
    structFields: since(3, 3) ? since(3, 3, 2) : since(3, 2, 10),
    dropPartitionList: since(3, 4),
    mergePartitions: since(3, 5),
    partitionColumnClauses: since(4, 1),
    alterAutoIncrement: since(4, 0) || (since(3, 5, 7) && !since(3, 6)),
    randomRefusesOptimize: since(3, 4),
    namesColocateMode: since(4, 0) || (since(3, 5, 7) && !since(3, 6)),
    randomAggregateKey: !since(4, 0) && (since(3, 6) || !since(3, 4)),
    fastSchemaEvolution: sharedData ? since(3, 3) : since(3, 2),
    pivot: since(3, 3),
    sample: since(3, 4),
    excludeColumns: since(3, 6),
    aggregateFilter: since(3, 6),
    asofJoin: since(4, 0),
    recursiveTables: since(4, 1),
    mergesFullJoins: since(4, 1),
    userProperties: since(3, 3),
    authPlugins: [
      'MYSQL_NATIVE_PASSWORD',
      'AUTHENTICATION_LDAP_SIMPLE',
      ...(since(3, 5) ? ['AUTHENTICATION_JWT', 'AUTHENTICATION_OAUTH2'] : ['AUTHENTICATION_KERBEROS']),
    ],
    refreshPrivilegeOfTables: since(4, 0) || (since(3, 5, 7) && !since(3, 6)),
    securityPrivileges: since(3, 5),
    altersCatalogProperties: since(3, 4) ? since(3, 4, 2) : since(3, 3, 12),
    viewSecurity: since(3, 4, 1),
    viewProperties: since(4, 1),
    verboseResourceGroups: since(3, 3),
    taskSchedules: since(3, 3),
    pipesBesideTables: since(3, 3),
    pipeErrorCodes: since(3, 4) ? 5800 : 6010,
    routineLoadBrokers: since(3, 4),
    plainLoadSeparators: since(3, 3),
    pythonFunctions: since(3, 4),
    sqlFunctions: since(4, 1),
    viewTextAsWritten: since(4, 0, 6),
    materializedViewTextAsWritten: since(4, 0),
    viewTextWordedTwice: since(3, 4),
    printsDefaultArguments: since(3, 3),
    spacedPartitionNames: since(3, 4),
    longestTextOfQueries: since(4, 1),
    warehousesOfSharedNothing: !since(3, 3),
    minimumRefreshInterval: since(3, 3) ? 60 : 0,
    materializedViewMultiColumnPartitions: since(3, 4),
    strictActivation: !since(4, 1),
    forcedMaterializedViews: since(3, 4),
    newProperties: since(4, 2),
    knowsTableProperty: (name) => knows(TABLE_PROPERTY_VERSIONS, name, since),
    knowsMaterializedViewProperty: (name) => knows(MATERIALIZED_VIEW_PROPERTY_VERSIONS, name, since),
    inMemoryPrimaryIndex: !since(3, 5),
    altersPersistentIndexType: since(3, 4),
    bucketSizeOfRandomOnly: since(4, 1),
    flatJsonOff: since(4, 1),
    alphabeticalTableProperties: since(3, 3),
    defaultBucketSize: since(4, 0) ? '1073741824' : '4294967296',
    printsFastSchemaEvolution: since(3, 3, 5),
    escapedDefaults: since(3, 4) ? 'all' : since(3, 3) ? 'primary-key' : 'none',
    escapesPrimaryKeyComments: since(3, 6),
    numericBooleanDefaults: since(4, 1),
    quotedGeneratedColumns: since(3, 4) ? 'not-primary-key' : since(3, 3) ? 'all' : 'none',
    emptyIndexComment: since(3, 3),
    printsIdleFileBundling: !since(4, 1),
    flatJsonSparsityFactor: since(4, 1) ? '0.3' : '0.9',
    defaultReplicationNum: sharedData ? '1' : '3',
  }
}
