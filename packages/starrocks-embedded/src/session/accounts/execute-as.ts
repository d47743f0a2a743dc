import { userName } from 'starrocks-kit/schema'
import type { ExecuteAsStatement } from 'starrocks-kit/language'
import { analyzingError } from '../../catalog/catalog-error.ts'
import type { SessionState } from '../session-state.ts'
import { identityOf, shownUser } from '../users.ts'

/** EXECUTE AS user WITH NO REVERT: the session goes on as another user. Whether it may was checked before. */
export function executeAs({ user, noRevert }: ExecuteAsStatement, session: SessionState): void {
  if (noRevert !== true) throw analyzingError('`EXECUTE AS` must use with `WITH NO REVERT` for now!')
  const identity = identityOf(user)
  if (!Object.hasOwn(session.server.catalog.data.users, userName(user)))
    throw analyzingError(`cannot find user ${shownUser(identity)}!`)
  session.user = identity
  session.chosenRoles = undefined
}
