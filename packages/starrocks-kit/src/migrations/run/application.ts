import type { PlanStep } from '../../plan/index.ts'
import { compact } from '../../util/compact.ts'
import { VERSION } from '../../util/version.ts'
import { hashSql, ledgerText } from '../ledger/ledger.ts'
import type { LedgerFacts, LedgerRow } from '../ledger/ledger-row.ts'
import type { HeldLock } from '../lock/lock.ts'
import type { RevisionPlan } from '../planner.ts'
import type { Outcome } from './probe.ts'
import { hostName, userName } from '../lock/process-identity.ts'
import type { HeadsChange } from '../revisions/revision-paths.ts'

/** Everything about one application of one revision. */
export interface Application {
  readonly planned: RevisionPlan
  readonly change: HeadsChange
  readonly sequence: number
  readonly runId: string
  /** What keeps others from doing the same; checked before each statement, and before it is written down as done. */
  readonly lock: HeldLock
  /** What became of a statement that an interrupted run may have sent; `index` counts from 0. */
  readonly lookUp: (index: number) => Promise<Outcome>
  /** The rows of an earlier run that did not complete it. */
  readonly earlier?: readonly LedgerRow[]
}

/** What the ledger says of a revision as a whole, whenever and by whomever it is run. */
export function revisionFacts(
  { revision, direction, plan }: RevisionPlan,
  { removed, added }: HeadsChange,
): Omit<LedgerFacts, 'state'> {
  return {
    revision: revision.id,
    step: 0,
    direction,
    steps: plan.steps.length,
    headsRemoved: removed,
    headsAdded: added,
    hash: hashSql(...plan.steps.map((step) => step.sql)),
    toolVersion: VERSION,
  }
}

/** The row of the revision as a whole, when it begins. */
export function markerRow({ planned, change, sequence, runId, lock }: Application): LedgerRow {
  return {
    sequence,
    ...revisionFacts(planned, change),
    state: 'running',
    ...identity(),
    runId,
    ...compact({ fence: lock.fence }),
    startedAt: now(),
  }
}

/** The row of one of its statements, counted from 1. */
export function stepRow(application: Application, step: PlanStep, number: number): LedgerRow {
  const { startedAt: _, ...marker } = markerRow(application)
  return {
    ...marker,
    step: number,
    state: 'pending',
    headsRemoved: [],
    headsAdded: [],
    statement: ledgerText(step.sql),
    hash: hashSql(step.sql),
    job: step.job,
  }
}

/** A statement about to be sent; one whose job an earlier run has started is only waited for. */
export function startRow(row: LedgerRow, earlier: LedgerRow | undefined): LedgerRow {
  if (earlier?.state === 'submitted') return earlier
  return { ...row, state: 'running', startedAt: now() }
}

/** UTC without milliseconds, as a DATETIME literal has it. */
export function now(): string {
  return new Date().toISOString().slice(0, 19).replace('T', ' ')
}

/** Who runs this, and where. */
export function identity(): Pick<LedgerRow, 'user' | 'host'> {
  return compact({ user: userName(), host: hostName() })
}
