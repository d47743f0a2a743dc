/** One function for each command, usable from code. All of it is public. */
export { adopt, AdoptError } from './adopt.ts'
export type { AdoptOptions, AdoptResult } from './adopt.ts'
export type { FormerTool } from './history-tables.ts'
export { amend, AmendError } from './amend.ts'
export { check } from './check.ts'
export type { CheckOptions, CheckResult } from './check.ts'
export { compareObject } from './compare-object.ts'
export type { ObjectComparison, ObjectQueryComparison } from './compare-object.ts'
export { createAll } from './create-all.ts'
export type { CreateAllOptions, CreateAllResult } from './create-all.ts'
export { dropAll } from './drop-all.ts'
export type { DropAllOptions, DropAllResult } from './drop-all.ts'
export { UnreadableFileError } from './files.ts'
export { SchemaDocumentError } from './schema-document.ts'
export { SqlScriptError } from './schema-from-sql.ts'
export type { SqlScript } from './schema-from-sql.ts'
export { diff } from './diff.ts'
export type { DiffResult } from './diff.ts'
export { rowTypes } from './generate-types.ts'
export { exportSchema } from './export.ts'
export type { ExportFormat } from './export.ts'
export { loadSchemaSource, UnknownSourceError } from './schema-source.ts'
export type { SourceContext, SourcedSchema } from './schema-source.ts'
export { loadEnvironment } from './environment.ts'
export type { Environment, SessionOptions } from './environment.ts'
export {
  ConfirmationRequiredError,
  FileExistsError,
  ImpossibleChangesError,
  InvalidSchemaError,
  InvalidSelectionError,
  MissingDatabaseError,
  NoDatabaseError,
  NothingToPullError,
  PendingRevisionsError,
  PullKindError,
  PullTargetError,
  TargetMismatchError,
  UnknownObjectError,
} from './errors.ts'
export { init } from './init.ts'
export type { InitOptions, InitResult } from './init.ts'
export { downgrade, offlineSql, upgrade } from './migrate.ts'
export type { MigrateOptions, OfflineSql } from './migrate.ts'
export { LockInUseError, unlock } from './unlock.ts'
export type { UnlockResult } from './unlock.ts'
export { plan } from './plan.ts'
export type { PlannedRevision, PlannedStep, PlanOptions, PlanResult } from './plan.ts'
export { verify } from './verify.ts'
export type { VerifyResult } from './verify.ts'
export { acceptEdits } from './drift.ts'
export type { Drift } from './drift.ts'
export { lint } from './lint.ts'
export type { LintOptions } from './lint.ts'
export { OwnUserError } from './own-user.ts'
export { DestructivePushError, push, PushOverRevisionsError } from './push.ts'
export type { PushOptions, PushResult } from './push.ts'
export { squash, SquashError } from './squash.ts'
export type { SquashOptions, SquashResult } from './squash.ts'
export { pull } from './pull.ts'
export type { PullOptions, PullResult } from './pull.ts'
export { InvalidRenameError } from './rename-option.ts'
export { revision } from './revision.ts'
export type { RevisionOptions, RevisionResult } from './revision-result.ts'
export { merge, NothingToMergeError } from './merge.ts'
export type { MergeOptions, MergeResult } from './merge.ts'
export { NotAHeadError, RevisionIdError } from './revision-place.ts'
export type { RevisionPlace } from './revision-place.ts'
export { ensureVersion, ensureVersionSql, resolveStatement, stamp, stampSql } from './stamp.ts'
export type { StampOptions } from './stamp.ts'
export { branches, current, heads, history, show } from './status.ts'
export type { BranchPoint, CurrentResult } from './status.ts'
export { PostWriteError } from './post-write.ts'
export { RevisionTemplateError, VersionPathError } from './write-revision.ts'
export type { WritingEnvironment } from './write-revision.ts'
export { up } from './up.ts'
export type { UpResult } from './up.ts'
