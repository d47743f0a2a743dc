import { diffSchemas } from '../diff/index.ts'
import type { Operation } from '../operations/index.ts'
import { planOperations, wayBack } from '../plan/index.ts'
import type { PlanContext } from '../plan/index.ts'
import { CLUSTER_KINDS, withClusterKinds } from '../schema/index.ts'
import type { SchemaState } from '../schema/index.ts'
import { ImpossibleChangesError } from './errors.ts'

/** What a revision says that makes a whole schema at once. */
export interface Baseline {
  readonly upgrade: readonly Operation[]
  readonly downgrade: readonly Operation[]
  readonly downgradeNotes: readonly string[]
}

/**
 * What leads from what is there before the first revision (`context.from`) to a whole schema, and back.
 *
 * @throws ImpossibleChangesError when the server would refuse a part of it.
 */
export function baselineOf(schema: SchemaState, given: PlanContext): Baseline {
  // Of what lies beside databases nothing is there before the first revision, and that is known.
  const kinds = CLUSTER_KINDS.filter((kind) => schema.cluster?.[kind] !== undefined)
  const context = { ...given, from: withClusterKinds(given.from, kinds) }
  const { from, target, defaultDatabase } = context
  const databases = Object.values(schema.databases).map(({ name }) => name)
  const { operations } = diffSchemas(from, schema, { target, defaultDatabase, databases })
  const plan = planOperations(operations, context)
  if (plan.errors.length > 0) throw new ImpossibleChangesError(plan.errors)
  const upgrade = [...new Set(plan.steps.flatMap((step) => step.operations))]
  const back = wayBack(upgrade, { from, target, defaultDatabase })
  return { upgrade, downgrade: back.operations, downgradeNotes: back.notes }
}
