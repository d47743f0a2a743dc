/** Schema-as-code for StarRocks: models, comparison, migrations, reverse engineering. */

// The config
export { defineConfig } from './config/index.ts'
export type {
  ComparisonConfig,
  Config,
  ConfigExport,
  ConfigFunction,
  EnvironmentConfig,
  HooksConfig,
  LedgerConfig,
  LintConfig,
  LoadedConfig,
  LockConfig,
  ManageConfig,
  PlaceConfig,
  RevisionDraft,
  RevisionDraftContext,
  RevisionFileParts,
  RevisionFilesConfig,
  RevisionProcessor,
  TargetConfig,
} from './config/index.ts'
export type {
  AttributeComparison,
  AttributeSwitch,
  AttributeSwitches,
  FilteredObject,
  FilteredObjects,
  NameFilter,
  ObjectFilter,
  Rename,
  SelectionPlace,
  UndecidedComparison,
} from './diff/index.ts'
export type {
  Casing,
  ItemRenderer,
  MappedType,
  MigrationParts,
  ModelLayout,
  ModelStyle,
  RenderedItem,
  TypeMapping,
} from './codegen/index.ts'

// Objects
export { table } from './models/index.ts'
export {
  externalCatalog,
  pipe,
  resourceGroup,
  role,
  routineLoad,
  storageVolume,
  task,
  user,
  userFunction,
} from './models/index.ts'
export type { AnyModel, ClusterModel } from './models/index.ts'
export { view } from './models/index.ts'
export type { ViewOptions } from './models/index.ts'
export { materializedView } from './models/index.ts'
export type { MaterializedViewOptions } from './models/index.ts'
export type {
  ClauseText,
  CompiledQuery,
  ObjectOptions,
  Override,
  QueryOptions,
  TableOptions,
  ViewColumnsInput,
} from './models/index.ts'

// Column types
export {
  bigint,
  bitmap,
  boolean,
  char,
  columnType,
  date,
  datetime,
  decimal,
  decimalV2,
  double,
  float,
  hll,
  int,
  json,
  largeint,
  percentile,
  smallint,
  string,
  tinyint,
  varbinary,
  varchar,
  variant,
} from './models/index.ts'
export type { TypedColumn } from './models/index.ts'
export { aggState, array, map, struct } from './models/index.ts'
export type { StructFields, StructValue } from './models/index.ts'
export type { ColumnBuilder, ColumnMap, ColumnTrait, DefaultValue } from './models/index.ts'

// Clauses
export { aggregateKey, duplicateKey, primaryKey, uniqueKey } from './models/index.ts'
export type { KeyClause } from './models/index.ts'
export { hash, random } from './models/index.ts'
export type { HashClause, RandomClause } from './models/index.ts'
export { automatic, batch, dateTrunc, list, MAXVALUE, partition, range, timeSlice } from './models/index.ts'
export type {
  Bound,
  DateUnit,
  ListValue,
  MaxValue,
  PartitionClause,
  PartitionColumn,
  PartitionExpressionClause,
  PartitionForms,
  PartitioningClause,
  PartitionProperties,
} from './models/index.ts'
export { desc } from './models/index.ts'
export type { DescendingClause, SortColumn } from './models/index.ts'
export { index } from './models/index.ts'
export type { IndexClause } from './models/index.ts'
export { rollup } from './models/index.ts'
export type { RollupClause, RollupOptions } from './models/index.ts'
export { refresh } from './models/index.ts'
export type { AsyncRefreshOptions, ManualRefreshOptions, RefreshClause } from './models/index.ts'
export type { MaterializedViewProperties, PropertyValue, TableProperties } from './models/index.ts'

// SQL with references
export { raw, sql } from './models/index.ts'
export type { SqlFragment, SqlValue } from './models/index.ts'
export type { ColumnLike, ColumnRef } from './models/index.ts'
export { unmanaged } from './models/index.ts'
export type { Unmanaged } from './models/index.ts'

// Models and what is made of them
export { isModel } from './models/index.ts'
export type {
  ColumnRefs,
  InferInsert,
  InferRow,
  MaterializedViewModel,
  Model,
  TableModel,
  ViewModel,
} from './models/index.ts'
export { modelsFromExports } from './models/index.ts'
export { schemaFromModels } from './models/index.ts'
export type { ModelRename, ModelSchema } from './models/index.ts'
export type { AttributeOverride } from './schema/index.ts'

// Migrations, written by hand or generated
export type {
  ColumnInput,
  CurrentState,
  CustomOperation,
  CustomOperations,
  DataStepCode,
  DataStepContext,
  DataStepOptions,
  DestructiveStep,
  Direction,
  EditedRevision,
  IndexInput,
  JobProgress,
  LedgerRow,
  LintFinding,
  LintSettings,
  LintSeverity,
  LockHolder,
  MaterializedViewInput,
  MigrationEvent,
  MigrationResult,
  MigrationScript,
  NameInput,
  Op,
  OpaqueStatement,
  OpWith,
  Outcome,
  PlacementInput,
  PropertiesInput,
  Resolution,
  ResolvedStatement,
  Revision,
  RevisionFilePlace,
  RevisionFolder,
  RevisionNaming,
  RevisionPlan,
  RollupInput,
  RowInput,
  RunArguments,
  RunOptions,
  SqlInput,
  TableInput,
  TableSize,
  ValueInput,
  VerifyFinding,
  VersionApplied,
  VersionHook,
  ViewColumnInput,
  ViewInput,
} from './migrations/index.ts'
export type { Operation, OperationKind, OperationOf } from './operations/index.ts'
export type { Hazard, JobKind, Plan, PlanError, PlanStep } from './plan/index.ts'

// Sessions with a server
export { connect, connectionProvider } from './connection/index.ts'
export type {
  Connection,
  ConnectionProvider,
  Logger,
  QueryResult,
  ResultColumn,
  RowStream,
} from './connection/index.ts'

// The commands, from code
export {
  acceptEdits,
  adopt,
  amend,
  branches,
  check,
  compareObject,
  createAll,
  current,
  diff,
  downgrade,
  dropAll,
  ensureVersion,
  ensureVersionSql,
  exportSchema,
  heads,
  history,
  init,
  lint,
  loadEnvironment,
  loadSchemaSource,
  merge,
  offlineSql,
  plan,
  pull,
  push,
  resolveStatement,
  revision,
  rowTypes,
  show,
  squash,
  stamp,
  stampSql,
  unlock,
  up,
  upgrade,
  verify,
} from './commands/index.ts'
export type {
  AdoptOptions,
  AdoptResult,
  BranchPoint,
  CheckOptions,
  CheckResult,
  CreateAllOptions,
  CreateAllResult,
  CurrentResult,
  DiffResult,
  Drift,
  DropAllOptions,
  DropAllResult,
  Environment,
  ExportFormat,
  FormerTool,
  InitOptions,
  InitResult,
  LintOptions,
  MergeOptions,
  MergeResult,
  MigrateOptions,
  ObjectComparison,
  ObjectQueryComparison,
  OfflineSql,
  PlannedRevision,
  PlannedStep,
  PlanOptions,
  PlanResult,
  PullOptions,
  PullResult,
  PushOptions,
  PushResult,
  RevisionOptions,
  RevisionPlace,
  RevisionResult,
  SessionOptions,
  SourceContext,
  SourcedSchema,
  SqlScript,
  SquashOptions,
  SquashResult,
  StampOptions,
  UnlockResult,
  UpResult,
  VerifyResult,
  WritingEnvironment,
} from './commands/index.ts'

// Errors
export { StarRocksKitError } from './errors/base.ts'
export {
  AdoptError,
  AmendError,
  ConfirmationRequiredError,
  DestructivePushError,
  FileExistsError,
  ImpossibleChangesError,
  InvalidRenameError,
  InvalidSchemaError,
  LockInUseError,
  MissingDatabaseError,
  NoDatabaseError,
  NotAHeadError,
  NothingToMergeError,
  NothingToPullError,
  PendingRevisionsError,
  PostWriteError,
  PullTargetError,
  PushOverRevisionsError,
  RevisionIdError,
  SchemaDocumentError,
  SqlScriptError,
  UnknownSourceError,
  UnreadableFileError,
  RevisionTemplateError,
  SquashError,
  TargetMismatchError,
  UnknownObjectError,
  VersionPathError,
} from './commands/index.ts'
export {
  ConfigNotFoundError,
  HookError,
  InvalidConfigError,
  ModelsNotFoundError,
  ModuleLoadError,
  UnknownEnvironmentError,
} from './config/index.ts'
export {
  AccessDeniedError,
  AuthenticationError,
  ConnectionError,
  ConnectionLostError,
  ConnectionUrlError,
  ServerError,
  UnknownDatabaseError,
  UnknownTableError,
} from './connection/index.ts'
export { TargetUnknownError } from './introspection/index.ts'
export { SqlSyntaxError } from './language/index.ts'
export {
  AmbiguousRevisionError,
  ChangedRevisionError,
  DestructiveStepsError,
  DuplicateRevisionError,
  InterruptedError,
  JobCancelledError,
  JobFailedError,
  JobTimeoutError,
  JobWaitEndedError,
  JobWithoutEffectError,
  LedgerFormatError,
  LedgerReplicationError,
  LedgerWriteError,
  LockedError,
  LockLostError,
  MigrationFailedError,
  MigrationScriptError,
  MigrationsFolderError,
  MissingRevisionError,
  MissingSecretError,
  MultipleHeadsError,
  NothingToResolveError,
  OperationInputError,
  RelativeRevisionError,
  RevisionCycleError,
  RevisionError,
  RevisionFileError,
  RevisionPlanError,
  RevisionRangeError,
  RowCountsDifferError,
  StampedRevisionError,
  UnfinishedRevisionError,
  UnknownAppliedRevisionError,
  UnknownRevisionError,
  UnresolvedStatementError,
  VersionHookError,
} from './migrations/index.ts'
export {
  ClauseSyntaxError,
  DuplicateModelError,
  InvalidModelError,
  ModelError,
  UnknownColumnError,
} from './models/index.ts'
