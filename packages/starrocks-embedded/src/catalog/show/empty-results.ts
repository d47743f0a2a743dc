import type { ResultTable } from '../result/result-table.ts'

/** SHOW statements about what this server never has, by subject: their columns (com.starrocks.sql.ast.Show...Stmt). */
const EMPTY: Readonly<Record<string, string>> = {
  'ANALYZE JOB': 'Id, Catalog, Database, Table, Columns, Type, Schedule, Properties, Status, LastWorkTime, Reason',
  'ANALYZE STATUS': 'Id, Database, Table, Columns, Type, Schedule, Status, StartTime, EndTime, Properties, Reason',
  AUTHORS: 'Name, Location, Comment',
  'BACKEND BLACKLIST':
    'BackendId, AddBlackListType, LostConnectionTime, LostConnectionNumberInPeriod, CheckTimePeriod(s)',
  BACKUP:
    'JobId, SnapshotName, DbName, State, BackupObjs, CreateTime, SnapshotFinishedTime, UploadFinishedTime, FinishedTime, UnfinishedTasks, Progress, TaskErrMsg, Status, Timeout',
  BROKER: 'Name, IP, Port, Alive, LastStartTime, LastUpdateTime, ErrMsg',
  'COMPUTE NODES':
    'ComputeNodeId, IP, HeartbeatPort, BePort, HttpPort, BrpcPort, LastStartTime, LastHeartbeat, Alive, SystemDecommissioned, ClusterDecommissioned, ErrMsg, Version, CpuCores, MemLimit, NumRunningQueries, MemUsedPct, CpuUsedPct, DataCacheMetrics, HasStoragePath, StatusCode',
  'DATACACHE RULES': 'Rule Id, Catalog, Database, Table, Priority, Predicates, Properties',
  DELETE: 'TableName, PartitionName, CreateTime, DeleteCondition, State',
  ERRORS: 'Level, Code, Message',
  EVENTS:
    'Db, Name, Definer, Time, Type, Execute at, Interval value, Interval field, Status, Ends, Status, Originator, character_set_client, collation_connection, Database Collation',
  EXPORT: 'JobId, QueryId, State, Progress, TaskInfo, Path, CreateTime, StartTime, FinishTime, Timeout, ErrorMsg',
  FILE: 'Id, DbName, GlobalStateMgr, FileName, FileSize, IsContent, MD5',
  'FUNCTION STATUS':
    'Db, Name, Type, Definer, Modified, Created, Security_type, Comment, character_set_client, collation_connection, Database Collation',
  'HISTOGRAM META': 'Database, Table, Column, Type, UpdateTime, Properties',
  'LOAD WARNINGS': 'JobId, Label, ErrorMsgDetail',
  'MULTIPLE COLUMNS STATS META': 'Database, Table, Columns, Type, StatisticsTypes, UpdateTime, Properties',
  'OPEN TABLES': 'Database, Table, In_use, Name_locked',
  'PROCEDURE STATUS':
    'Db, Name, Type, Definer, Modified, Created, Security_type, Comment, character_set_client, collation_connection, Database Collation',
  PRIVILEGES: 'Privilege, Context, Comment',
  PROFILELIST: 'QueryId, StartTime, Time, State, Statement',
  REPOSITORIES: 'RepoId, RepoName, CreateTime, IsReadOnly, Location, Broker, ErrMsg',
  RESOURCES: 'Name, ResourceType, Key, Value',
  RESTORE:
    'JobId, Label, Timestamp, DbName, State, AllowLoad, ReplicationNum, RestoreObjs, CreateTime, MetaPreparedTime, SnapshotFinishedTime, DownloadFinishedTime, FinishedTime, UnfinishedTasks, Progress, TaskErrMsg, Status, Timeout',
  'ROUTINE LOAD TASK':
    'TaskId, TxnId, TxnStatus, JobId, CreateTime, LastScheduledTime, ExecuteStartTime, Timeout, BeId, DataSourceProperties, Message, Warehouse',
  'RUNNING QUERIES':
    'QueryId, WarehouseId, ResourceGroupId, StartTime, PendingTimeout, QueryTimeout, State, Slots, Fragments, DOP, Frontend, FeStartTime',
  SQLBLACKLIST: 'Id, Forbidden SQL',
  'STATS META':
    'Database, Table, Columns, Type, UpdateTime, Properties, Healthy, ColumnStats, TabletStatsReportTime, TableHealthyMetrics, TableUpdateTime',
  STATUS: 'Variable_name, Value',
  TRANSACTION:
    'TransactionId, Label, Coordinator, TransactionStatus, LoadJobSourceType, PrepareTime, PreparedTime, CommitTime, PublishTime, FinishTime, Reason, ErrorReplicasCount, ListenerId, TimeoutMs, PreparedTimeoutMs, ErrMsg',
  TRIGGERS:
    'Trigger, Event, Table, Statement, Timing, Created, sql_mode, Definer, character_set_client, collation_connection, Database Collation',
  WARNINGS: 'Level, Code, Message',
  WHITELIST: 'user_name, white_list',
}

const SAME_AS: Readonly<Record<string, string>> = { ANALYZE: 'ANALYZE JOB' }

/** The columns of a SHOW statement that has no rows here; undefined for all others. */
export function emptyResult(subject: string): ResultTable | undefined {
  const key = SAME_AS[subject] ?? subject
  const columns = Object.hasOwn(EMPTY, key) ? EMPTY[key] : undefined
  return columns === undefined ? undefined : { columns: columns.split(', '), rows: [] }
}
