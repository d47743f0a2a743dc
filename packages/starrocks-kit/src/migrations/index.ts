// Revision files, their graph, the ledger of what is applied, and running them.
export { createOp } from './op.ts'
export type { Op } from './op.ts'
export type { DataStepCode, DataStepContext, DataStepOptions } from './data-step.ts'
export { OperationInputError } from './op-reader.ts'
export type {
  ColumnInput,
  IndexInput,
  MaterializedViewInput,
  NameInput,
  PlacementInput,
  PropertiesInput,
  RollupInput,
  RowInput,
  SqlInput,
  TableInput,
  ValueInput,
  ViewColumnInput,
  ViewInput,
} from './op-inputs.ts'

export type { Direction, Revision } from './revision.ts'
export { RevisionGraph } from './revision-graph.ts'
export {
  AmbiguousRevisionError,
  DuplicateRevisionError,
  MissingRevisionError,
  MultipleHeadsError,
  RelativeRevisionError,
  RevisionCycleError,
  RevisionError,
  RevisionRangeError,
  UnknownRevisionError,
} from './revision-errors.ts'
export { newRevisionId, problemOfNaming, revisionFileName } from './revision-name.ts'
export type { RevisionNaming } from './revision-name.ts'
export { FILE_FORMAT, readRevisionHeader } from './revision-header.ts'
export { problemOfOperationName } from './custom-operations.ts'
export type { CustomOperation, CustomOperations, OpWith } from './custom-operations.ts'
export { NO_ARGUMENTS } from './run-arguments.ts'
export type { RunArguments } from './run-arguments.ts'
export { VersionHookError } from './version-hook.ts'
export type { VersionApplied, VersionHook } from './version-hook.ts'
export { revisionFolder } from './files.ts'
export type { RevisionFilePlace, RevisionFolder } from './files.ts'
export { MigrationsFolderError, RevisionFileError } from './file-errors.ts'
export { completeOperations } from './complete-operations.ts'
export { collectOperations, MigrationScriptError } from './script.ts'
export type { MigrationScript } from './script.ts'
export { Ledger, LedgerFormatError } from './ledger.ts'
export type { LedgerRow } from './ledger-row.ts'
export { appliedState } from './applied-state.ts'
export { ledgerDecider } from './sent-queries.ts'
export { parseObjectName } from './object-name.ts'
export {
  isTableJob,
  JobCancelledError,
  JobFailedError,
  JobTimeoutError,
  JobWaitEndedError,
  lastJobId,
  waitForJob,
} from './jobs.ts'
export type { JobProgress } from './jobs.ts'
export { checkRowCounts, RowCountsDifferError } from './row-counts.ts'
export { lastRefresh, waitForRefresh } from './refresh.ts'
export { RevisionPlanError, RevisionPlanner } from './planner.ts'
export type { PlannerContext, RevisionPlan } from './planner.ts'
export {
  describeDestructive,
  destructiveSteps,
  DestructiveStepsError,
  losesData,
  StampedRevisionError,
} from './approval.ts'
export type { DestructiveStep } from './approval.ts'
export type { EditedRevision } from './edited.ts'
export { replayRevisions } from './verify-revisions.ts'
export type { OpaqueStatement, VerifyFinding } from './verify-revisions.ts'
export { lintRevisions } from './lint.ts'
export type { LintFinding, LintSettings } from './lint.ts'
export { LINT_RULES } from './lint-rules.ts'
export type { LintSeverity } from './lint-rules.ts'
export { sizeOf, tableSizes } from './table-sizes.ts'
export type { TableSize } from './table-sizes.ts'
export { Migrator } from './migrator.ts'
export type { MigratorContext } from './migrator.ts'
export type { CurrentState, MigrationResult } from './migrator.ts'
export { DatabaseLock, NO_LOCK, readLock, removeLock } from './lock.ts'
export type { LockOptions } from './lock.ts'
export { describeHolder, LockedError, LockLostError } from './lock-errors.ts'
export { NothingToResolveError, UnresolvedStatementError } from './resolve-errors.ts'
export type { Resolution, ResolvedStatement } from './resolve.ts'
export { probe } from './probe.ts'
export type { Outcome } from './probe.ts'
export type { LockHolder } from './lock-view.ts'
export type { MigrationEvent, RunOptions } from './run-options.ts'
export {
  ChangedRevisionError,
  InterruptedError,
  JobWithoutEffectError,
  LedgerReplicationError,
  LedgerWriteError,
  MigrationFailedError,
  UnfinishedRevisionError,
  UnknownAppliedRevisionError,
} from './migration-errors.ts'
export { ledgerScript, migrationScript, printScript, stampScript } from './offline.ts'
export { MissingSecretError } from './secrets.ts'
export { sendStatement } from './send-statement.ts'
