import type { Operation } from '../operations/index.ts'
import type { Hazard, PlanStep } from '../plan/index.ts'
import type { RevisionPlan } from './planner.ts'
import type { Revision } from './revisions/revision.ts'
import { objectNameText } from '../schema/index.ts'

export type LintSeverity = 'error' | 'warning'

/** Something that a rule has to say of a revision, before places and settings are looked up. */
interface RawFinding {
  readonly message: string
  /** The operation that it is about; absent when it is about the whole file. */
  readonly operation?: Operation
}

/** A revision, both ways, as the rules see it. */
export interface LintedRevision {
  readonly revision: Revision
  readonly upgrade: RevisionPlan
  /** Absent when the server would refuse the way back. */
  readonly downgrade?: RevisionPlan
}

export interface LintRule {
  readonly code: string
  readonly name: string
  readonly severity: LintSeverity
  readonly description: string
  readonly check: (linted: LintedRevision) => readonly RawFinding[]
}

/** Steps of the upgrade with a hazard of this kind. */
function hazard(code: Hazard['code']): LintRule['check'] {
  return ({ upgrade }) =>
    upgrade.plan.steps.flatMap((step) =>
      step.hazards.filter((found) => found.code === code).map(({ message }) => about(step, message)),
    )
}

function about({ operations: [operation] }: PlanStep, message: string): RawFinding {
  return operation === undefined ? { message } : { message, operation }
}

function handWritten(operation: Operation): string | undefined {
  if (operation.kind === 'ExecuteSql')
    return 'op.execute: an interrupted run cannot always tell whether this was carried out; operations can'
  if (operation.kind !== 'RunDataStep') return undefined
  if (operation.effect === undefined)
    return `op.run (${operation.name}): it does not say its effect, so verify and later statements do not know it`
  return operation.repeatable === true
    ? undefined
    : `op.run (${operation.name}): it does not say repeatable, so an interrupted run stops and asks`
}

const rewrites = (step: PlanStep): boolean => step.job === 'schema-change' || step.job === 'optimize'

/** The rules, by their codes. A code is never given to another rule. */
export const LINT_RULES: readonly LintRule[] = [
  {
    code: 'SRK001',
    name: 'data-loss',
    severity: 'error',
    description: 'Rows or values are dropped, and the revision does not say allowDestructive.',
    check: (linted) => (linted.upgrade.allowDestructive ? [] : hazard('DATA_LOSS')(linted)),
  },
  {
    code: 'SRK002',
    name: 'narrowing',
    severity: 'error',
    description:
      'A column gets a type that does not hold all its values, and the revision does not say allowDestructive.',
    check: (linted) => (linted.upgrade.allowDestructive ? [] : hazard('NARROWING')(linted)),
  },
  {
    code: 'SRK003',
    name: 'not-reversible',
    severity: 'warning',
    description: 'A step has no way back, or none that the server would go.',
    check: hazard('NOT_REVERSIBLE'),
  },
  {
    code: 'SRK004',
    name: 'full-rewrite',
    severity: 'warning',
    description: 'The server writes all rows of a table anew: it takes long, and space for both.',
    check: hazard('FULL_REWRITE'),
  },
  {
    code: 'SRK005',
    name: 'two-rewrites',
    severity: 'warning',
    description: 'One revision rewrites the same table twice: one ALTER or two revisions would be better.',
    check: ({ upgrade }) => {
      const seen = new Set<string>()
      return upgrade.plan.steps.filter(rewrites).flatMap((step) => {
        const name = step.object === undefined ? '' : objectNameText(step.object)
        if (name === '' || !seen.has(name)) {
          seen.add(name)
          return []
        }
        return [about(step, `${name} is rewritten more than once in this revision`)]
      })
    },
  },
  {
    code: 'SRK006',
    name: 'inactive-materialized-view',
    severity: 'warning',
    description: 'A materialized view becomes inactive, and is not refreshed until it is activated again.',
    check: hazard('INACTIVATES'),
  },
  {
    code: 'SRK007',
    name: 'hand-written',
    severity: 'warning',
    description: 'SQL and code written by hand are not understood by plan, verify and resuming as operations are.',
    check: ({ upgrade }) => {
      const operations = new Set(upgrade.plan.steps.flatMap((step) => step.operations))
      return [...operations].flatMap((operation) => {
        const message = handWritten(operation)
        return message === undefined ? [] : [{ operation, message }]
      })
    },
  },
  {
    code: 'SRK008',
    name: 'empty-downgrade',
    severity: 'warning',
    description: 'The revision changes something, and its downgrade does nothing.',
    check: ({ upgrade, downgrade }) =>
      upgrade.plan.steps.length > 0 && downgrade?.plan.steps.length === 0
        ? [{ message: 'downgrade does nothing, so the revision cannot be taken back' }]
        : [],
  },
  {
    code: 'SRK009',
    name: 'refused-downgrade',
    severity: 'error',
    description: 'StarRocks would refuse the downgrade.',
    check: ({ downgrade, revision }) =>
      downgrade === undefined ? [{ message: `StarRocks would refuse the downgrade of ${revision.id}` }] : [],
  },
  {
    code: 'SRK010',
    name: 'no-message',
    severity: 'warning',
    description: 'The revision has no message, so history tells nothing about it.',
    check: ({ revision }) => (revision.message === '' ? [{ message: 'the revision has no message' }] : []),
  },
]
