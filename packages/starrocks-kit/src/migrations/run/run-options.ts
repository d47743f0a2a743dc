import type { PlanStep } from '../../plan/index.ts'
import type { JobOptions, JobProgress } from './jobs.ts'
import type { RevisionPlan } from '../planner.ts'
import type { Outcome } from './probe.ts'
import type { Direction, Revision } from '../revisions/revision.ts'

/** What is told while revisions run. */
export type MigrationEvent =
  | {
      readonly kind: 'revision'
      readonly revision: Revision
      readonly direction: Direction
      readonly steps: number
      /** How many of them an earlier run has done. */
      readonly done: number
    }
  | { readonly kind: 'statement'; readonly revision: Revision; readonly step: number; readonly planStep: PlanStep }
  | {
      readonly kind: 'looked-up'
      readonly revision: Revision
      readonly step: number
      /** What an interrupted run has left of this statement. */
      readonly outcome: Outcome
    }
  | {
      readonly kind: 'verified'
      readonly revision: Revision
      readonly step: number
      /** Whether the object is as the change that needed a job leaves it; `foreign` when that cannot be told. */
      readonly outcome: 'done' | 'foreign'
    }
  | { readonly kind: 'job'; readonly revision: Revision; readonly step: number; readonly progress: JobProgress }
  | {
      readonly kind: 'done'
      readonly revision: Revision
      readonly direction: Direction
      /** Milliseconds. */
      readonly duration: number
    }

/** What the database itself knows of revisions. */
interface RunHistory {
  /** Whether the revision's statements have run here; a stamp only says that it counts as applied. */
  readonly hasRun: (revision: string) => boolean
}

export interface RunOptions {
  readonly onEvent?: (event: MigrationEvent) => void
  /** Called once with everything that is going to run, before any of it does; what it throws stops the run. */
  readonly approve?: (plans: readonly RevisionPlan[], history: RunHistory) => Promise<void>
  /** Waits for the refreshes that statements start; otherwise they only start. */
  readonly waitRefresh?: boolean
  readonly jobs?: Omit<JobOptions, 'onProgress' | 'onRunning' | 'signal'>
  /** Stops the run: after the statement at work, or while a job is waited for. What is done is recorded; @see InterruptedError. */
  readonly signal?: AbortSignal
}
