import { quotedIdentity, userIdentity } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog-error.ts'
import type { ResultTable } from '../result/result-table.ts'
import type { ShowContext } from './show-context.ts'

/** SHOW USERS. */
export function showUsers({ catalog }: ShowContext): ResultTable {
  return {
    columns: ['User'],
    rows: Object.keys(catalog.data.users).map((key) => [quotedIdentity(userIdentity(key))]),
  }
}

/** SHOW PROPERTY [FOR 'user']: properties belong to the name of a user, whatever its host. */
export function showUserProperties(name: string | undefined, { catalog, userName }: ShowContext): ResultTable {
  const asked = name ?? userName
  const user = Object.values(catalog.data.users).find((entry) => userIdentity(entry.name).user === asked)
  if (user === undefined) throw analyzingError(`Unknown user: ${asked}`)
  const {
    max_user_connections: connections = '',
    catalog: realm = '',
    database = '',
    ...others
  } = user.properties ?? {}
  const newer = [
    ['catalog', realm || 'default_catalog'],
    ['database', database],
    ...Object.entries(others).filter(([, value]) => value !== ''),
  ]
  return {
    columns: ['Key', 'Value'],
    rows: [['max_user_connections', connections || '1024'], ...(catalog.capabilities.userProperties ? newer : [])],
  }
}
