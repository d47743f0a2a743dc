import type { Connection } from '../connection/index.ts'
import { StarRocksKitError } from '../errors/base.ts'
import { connectedUser } from '../introspection/index.ts'
import { parseStatements } from '../language/index.ts'
import type { RevisionPlan } from '../migrations/index.ts'
import { ownEntry, userName, withoutEntry } from '../schema/index.ts'
import type { SchemaState } from '../schema/index.ts'

/** A revision drops the user that the command is connected as; nothing was run. */
export class OwnUserError extends StarRocksKitError {
  readonly code = 'REFUSED_OWN_USER'

  constructor(user: string) {
    super(
      `Nothing was run, as the user ${user}, which the command is connected as, would be dropped. Connect as another one, or take the drop out of the revision.`,
    )
  }
}

/** @throws OwnUserError */
export async function refuseOwnUser(connection: Connection, plans: readonly RevisionPlan[]): Promise<void> {
  // The statements, so that those which were written by hand count too.
  const dropped = plans
    .flatMap(({ plan }) => plan.steps.flatMap(({ sql }) => parseStatements(sql).statements))
    .flatMap((statement) => (statement.kind === 'DropUserStatement' ? [userName(statement.user)] : []))
  if (dropped.length === 0) return
  const own = await connectedUser(connection)
  if (dropped.includes(own)) throw new OwnUserError(own)
}

/** The state without the user of the connection, unless the other one has it: it is compared where a model declares it, and never dropped. */
export async function withoutOwnUser(
  state: SchemaState,
  wanted: SchemaState,
  connection: Connection,
): Promise<SchemaState> {
  const users = state.cluster?.User
  if (users === undefined) return state
  const own = await connectedUser(connection)
  if (ownEntry(wanted.cluster?.User ?? {}, own) !== undefined) return state
  return { ...state, cluster: { ...state.cluster, User: withoutEntry(users, own) } }
}
