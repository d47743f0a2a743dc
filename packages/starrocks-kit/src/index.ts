/** Schema-as-code for StarRocks: models, comparison, migrations, reverse engineering. */

// Models: tables, views, columns, clauses, objects beside databases, SQL with references, and their errors
export * from './models/index.ts'
export type { AttributeOverride } from './schema/index.ts'

// The commands, from code, and their errors
export * from './commands/index.ts'

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

// Errors
export { StarRocksKitError } from './errors/base.ts'
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
