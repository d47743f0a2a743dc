import { StarRocksKitError } from '../../errors/base.ts'
import type { Hazard, PlanStep } from '../../plan/index.ts'
import { oneLine } from '../../util/one-line.ts'
import type { RevisionPlan } from '../planner.ts'
import { describeRevision } from '../revisions/revision.ts'

/** A statement that loses data, of a revision that does not say that it may. */
export interface DestructiveStep {
  readonly planned: RevisionPlan
  /** Counted from 1. */
  readonly number: number
  readonly step: PlanStep
  readonly hazards: readonly Hazard[]
}

/** Whether rows, values or somebody's access are lost. */
export function losesData({ code }: Hazard): boolean {
  return code === 'DATA_LOSS' || code === 'NARROWING' || code === 'ACCESS_LOSS'
}

/** Statements that lose rows or values, and that neither their revision (`export const allowDestructive = true`) nor anybody has allowed. */
export function destructiveSteps(plans: readonly RevisionPlan[]): readonly DestructiveStep[] {
  return plans
    .filter(({ allowDestructive }) => !allowDestructive)
    .flatMap((planned) =>
      planned.plan.steps.flatMap((step, index): DestructiveStep[] => {
        const hazards = step.hazards.filter(losesData)
        return hazards.length === 0 ? [] : [{ planned, number: index + 1, step, hazards }]
      }),
    )
}

/** Data would be lost, and nobody has said that it may; nothing was run. */
export class DestructiveStepsError extends StarRocksKitError {
  readonly code = 'REFUSED_DESTRUCTIVE'
  readonly steps: readonly DestructiveStep[]

  constructor(steps: readonly DestructiveStep[]) {
    super(
      `Nothing was run, as ${steps.length === 1 ? 'this statement loses' : 'these statements lose'} data:\n${describeDestructive(steps)}\n` +
        'If that is what you want, run the command with --allow-destructive, or write export const allowDestructive = true into the revision.',
    )
    this.steps = steps
  }
}

export function describeDestructive(steps: readonly DestructiveStep[]): string {
  return steps
    .map(
      ({ planned, number, step, hazards }) =>
        `  ${describeRevision(planned.revision)}, statement ${number}: ${oneLine(step.sql, 100)}\n` +
        hazards.map(({ code, message }) => `    ${code}: ${message}`).join('\n'),
    )
    .join('\n')
}

/** A downgrade would drop what this database had before the revision was stamped; nothing was run. */
export class StampedRevisionError extends StarRocksKitError {
  readonly code = 'REFUSED_STAMPED_REVISION'
  readonly steps: readonly DestructiveStep[]

  constructor(steps: readonly DestructiveStep[]) {
    const revisions = [...new Set(steps.map(({ planned }) => describeRevision(planned.revision)))].join(', ')
    super(
      `The statements of ${revisions} were never run on this database: it was stamped, so what they would have made was there before. ` +
        `Taking it back loses that data:\n${describeDestructive(steps)}\n` +
        'To forget the revision and keep the data, use starrocks-kit stamp base (or the revision before); if you mean to drop it, use --allow-destructive.',
    )
    this.steps = steps
  }
}
