// Revision files, their graph, the ledger of what is applied, and running them.
export { createOp } from './script/op.ts'
export type { Op } from './script/op.ts'
export type { DataStepCode, DataStepContext, DataStepOptions } from './script/data-step.ts'
export { OperationInputError } from './script/op-reader.ts'
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
} from './script/op-inputs.ts'

export type { Direction, Revision } from './revisions/revision.ts'
export { RevisionGraph } from './revisions/revision-graph.ts'
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
} from './revisions/revision-errors.ts'
export { newRevisionId, problemOfNaming, revisionFileName } from './revisions/revision-name.ts'
export type { RevisionNaming } from './revisions/revision-name.ts'
export { FILE_FORMAT, readRevisionHeader } from './revisions/revision-header.ts'
export { problemOfOperationName } from './script/custom-operations.ts'
export type { CustomOperation, CustomOperations, OpWith } from './script/custom-operations.ts'
export { NO_ARGUMENTS } from './script/run-arguments.ts'
export type { RunArguments } from './script/run-arguments.ts'
export { VersionHookError } from './run/version-hook.ts'
export type { VersionApplied, VersionHook } from './run/version-hook.ts'
export { revisionFolder } from './revisions/files.ts'
export type { RevisionFilePlace, RevisionFolder } from './revisions/files.ts'
export { MigrationsFolderError, RevisionFileError } from './revisions/file-errors.ts'
export { completeOperations } from './complete-operations.ts'
export { collectOperations, MigrationScriptError } from './script/script.ts'
export type { MigrationScript } from './script/script.ts'
export { Ledger, LedgerFormatError } from './ledger/ledger.ts'
export type { LedgerRow } from './ledger/ledger-row.ts'
export { appliedState } from './applied-state.ts'
export { ledgerDecider } from './ledger/sent-queries.ts'
export { parseObjectName } from './object-name.ts'
export {
  isTableJob,
  JobCancelledError,
  JobFailedError,
  JobTimeoutError,
  JobWaitEndedError,
  lastJobId,
  waitForJob,
} from './run/jobs.ts'
export type { JobProgress } from './run/jobs.ts'
export { checkRowCounts, RowCountsDifferError } from './run/row-counts.ts'
export { lastRefresh, waitForRefresh } from './run/refresh.ts'
export { RevisionPlanError, RevisionPlanner } from './planner.ts'
export type { PlannerContext, RevisionPlan } from './planner.ts'
export {
  describeDestructive,
  destructiveSteps,
  DestructiveStepsError,
  losesData,
  StampedRevisionError,
} from './run/approval.ts'
export type { DestructiveStep } from './run/approval.ts'
export type { EditedRevision } from './ledger/edited.ts'
export { replayRevisions } from './verify-revisions.ts'
export type { OpaqueStatement, VerifyFinding } from './verify-revisions.ts'
export { lintRevisions } from './lint.ts'
export type { LintFinding, LintSettings } from './lint.ts'
export { LINT_RULES } from './lint-rules.ts'
export type { LintSeverity } from './lint-rules.ts'
export { sizeOf, tableSizes } from './run/table-sizes.ts'
export type { TableSize } from './run/table-sizes.ts'
export { Migrator } from './migrator.ts'
export type { MigratorContext } from './migrator.ts'
export type { CurrentState, MigrationResult } from './migrator.ts'
export { DatabaseLock, NO_LOCK, readLock, removeLock } from './lock/lock.ts'
export type { LockOptions } from './lock/lock.ts'
export { describeHolder, LockedError, LockLostError } from './lock/lock-errors.ts'
export { NothingToResolveError, UnresolvedStatementError } from './resolve-errors.ts'
export type { Resolution, ResolvedStatement } from './resolve.ts'
export { probe } from './run/probe.ts'
export type { Outcome } from './run/probe.ts'
export type { LockHolder } from './lock/lock-view.ts'
export type { MigrationEvent, RunOptions } from './run/run-options.ts'
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
export { MissingSecretError } from './run/secrets.ts'
export { sendStatement } from './run/send-statement.ts'
