import { destructiveSteps, sizeOf, tableSizes } from '../migrations/index.ts'
import type { Direction, Revision, TableSize } from '../migrations/index.ts'
import type { PlanStep } from '../plan/index.ts'
import { withConnection } from './environment.ts'
import type { Environment, SessionOptions } from './environment.ts'
import { withForeignObjects } from './foreign-objects.ts'

export interface PlannedStep extends PlanStep {
  /** How big the table is now; absent for what is no table yet, and where the server does not tell. */
  readonly size?: TableSize
  /** It loses data, and neither its revision nor anybody has allowed that. */
  readonly needsApproval: boolean
}

export interface PlannedRevision {
  readonly revision: Revision
  readonly steps: readonly PlannedStep[]
}

export interface PlanResult {
  /** `host:port/database`. */
  readonly place: string
  readonly direction: Direction
  /** In the order of running; empty when there is nothing to do. */
  readonly revisions: readonly PlannedRevision[]
  readonly defaultDatabase: string
  /** The revision of which an earlier run has done a part: its statements that are done are not sent again. */
  readonly begun?: string
  /** How many statements need --allow-destructive. */
  readonly destructive: number
}

export interface PlanOptions extends SessionOptions {
  /** As for `upgrade` and `downgrade`. */
  readonly revision: string
  readonly direction?: Direction
}

/** What an upgrade or downgrade would run, with its jobs, hazards and the sizes of its tables. Nothing is run or written. */
export async function plan(
  environment: Environment,
  { revision, direction = 'upgrade', ...options }: PlanOptions,
): Promise<PlanResult> {
  return withConnection(
    environment,
    async (session) => {
      const { connection } = session
      const { unfinished } = await session.migrator.current()
      const plans = await withForeignObjects(environment, session, (migrator) => migrator.plan(direction, revision))
      const objects = plans.flatMap((planned) => planned.plan.steps.flatMap(({ object }) => object ?? []))
      const sizes = await tableSizes(connection, [...new Set(objects.map(({ database }) => database))])
      const destructive = new Set(destructiveSteps(plans).map(({ step }) => step))
      return {
        place: environment.config.connection.description,
        direction,
        defaultDatabase: environment.defaultDatabase,
        ...(unfinished?.direction === direction ? { begun: unfinished.revision } : {}),
        destructive: destructive.size,
        revisions: plans.map((planned) => ({
          revision: planned.revision,
          steps: planned.plan.steps.map((step) => {
            const size = sizeOf(sizes, step.object)
            return { ...step, needsApproval: destructive.has(step), ...(size === undefined ? {} : { size }) }
          }),
        })),
      }
    },
    options,
  )
}
