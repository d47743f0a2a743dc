import { introspectSchema } from '../introspection/index.ts'
import { RevisionPlanError, RevisionPlanner } from '../migrations/index.ts'
import type { Migrator } from '../migrations/index.ts'
import { findObject, schemaObjects, schemaOf } from '../schema/index.ts'
import type { SchemaState } from '../schema/index.ts'
import { compact } from '../util/compact.ts'
import { plannerContext } from './environment.ts'
import type { DatabaseSession, Environment } from './environment.ts'
import { isOwnObject } from '../schema/own-objects.ts'

/**
 * Does work that plans revisions. Revisions are planned from what the revisions before them have made; where that is refused, they may be about
 * objects that somebody else has made: then the server is asked for those, and everything is planned again with them in place.
 *
 * @throws RevisionPlanError when the server has nothing that the revisions do not know, or refuses with that too.
 */
export async function withForeignObjects<T>(
  environment: Environment,
  session: DatabaseSession,
  work: (migrator: Migrator, initialState?: SchemaState) => Promise<T>,
): Promise<T> {
  try {
    return await work(session.migrator)
  } catch (error) {
    if (!(error instanceof RevisionPlanError)) throw error
    const foreign = await foreignObjects(environment, session)
    if ([...schemaObjects(foreign)].length === 0) throw error
    return work(session.migratorFrom(foreign), foreign)
  }
}

/** What the server has and no revision has made. */
async function foreignObjects(environment: Environment, session: DatabaseSession): Promise<SchemaState> {
  const { config, defaultDatabase } = environment
  const graph = await session.migrator.graph()
  const owned = await new RevisionPlanner(plannerContext(environment)).stateAt(graph.revisions)
  const databases = [...new Set([defaultDatabase, ...config.databases])]
  const target = session.serverTarget
  const live = await introspectSchema(session.connection, {
    databases,
    target,
    ignore: isOwnObject,
    logger: environment.logger,
  })
  return schemaOf(
    [...schemaObjects(live)]
      .filter(({ name }) => findObject(owned, name) === undefined)
      .map(({ name: { database, catalog }, object }) => ({ database, object, ...compact({ catalog }) })),
  )
}
