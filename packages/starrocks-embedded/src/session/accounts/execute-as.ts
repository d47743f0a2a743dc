import type { ExecuteAsStatement } from 'starrocks-kit/language'
import { analyzingError } from '../../catalog/catalog-error.ts'
import type { SessionState } from '../session-state.ts'
import { userKey } from '../users.ts'

/** EXECUTE AS user WITH NO REVERT: the session goes on as another user. Whether it may was checked before. */
export function executeAs({ user, noRevert }: ExecuteAsStatement, session: SessionState): void {
  if (noRevert !== true) throw analyzingError('`EXECUTE AS` must use with `WITH NO REVERT` for now!')
  const { user: name, host = '%' } = user
  const known = Object.hasOwn(session.server.catalog.data.users, userKey(name, host)) || name === 'root'
  if (!known) throw analyzingError(`cannot find user '${name}'@'${host}'!`)
  session.user = { name, host }
  session.chosenRoles = undefined
}
