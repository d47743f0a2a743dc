import { printNode, quoteString } from '../../language/index.ts'
import type { Connection } from '../../connection/index.ts'
import {
  authStringOf,
  isBuiltIn,
  NATIVE_PASSWORD,
  userIdentity,
  userName,
  withoutUserDefaults,
} from '../../schema/index.ts'
import type { User } from '../../schema/index.ts'
import { compact } from '../../util/compact.ts'
import { readGrants } from './grants.ts'
import { namedRows } from './reader.ts'
import type { ClusterReader } from './reader.ts'

/** The user whose rights a connection has, by the name that schemas know it under. */
export async function connectedUser(connection: Connection): Promise<string> {
  const [row] = await namedRows(connection, 'SHOW AUTHENTICATION')
  return userName(userIdentity(row?.('UserIdentity') ?? ''))
}

/**
 * SHOW ALL AUTHENTICATION, and for each user SHOW GRANTS and SHOW PROPERTY. Of passwords servers show that there is one; which roles are active at login they do not
 * show at all.
 */
export const readUsers: ClusterReader<User> = async (connection) => {
  const users: User[] = []
  for (const row of await namedRows(connection, 'SHOW ALL AUTHENTICATION')) {
    const identity = userIdentity(row('UserIdentity'))
    const name = userName(identity)
    if (isBuiltIn({ kind: 'User', name })) continue
    const plugin = row('AuthPlugin').toUpperCase()
    const authString = row('UserForAuthPlugin')
    const isOwn = plugin === '' || plugin === NATIVE_PASSWORD
    const shown = await namedRows(connection, `SHOW PROPERTY FOR ${quoteString(identity.user)}`)
    const properties = withoutUserDefaults(
      Object.fromEntries(shown.map((property) => [property('Key'), property('Value')])),
    )
    users.push({
      kind: 'User',
      name,
      ...compact({
        plugin: isOwn ? undefined : plugin,
        authString: isOwn || authString === '' ? undefined : authStringOf(authString),
        password: isOwn && row('Password') === 'Yes' ? {} : undefined,
      }),
      ...(await readGrants(connection, printNode(identity))),
      ...(Object.keys(properties).length === 0 ? {} : { properties }),
    })
  }
  return users
}
