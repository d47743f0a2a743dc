import type { Capabilities } from '../capabilities.ts'

/** The privileges of each type of object, in the order in which servers show them (DefaultAuthorizationProvider). */
const PRIVILEGES: Readonly<Record<string, readonly string[]>> = {
  TABLE: ['DELETE', 'DROP', 'INSERT', 'SELECT', 'ALTER', 'EXPORT', 'UPDATE', 'REFRESH'],
  DATABASE: [
    'CREATE TABLE',
    'DROP',
    'ALTER',
    'CREATE VIEW',
    'CREATE FUNCTION',
    'CREATE MATERIALIZED VIEW',
    'CREATE PIPE',
  ],
  SYSTEM: [
    'GRANT',
    'NODE',
    'CREATE RESOURCE',
    'PLUGIN',
    'FILE',
    'BLACKLIST',
    'OPERATE',
    'CREATE EXTERNAL CATALOG',
    'REPOSITORY',
    'CREATE RESOURCE GROUP',
    'CREATE GLOBAL FUNCTION',
    'CREATE STORAGE VOLUME',
    'CREATE WAREHOUSE',
    'SECURITY',
  ],
  WAREHOUSE: ['USAGE', 'ALTER', 'DROP'],
  USER: ['IMPERSONATE'],
  RESOURCE: ['USAGE', 'ALTER', 'DROP'],
  VIEW: ['SELECT', 'ALTER', 'DROP'],
  CATALOG: ['USAGE', 'CREATE DATABASE', 'DROP', 'ALTER'],
  'MATERIALIZED VIEW': ['ALTER', 'REFRESH', 'DROP', 'SELECT'],
  FUNCTION: ['USAGE', 'DROP'],
  'RESOURCE GROUP': ['ALTER', 'DROP'],
  'GLOBAL FUNCTION': ['USAGE', 'DROP'],
  'STORAGE VOLUME': ['DROP', 'ALTER', 'USAGE'],
  PIPE: ['ALTER', 'DROP', 'USAGE'],
}

/** All types of objects, in the order in which servers show what is granted on them. */
export const PRIVILEGE_TYPES: readonly string[] = Object.keys(PRIVILEGES)

const NEWER_SYSTEM_PRIVILEGES: ReadonlySet<string> = new Set(['CREATE WAREHOUSE', 'SECURITY'])

/** Only built-in roles have these (DefaultAuthorizationProvider.validateGrant). */
export const NEVER_GRANTED: ReadonlySet<string> = new Set(['GRANT', 'NODE'])

/** The privileges on objects of a type, for which ALL stands; where nobody knows the server, those of all versions. */
export function privilegesOf(type: string, capabilities?: Capabilities): readonly string[] {
  const { refreshPrivilegeOfTables = false, securityPrivileges = false } = capabilities ?? {}
  return (PRIVILEGES[type] ?? []).filter(
    (privilege) =>
      (type !== 'TABLE' || privilege !== 'REFRESH' || refreshPrivilegeOfTables) &&
      (!NEWER_SYSTEM_PRIVILEGES.has(privilege) || securityPrivileges),
  )
}

/**
 * Whether privileges are all that there are: those of a table count as all without REFRESH too, which patch releases have brought, so that ALL is the same on servers that
 * have it and on others.
 */
export function isEverything(type: string, privileges: ReadonlySet<string>): boolean {
  // A server refuses ALL ON SYSTEM, and knows no ALL on a user (the grammar of GRANT IMPERSONATE).
  if (type === 'SYSTEM' || type === 'USER') return false
  const known = PRIVILEGES[type]
  return known !== undefined && known.every((one) => privileges.has(one) || (type === 'TABLE' && one === 'REFRESH'))
}

/** In the order in which servers show them. */
export function inShownOrder(type: string, privileges: Iterable<string>): readonly string[] {
  const known = PRIVILEGES[type] ?? []
  const place = (privilege: string): number => (known.includes(privilege) ? known.indexOf(privilege) : known.length)
  return [...privileges].toSorted((a, b) => place(a) - place(b))
}
