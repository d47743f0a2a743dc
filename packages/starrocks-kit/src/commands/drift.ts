import { diffSchemas } from '../diff/index.ts'
import type { EditedRevision } from '../migrations/index.ts'
import { RevisionPlanError, RevisionPlanner } from '../migrations/index.ts'
import { operationObject, oppositeOperations } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { normalizeSchema, sameObjectName } from '../schema/index.ts'
import type { ObjectName, SchemaState } from '../schema/index.ts'
import { plannerContext, withConnection } from './environment.ts'
import type { DatabaseSession, Environment, SessionOptions } from './environment.ts'

export interface Drift {
  /** What was changed on the server beside the revisions: from what they make to what is there. */
  readonly drift: readonly Operation[]
  /** Applied revisions whose files were changed afterwards. */
  readonly edited: readonly EditedRevision[]
}

/** What happened behind the tool's back. A database without applied revisions has no drift: nothing says how it should be. */
export async function findDrift(
  environment: Environment,
  { migrator, serverTarget }: DatabaseSession,
  live: SchemaState,
  ignored: readonly ObjectName[] = [],
): Promise<Drift> {
  const { defaultDatabase } = environment
  const { heads, unfinished } = await migrator.current()
  if (heads.length === 0 || unfinished !== undefined) return { drift: [], edited: [] }
  const planner = new RevisionPlanner({ ...plannerContext(environment), target: serverTarget })
  const graph = await planner.graph()
  const state = await planner.stateAt(graph.inOrder(graph.ancestors(heads, { dependencies: true })))
  const databases = Object.values(live.databases).map(({ name }) => name)
  // What revisions leave out follows the rules for leaving out, so they are the wished-for side; the way from there to the server is the reverse.
  const { operations } = diffSchemas(live, normalizeSchema(state, serverTarget), {
    target: serverTarget,
    defaultDatabase,
    databases,
    selection: environment.config.compare,
  })
  const drift = oppositeOperations(
    operations.filter((operation) => {
      const object = operationObject(operation)
      return object === undefined || !ignored.some((name) => sameObjectName(name, object))
    }),
  )
  try {
    return { drift, edited: await migrator.edited() }
  } catch (error) {
    // An edited file may be one that the server would refuse by now; the planning of revisions tells that.
    if (error instanceof RevisionPlanError) return { drift, edited: [] }
    throw error
  }
}

/** Accepts that applied revisions were edited: what their files say now counts as what has run. */
export async function acceptEdits(
  environment: Environment,
  options: SessionOptions & { readonly revisions?: readonly string[] } = {},
): Promise<readonly string[]> {
  const { revisions = [], ...session } = options
  return withConnection(
    environment,
    async ({ migrator }) => {
      const graph = await migrator.graph()
      const wanted = revisions.flatMap((name) => graph.resolve(name))
      return migrator.acceptEdits(wanted.length === 0 ? undefined : wanted)
    },
    session,
  )
}
