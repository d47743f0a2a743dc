import { StarRocksKitError } from '../errors/base.ts'
import { oneLine } from '../util/one-line.ts'
import { describeRevision } from './revisions/revision.ts'
import type { Direction, Revision } from './revisions/revision.ts'
import { errorText } from '../util/error-text.ts'

const DOUBTS = {
  'interrupted before':
    ' An earlier run was interrupted in this very statement, so the server may have carried it out then: look at the object, and tell with starrocks-kit resolve what is true.',
  'data step':
    ' What the data step did before it failed stays: look at the rows, then tell with starrocks-kit resolve --retry (run it again) or --applied (it is done). With { repeatable: true } it is run again without asking.',
} as const

/** A statement of a revision failed: the ones before it are done, and recorded as such. */
export class MigrationFailedError extends StarRocksKitError {
  readonly code = 'MIGRATION_FAILED'
  readonly revision: string
  /** The failed statement, counted from 1. */
  readonly step: number
  readonly steps: number

  constructor(
    revision: Revision,
    direction: Direction,
    step: number,
    steps: number,
    cause: unknown,
    /** Why it is not known what was carried out of the statement. */
    doubt?: 'interrupted before' | 'data step',
  ) {
    const reason = errorText(cause)
    const before =
      step === 1
        ? 'Nothing of it was done'
        : `${step === 2 ? 'Statement 1 is' : `Statements 1 to ${step - 1} are`} done and recorded`
    super(
      `The ${direction} of ${describeRevision(revision)} stopped at statement ${step} of ${steps}: ${reason}\n` +
        `${before}; correct the cause and run ${direction} again: it continues with statement ${step}.${doubt === undefined ? '' : DOUBTS[doubt]}`,
      { cause },
    )
    this.revision = revision.id
    this.step = step
    this.steps = steps
  }
}

/** A run was stopped as the person who runs it asked; all that it has done is recorded. */
export class InterruptedError extends StarRocksKitError {
  readonly code = 'INTERRUPTED'

  constructor(what: string, options?: { readonly cause?: unknown }) {
    super(`Stopped as asked. ${what}`, options)
  }
}

/** A job says that it is finished, and the object is as it was before. */
export class JobWithoutEffectError extends StarRocksKitError {
  readonly code = 'JOB_WITHOUT_EFFECT'

  constructor(object: string, jobId: string | undefined) {
    super(
      `${jobId === undefined ? 'The server has carried out the change' : `Job ${jobId} is finished`}, but ${object} is as it was before. ` +
        'Look at it: somebody may have changed it back, or the frontend that answers is behind the leader.',
    )
  }
}

/** The ledger's table could not be created: its replicas need more backends than there are. */
export class LedgerReplicationError extends StarRocksKitError {
  readonly code = 'LEDGER_REPLICATION'

  constructor(cause: Error) {
    super(
      `The ledger cannot be created: ${cause.message}\nOn a cluster with one backend, write ledger: { properties: { replication_num: '1' } } into the config.`,
      { cause },
    )
  }
}

/** A statement was carried out, and that could not be written down. */
export class LedgerWriteError extends StarRocksKitError {
  readonly code = 'LEDGER_WRITE'
  readonly revision: string
  readonly step: number

  constructor(revision: Revision, step: number, cause: unknown) {
    super(
      `Statement ${step} of ${describeRevision(revision)} is done, but the ledger could not be written: ${errorText(cause)}\n` +
        'When the cause is corrected, run the command again: it looks up that the statement is done, and goes on behind it.',
      { cause },
    )
    this.revision = revision.id
    this.step = step
  }
}

/** A revision was begun and not completed, and what was asked for is something else. */
export class UnfinishedRevisionError extends StarRocksKitError {
  readonly code = 'UNFINISHED_REVISION'
  readonly revision: string

  constructor(revision: string, direction: string) {
    super(
      `The ${direction} of revision ${revision} was begun and not completed. Complete it first with starrocks-kit ${direction}. ` +
        'If you have completed or undone it by hand, tell so with starrocks-kit resolve.',
    )
    this.revision = revision
  }
}

/** A half-applied revision was changed where it is done already. */
export class ChangedRevisionError extends StarRocksKitError {
  readonly code = 'CHANGED_REVISION'
  readonly revision: string
  readonly step: number

  constructor(revision: Revision, step: number, recorded: string | undefined, planned: string | undefined) {
    super(
      `${revision.file ?? `Revision ${revision.id}`} was changed after its first ${step} statements had run: statement ${step} was\n  ${shown(recorded)}\nand is now\n  ${shown(planned)}\n` +
        'Restore what has run, and change only the statements behind it.',
    )
    this.revision = revision.id
    this.step = step
  }
}

/** The database names a revision that no file has. */
export class UnknownAppliedRevisionError extends StarRocksKitError {
  readonly code = 'UNKNOWN_APPLIED_REVISION'
  readonly revision: string

  constructor(revision: string, database: string) {
    super(
      `${database} is at revision ${revision}, but no file of the migrations folder has that revision. ` +
        'Get the missing file (is your branch up to date?), or, if the revision is gone for good, tell where the database is with starrocks-kit stamp --purge.',
    )
    this.revision = revision
  }
}

function shown(sql: string | undefined): string {
  return sql === undefined ? '(nothing)' : oneLine(sql, 300)
}
