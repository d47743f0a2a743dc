import { NATIVE_PASSWORD, ownEntry, userIdentity, userName } from 'starrocks-kit/schema'
import type { AlterUserStatement, CreateUserStatement, Statement } from 'starrocks-kit/language'
import { CatalogError } from '../../catalog/catalog-error.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import type { OkResult } from '../../wire/handler.ts'
import { changeCatalog, withClusterStatement } from '../change-catalog.ts'
import type { CatalogUpdate } from '../change-catalog.ts'
import { DONE } from '../results.ts'
import type { SessionState } from '../session-state.ts'
import { passwordHash, withPassword } from '../users.ts'
import { setRole } from './active-roles.ts'

/** Runs a statement about users, roles and grants; undefined for all others. Passwords never reach a message. */
export async function runAccount(statement: Statement, session: SessionState): Promise<OkResult | undefined> {
  if (statement.kind === 'SetRoleStatement') {
    setRole(statement, session)
    return DONE
  }
  return changeCatalog(changeOf(statement, session), session)
}

function changeOf(statement: Statement, session: SessionState): CatalogUpdate | undefined {
  switch (statement.kind) {
    case 'CreateUserStatement':
    case 'AlterUserStatement':
      return (data) => withHash(data, withClusterStatement(data, statement, session), statement)
    case 'DropUserStatement':
    case 'CreateRoleStatement':
    case 'AlterRoleStatement':
    case 'DropRoleStatement':
    case 'GrantRoleStatement':
    case 'RevokeRoleStatement':
    case 'GrantPrivilegeStatement':
    case 'RevokePrivilegeStatement':
    case 'SetDefaultRoleStatement':
      return (data) => withClusterStatement(data, statement, session)
    case 'SetUserPropertyStatement': {
      const { user = session.user.name } = statement
      return (data) => {
        if (!Object.keys(data.users).some((key) => userIdentity(key).user === user))
          throw new CatalogError(`user '${user}' doesn't exist`)
        return withClusterStatement(data, { ...statement, user }, session)
      }
    }
    default:
      return undefined
  }
}

/** The schema knows that there is a password, this server what it is. */
function withHash(
  before: CatalogData,
  after: CatalogData,
  { user, auth, kind }: CreateUserStatement | AlterUserStatement,
): CatalogData {
  const name = userName(user)
  const entry = ownEntry(after.users, name)
  const isUntouched = entry === undefined || entry === ownEntry(before.users, name)
  if (isUntouched || (kind === 'AlterUserStatement' && auth === undefined)) return after
  const isOwn = (auth?.plugin ?? NATIVE_PASSWORD).toUpperCase() === NATIVE_PASSWORD
  const changed = withPassword(entry, isOwn && auth !== undefined ? passwordHash(auth) : undefined)
  return { ...after, users: { ...after.users, [name]: changed } }
}
