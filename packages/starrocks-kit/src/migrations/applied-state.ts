import type { SchemaState } from '../schema/index.ts'
import { Migrator } from './migrator.ts'
import type { MigratorContext } from './migrator.ts'
import { RevisionPlanner } from './planner.ts'

/** What the revisions that a database has make; undefined where it has none, where one is half-way, or where the file of one is missing. */
export async function appliedState(context: MigratorContext): Promise<SchemaState | undefined> {
  const { heads, unfinished } = await new Migrator(context).current()
  if (heads.length === 0 || unfinished !== undefined) return undefined
  const planner = new RevisionPlanner(context)
  const graph = await planner.graph()
  if (heads.some((head) => graph.find(head) === undefined)) return undefined
  return planner.stateAt(graph.inOrder(graph.ancestors(heads, { dependencies: true })))
}
