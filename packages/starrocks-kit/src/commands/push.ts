import { StarRocksKitError } from '../errors/base.ts'
import { losesData } from '../migrations/index.ts'
import type { Operation } from '../operations/index.ts'
import { planOperations } from '../plan/index.ts'
import type { PlanStep } from '../plan/index.ts'
import { oneLine } from '../util/one-line.ts'
import { compareModels } from './compare.ts'
import { withConnection } from './environment.ts'
import type { Environment, SessionOptions } from './environment.ts'
import { ImpossibleChangesError } from './errors.ts'
import { runPlan } from './run-plan.ts'

export interface PushOptions extends SessionOptions {
  /** Runs statements that lose data, such as drops of what the models do not have. */
  readonly allowDestructive?: boolean
  /** Also where revisions are applied: they no longer tell what is there afterwards. */
  readonly force?: boolean
  /** Only tells what would run, also what needs leave. */
  readonly dryRun?: boolean
}

export interface PushResult {
  /** `host:port/database`. */
  readonly place: string
  readonly defaultDatabase: string
  /** What was changed; empty when the models and the database were the same. */
  readonly operations: readonly Operation[]
  /** The statements that make the changes. */
  readonly steps: readonly PlanStep[]
  /** How many of them lose data. */
  readonly destructive: number
}

/** The database is kept by revisions. */
export class PushOverRevisionsError extends StarRocksKitError {
  readonly code = 'REFUSED_PUSH'

  constructor(place: string, heads: readonly string[]) {
    super(
      `${place} is kept by revisions (it is at ${heads.join(', ')}): push would change it behind their back. ` +
        'Use revision --autogenerate and upgrade, or --force if this is a scratch database.',
    )
  }
}

/** Data would be lost, and nobody has said that it may; nothing was run. */
export class DestructivePushError extends StarRocksKitError {
  readonly code = 'REFUSED_DESTRUCTIVE_PUSH'

  constructor(steps: readonly PlanStep[]) {
    const lines = steps.map(
      ({ sql, hazards }) =>
        `  ${oneLine(sql, 100)}\n${hazards
          .filter(losesData)
          .map(({ message }) => `    ${message}`)
          .join('\n')}`,
    )
    super(
      `Nothing was run, as this loses data:\n${lines.join('\n')}\nIf that is what you want, use --allow-destructive.`,
    )
  }
}

/** Makes a development database like the models, with no revision and no ledger. */
export async function push(
  environment: Environment,
  { allowDestructive = false, force = false, dryRun = false, ...session }: PushOptions = {},
): Promise<PushResult> {
  const models = await environment.loadModels()
  return withConnection(
    environment,
    async ({ connection, migrator, serverTarget, compareOptions }) => {
      const place = environment.config.connection.description
      const { heads, unfinished } = await migrator.current()
      if ((heads.length > 0 || unfinished !== undefined) && !force) throw new PushOverRevisionsError(place, heads)
      const comparing = { ...compareOptions, ignoreHistoryTables: true }
      const { diff, live, defaultDatabase } = await compareModels(connection, models, comparing)
      const { steps, errors } = planOperations(diff.operations, { from: live, target: serverTarget, defaultDatabase })
      if (errors.length > 0) throw new ImpossibleChangesError(errors)
      const destructive = steps.filter(({ hazards }) => hazards.some(losesData))
      if (destructive.length > 0 && !allowDestructive && !dryRun) throw new DestructivePushError(destructive)
      if (!dryRun) await runPlan(connection, steps)
      return { place, defaultDatabase, operations: diff.operations, steps, destructive: destructive.length }
    },
    session,
  )
}
