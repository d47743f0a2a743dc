import { RevisionPlanner } from '../migrations/index.ts'
import { operationObject } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { findClusterObject, findObject, findTable, normalizeSchema } from '../schema/index.ts'
import { plannerContext } from './environment.ts'
import type { DatabaseSession, Environment } from './environment.ts'

/** Drops of objects that no revision has created: somebody else's, until the user says otherwise. */
export async function unownedDrops(
  environment: Environment,
  { migrator }: DatabaseSession,
  operations: readonly Operation[],
): Promise<readonly Operation[]> {
  const drops = operations.filter(
    ({ kind }) =>
      kind === 'DropPartition' ||
      kind === 'DropTable' ||
      kind === 'DropView' ||
      kind === 'DropMaterializedView' ||
      kind === 'DropClusterObject',
  )
  if (drops.length === 0) return []
  const graph = await migrator.graph()
  const planner = new RevisionPlanner(plannerContext(environment))
  const owned = normalizeSchema(await planner.stateAt(graph.revisions), planner.context.target)
  return drops.filter((operation) => {
    if (operation.kind === 'DropClusterObject') return findClusterObject(owned, operation.object) === undefined
    if (operation.kind === 'DropPartition') {
      const partitions = findTable(owned, operation.table)?.partitioning?.partitions ?? []
      return !partitions.some((partition) => 'name' in partition && partition.name === operation.partition)
    }
    const object = operationObject(operation)
    return object !== undefined && findObject(owned, object) === undefined
  })
}
