import { diffSchemas } from '../diff/index.ts'
import type { EditedRevision } from '../migrations/index.ts'
import { RevisionPlanError } from '../migrations/index.ts'
import { isClusterOperation, operationClusterObject, operationObject, oppositeOperations } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { normalizeSchema, sameObjectName } from '../schema/index.ts'
import type { ClusterName, ObjectName, SchemaState } from '../schema/index.ts'
import { appliedSchema, withConnection } from './environment.ts'
import type { DatabaseSession, Environment, SessionOptions } from './environment.ts'

export interface Drift {
  /** What was changed on the server beside the revisions, or is left by a downgrade that could not take everything back: from what they make to what is there. */
  readonly drift: readonly Operation[]
  /** Applied revisions whose files were changed afterwards. */
  readonly edited: readonly EditedRevision[]
}

/** What is somebody else's. */
interface Ignored {
  readonly objects: readonly ObjectName[]
  readonly clusterObjects: readonly ClusterName[]
}

/** What happened behind the tool's back. A database without applied revisions has no drift: nothing says how it should be. */
export async function findDrift(
  environment: Environment,
  { connection, migrator, serverTarget }: DatabaseSession,
  live: SchemaState,
  ignored: Ignored = { objects: [], clusterObjects: [] },
): Promise<Drift> {
  const { defaultDatabase } = environment
  const state = await appliedSchema(environment, connection, serverTarget)
  if (state === undefined) return { drift: [], edited: [] }
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
      if (isClusterOperation(operation)) {
        const { kind, name } = operationClusterObject(operation)
        return !ignored.clusterObjects.some((other) => other.kind === kind && other.name === name)
      }
      const object = operationObject(operation)
      return object === undefined || !ignored.objects.some((name) => sameObjectName(name, object))
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
