import { diffSchemas } from '../diff/index.ts'
import type { Operation } from '../operations/index.ts'
import { CLUSTER_KINDS, normalizeSchema, withClusterKinds } from '../schema/index.ts'
import type { SchemaState } from '../schema/index.ts'
import type { PlannerContext } from './planner.ts'

/** What leads from one replayed schema to another; empty where they are the same. */
export function schemaDifferences(
  from: SchemaState,
  to: SchemaState,
  { target, defaultDatabase }: Pick<PlannerContext, 'target' | 'defaultDatabase'>,
): readonly Operation[] {
  const databases = [...new Set([from, to].flatMap((state) => Object.values(state.databases).map(({ name }) => name)))]
  // Of what lies beside databases a replay knows all that there is.
  const whole = (state: SchemaState): SchemaState => normalizeSchema(withClusterKinds(state, CLUSTER_KINDS), target)
  return diffSchemas(whole(from), whole(to), { target, defaultDatabase, databases }).operations
}
