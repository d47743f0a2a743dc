import { isActive } from './alter-job.ts'
import type { AlterJob, AlterJobState } from './alter-job.ts'

/** The state that an unfinished job shows: the first third of its time PENDING, then WAITING_TXN, then RUNNING. */
export function shownState(job: AlterJob, now: number, durationMs: number): AlterJobState {
  if (!isActive(job)) return job.state
  const passed = (now - job.createdAt) / Math.max(1, durationMs)
  return passed < 1 / 3 ? 'PENDING' : passed < 2 / 3 ? 'WAITING_TXN' : 'RUNNING'
}
