import { objectGrants, ownEntry, PRIVILEGE_TYPES, privilegesOf } from 'starrocks-kit/schema'
import type { Capabilities, ObjectGrants } from 'starrocks-kit/schema'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'

/** The roles of every server with their comments, in the order in which SHOW ROLES has them (AuthorizationMgr.initBuiltinRolesAndUsers). */
const BUILT_IN_ROLES = {
  root: 'built-in root role which has all privileges on all objects',
  db_admin: 'built-in database administration role',
  cluster_admin: 'built-in cluster administration role',
  user_admin: 'built-in user administration role',
  public: 'built-in public role which is owned by any user',
  security_admin: 'built-in security administration role',
} as const

type BuiltInRole = keyof typeof BUILT_IN_ROLES

/** What SHOW ROLES says of the roles that this version has. */
export function builtInRoles({
  securityPrivileges,
}: Capabilities): readonly (readonly [name: string, comment: string])[] {
  return Object.entries(BUILT_IN_ROLES).filter(([name]) => name !== 'security_admin' || securityPrivileges)
}

/** Whether there is a role of this name, a user's or the server's own. */
export function isRole(data: CatalogData, name: string): boolean {
  return Object.hasOwn(data.roles, name) || isBuiltIn(name)
}

/** What a role may do by itself, without the roles that it has. */
export function grantsOfRole(data: CatalogData, name: string, capabilities: Capabilities): ObjectGrants {
  return isBuiltIn(name) ? builtInGrants(name, capabilities) : objectGrants(ownEntry(data.roles, name)?.grants)
}

function isBuiltIn(name: string): name is BuiltInRole {
  return Object.hasOwn(BUILT_IN_ROLES, name)
}

/** They are asked for at every statement of somebody who has such a role. */
const read = new WeakMap<Capabilities, Map<BuiltInRole, ObjectGrants>>()

function builtInGrants(name: BuiltInRole, capabilities: Capabilities): ObjectGrants {
  const known = read.get(capabilities) ?? new Map<BuiltInRole, ObjectGrants>()
  read.set(capabilities, known)
  const grants = known.get(name) ?? objectGrants(GRANTS[name](capabilities))
  known.set(name, grants)
  return grants
}

const IN_DATABASES: ReadonlySet<string> = new Set(['TABLE', 'VIEW', 'MATERIALIZED VIEW', 'FUNCTION', 'PIPE'])

function onAll(type: string, capabilities: Capabilities): string {
  const object = type === 'SYSTEM' ? type : `ALL ${type}S${IN_DATABASES.has(type) ? ' IN ALL DATABASES' : ''}`
  return `${privilegesOf(type, capabilities).join(', ')} ON ${object}`
}

const NOT_OF_DATABASES: ReadonlySet<string> = new Set(['SYSTEM', 'USER', 'WAREHOUSE'])

const GRANTS: { readonly [R in BuiltInRole]: (capabilities: Capabilities) => readonly string[] } = {
  root: (capabilities) => typesOf(capabilities).map((type) => onAll(type, capabilities)),
  db_admin: (capabilities) => [
    `${privilegesOf('SYSTEM', capabilities)
      .filter((privilege) => !['GRANT', 'NODE', 'CREATE WAREHOUSE'].includes(privilege))
      .join(', ')} ON SYSTEM`,
    ...typesOf(capabilities)
      .filter((type) => !NOT_OF_DATABASES.has(type))
      .map((type) => onAll(type, capabilities)),
  ],
  cluster_admin: (capabilities) =>
    capabilities.securityPrivileges
      ? ['NODE, CREATE WAREHOUSE ON SYSTEM', onAll('WAREHOUSE', capabilities)]
      : ['NODE ON SYSTEM'],
  user_admin: (capabilities) => ['GRANT ON SYSTEM', onAll('USER', capabilities)],
  public: () => ['SELECT ON ALL TABLES IN DATABASE information_schema'],
  security_admin: () => ['SECURITY, OPERATE ON SYSTEM'],
}

function typesOf({ securityPrivileges }: Capabilities): readonly string[] {
  return PRIVILEGE_TYPES.filter((type) => type !== 'WAREHOUSE' || securityPrivileges)
}
