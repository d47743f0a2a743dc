import type { Operation } from '../operations/index.ts'
import type { UndecidedComparison } from '../diff/index.ts'
import { compareModels } from './compare.ts'
import { withConnection } from './environment.ts'
import type { Environment } from './environment.ts'

export interface CheckResult {
  /** Where was compared: `host:port/database`. */
  readonly place: string
  readonly defaultDatabase: string
  /** What would make the database like the models; empty when they are the same. */
  readonly operations: readonly Operation[]
  readonly undecided: readonly UndecidedComparison[]
  /** Objects of the database that are not understood: never compared, altered or dropped. */
  readonly unsupported: readonly { readonly name: string; readonly reason: string }[]
  /** Revisions that the database has not yet. */
  readonly pending: readonly string[]
}

/** Compares the models with the database. Nothing is written. */
export async function check(environment: Environment): Promise<CheckResult> {
  const models = await environment.loadModels()
  return withConnection(environment, async (session) => {
    const { diff, live, defaultDatabase } = await compareModels(session.connection, models, session.compareOptions)
    const pending = await session.migrator.pending()
    return {
      place: environment.config.connection.description,
      defaultDatabase,
      operations: diff.operations,
      undecided: diff.undecided,
      unsupported: Object.values(live.databases).flatMap((database) =>
        Object.values(database.unsupported).map(({ name, reason }) => ({ name: `${database.name}.${name}`, reason })),
      ),
      pending: pending.map(({ id }) => id),
    }
  })
}
