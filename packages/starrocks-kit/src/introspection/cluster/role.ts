import { parseStatement, quoteIdentifier } from '../../language/index.ts'
import { BUILT_IN_ROLES, DEFAULT_CATALOG, grantTexts } from '../../schema/index.ts'
import type { Role } from '../../schema/index.ts'
import { compact } from '../../util/compact.ts'
import { namedRows } from './reader.ts'
import type { ClusterReader } from './reader.ts'

/** SHOW ROLES, and SHOW GRANTS for each of them. Grants on what external catalogs hold are left alone: a GRANT means the catalog of its session. */
export const readRoles: ClusterReader<Role> = async (connection) => {
  const roles: Role[] = []
  for (const row of await namedRows(connection, 'SHOW ROLES')) {
    const name = row('Name')
    if (BUILT_IN_ROLES.has(name)) continue
    const own: string[] = []
    const grants: string[] = []
    for (const grant of await namedRows(connection, `SHOW GRANTS FOR ROLE ${quoteIdentifier(name)}`)) {
      const statement = parseStatement(grant('Grants'))
      if (statement.kind === 'GrantRoleStatement') own.push(...statement.roles)
      else if (statement.kind === 'GrantPrivilegeStatement' && ['', DEFAULT_CATALOG].includes(grant('Catalog')))
        grants.push(...grantTexts(statement))
    }
    const comment = row('Comment')
    roles.push({
      kind: 'Role',
      name,
      ...compact({
        comment: comment === '' ? undefined : comment,
        roles: own.length === 0 ? undefined : own,
        grants: grants.length === 0 ? undefined : grants,
      }),
    })
  }
  return roles
}
