import {
  describeDestructive,
  destructiveSteps,
  DestructiveStepsError,
  migrationScript,
  printScript,
  StampedRevisionError,
} from '../migrations/index.ts'
import type { Direction, MigrationResult, RunOptions, RevisionPlan } from '../migrations/index.ts'
import { Migrator } from '../migrations/index.ts'
import type { SchemaState, Target } from '../schema/index.ts'
import { compact } from '../util/compact.ts'
import { plannerContext, withConnection } from './environment.ts'
import type { DatabaseSession, Environment } from './environment.ts'
import { TargetMismatchError } from './errors.ts'
import { withForeignObjects } from './foreign-objects.ts'
import { refuseOwnUser } from './own-user.ts'

export interface MigrateOptions extends RunOptions {
  /** Where to: `head`, `heads`, `+1`, an id (upgrade); `-1`, `base`, an id (downgrade). */
  readonly revision: string
  /** Creates the database when it does not exist. */
  readonly createDatabase?: boolean
  /** Milliseconds to wait for another run that holds the lock; ten minutes unless given. */
  readonly lockTimeout?: number
  /**
   * Runs statements that lose data: those of an upgrade need this, a word in their revision, or `confirmDestructive`; those of a downgrade only where
   * the revision was stamped, so that what it would drop was there before.
   */
  readonly allowDestructive?: boolean
  /** Asked with a text that names the statements that lose data; without it, and without `allowDestructive`, they are refused. */
  readonly confirmDestructive?: (text: string) => Promise<boolean>
}

/**
 * Applies revisions and waits for the jobs that they start.
 *
 * @throws DestructiveStepsError, TargetMismatchError or RevisionPlanError before the first statement, MigrationFailedError at one, InterruptedError when
 * `signal` stops the run.
 */
export function upgrade(environment: Environment, options: MigrateOptions): Promise<MigrationResult> {
  const { allowDestructive = false, confirmDestructive, ...rest } = options
  return migrate(environment, 'upgrade', {
    ...rest,
    approve: async (plans, history) => {
      await rest.approve?.(plans, history)
      const steps = allowDestructive ? [] : destructiveSteps(plans)
      if (steps.length === 0) return
      const confirmed = await confirmDestructive?.(`These statements lose data:\n${describeDestructive(steps)}`)
      if (confirmed !== true) throw new DestructiveStepsError(steps)
    },
  })
}

/**
 * Takes revisions back. That data is lost is what was asked for, but not where a revision was only stamped here: what it would drop was there before.
 *
 * @throws StampedRevisionError; what `upgrade` throws.
 */
export function downgrade(environment: Environment, options: MigrateOptions): Promise<MigrationResult> {
  const { allowDestructive = false, confirmDestructive, ...rest } = options
  return migrate(environment, 'downgrade', {
    ...rest,
    approve: async (plans, history) => {
      await rest.approve?.(plans, history)
      const stamped = plans.filter(({ revision }) => !history.hasRun(revision.id))
      // That a revision may lose data on its way up says nothing of its way down.
      const steps = allowDestructive
        ? []
        : destructiveSteps(stamped.map((plan) => ({ ...plan, allowDestructive: false })))
      if (steps.length === 0) return
      const error = new StampedRevisionError(steps)
      if ((await confirmDestructive?.(error.message)) !== true) throw error
    },
  })
}

/** A script of revisions. */
export interface OfflineSql {
  readonly sql: string
  /** Steps that are code (`op.run`): marked in the script, which cannot do without somebody running them there. */
  readonly dataSteps: readonly string[]
}

/**
 * The SQL that an upgrade or downgrade runs, with nothing connected.
 *
 * @param revision as for `upgrade` and `downgrade`, or a range `from:to`.
 */
export async function offlineSql(
  environment: Environment,
  direction: Direction,
  revision: string,
): Promise<OfflineSql> {
  const { ledger } = environment.config
  const lines = await migrationScript({ ...plannerContext(environment), ledger }, direction, revision)
  return {
    sql: printScript(lines),
    dataSteps: lines.filter(({ kind }) => kind === 'data-step').map(({ text }) => text),
  }
}

async function migrate(
  environment: Environment,
  direction: Direction,
  { revision, createDatabase, lockTimeout, ...options }: MigrateOptions,
): Promise<MigrationResult> {
  return withConnection(
    environment,
    (session) =>
      withForeignObjects(environment, session, async (migrator, initialState) => {
        await checkTarget(environment, { ...session, migrator }, direction, revision, initialState)
        return migrator[direction](revision, {
          ...options,
          approve: async (plans, history) => {
            await refuseOwnUser(session.connection, plans)
            await options.approve?.(plans, history)
          },
        })
      }),
    compact({ createDatabase, lockTimeout }),
  )
}

/** A server that is not the config's target is fine as long as it would be sent the same statements. */
async function checkTarget(
  environment: Environment,
  { connection, serverTarget, migrator }: DatabaseSession,
  direction: Direction,
  revision: string,
  initialState: SchemaState | undefined,
): Promise<void> {
  const { config } = environment
  if (isSameTarget(config.target, serverTarget)) return
  const context = { ...plannerContext(environment), target: serverTarget, ...compact({ initialState }) }
  const other = new Migrator({ connection, ledger: config.ledger, ...context })
  const planned = statementsOf(await migrator.plan(direction, revision))
  const found = statementsOf(await other.plan(direction, revision))
  const index = planned.findIndex((sql, position) => sql !== found[position])
  if (index === -1 && planned.length === found.length) return
  const difference = `  planned: ${planned[index] ?? 'nothing more'}\n  needed:  ${found[Math.max(index, 0)] ?? 'nothing more'}`
  throw new TargetMismatchError(targetText(config.target), targetText(serverTarget), difference)
}

function isSameTarget(one: Target, other: Target): boolean {
  return (
    one.runMode === other.runMode &&
    one.version.major === other.version.major &&
    one.version.minor === other.version.minor
  )
}

const statementsOf = (plans: readonly RevisionPlan[]): readonly string[] =>
  plans.flatMap(({ plan }) => plan.steps.map((step) => step.sql))

const targetText = ({ version, runMode }: Target): string => `${version.label} (${runMode})`
