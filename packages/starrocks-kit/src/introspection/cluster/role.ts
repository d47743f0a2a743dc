import { quoteIdentifier } from '../../language/index.ts'
import { isBuiltIn } from '../../schema/index.ts'
import type { Role } from '../../schema/index.ts'
import { readGrants } from './grants.ts'
import { namedRows } from './reader.ts'
import type { ClusterReader } from './reader.ts'

/** SHOW ROLES, and SHOW GRANTS for each of them. */
export const readRoles: ClusterReader<Role> = async (connection) => {
  const roles: Role[] = []
  for (const row of await namedRows(connection, 'SHOW ROLES')) {
    const name = row('Name')
    if (isBuiltIn({ kind: 'Role', name })) continue
    const comment = row('Comment')
    roles.push({
      kind: 'Role',
      name,
      ...(comment === '' ? {} : { comment }),
      ...(await readGrants(connection, `ROLE ${quoteIdentifier(name)}`)),
    })
  }
  return roles
}
