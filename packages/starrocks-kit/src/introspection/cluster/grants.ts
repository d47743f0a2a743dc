import { quoteIdentifier } from '../../language/index.ts'
import type { Connection } from '../../connection/index.ts'
import { DEFAULT_CATALOG } from '../../schema/index.ts'
import { namedRows } from './reader.ts'

/** What SHOW GRANTS says of a role or user. */
export interface ShownGrants {
  readonly roles?: readonly string[]
  readonly grants?: readonly string[]
}

/**
 * Reads what a role or user was granted. What external catalogs hold is left alone: a GRANT means the catalog of its session.
 *
 * @param grantee As it stands behind FOR: `ROLE reader`, `'etl'@'%'`.
 */
export async function readGrants(connection: Connection, grantee: string): Promise<ShownGrants> {
  const roles: string[] = []
  const grants: string[] = []
  for (const row of await namedRows(connection, `SHOW GRANTS FOR ${grantee}`)) {
    const text = row('Grants')
    const granted = grantOf(text)
    if (granted === undefined) roles.push(...(GRANTED_ROLES.exec(text)?.[1]?.split("', '") ?? []))
    else if (granted.onCatalog || ['', DEFAULT_CATALOG].includes(row('Catalog'))) grants.push(granted.text)
  }
  return {
    ...(roles.length === 0 ? {} : { roles }),
    ...(grants.length === 0 ? {} : { grants }),
  }
}

/** Names of roles are not escaped. */
const GRANTED_ROLES = /^GRANT '(.+)' TO /su

const GRANT =
  /^GRANT (?<privileges>.+?) ON (?<object>.+) TO (?:USER '.*'@.+?|ROLE '.*')(?<option> WITH GRANT OPTION)?$/su

/** Types whose objects lie in databases: `db.name`. */
const IN_DATABASE = /^(?<type>TABLE|VIEW|MATERIALIZED VIEW|PIPE) (?<database>[^.]+)\.(?<name>.+)$/su
const ALONE = /^(?<type>DATABASE|CATALOG|RESOURCE GROUP|RESOURCE|STORAGE VOLUME|WAREHOUSE) (?<name>.+)$/su
const FUNCTION = /^FUNCTION (?<signature>.+) in DATABASE (?<database>.+)$/su
const ALL = /^ALL (?<types>[A-Z ]+?) +IN DATABASE (?<database>.+)$/su

/**
 * A privilege as a model says it. Servers do not quote names, and print functions and pipes in ways that they do not take themselves (AstToStringBuilder, PEntryObject);
 * undefined for granted roles.
 */
function grantOf(grant: string): { readonly text: string; readonly onCatalog: boolean } | undefined {
  const { privileges = '', object, option = '' } = GRANT.exec(grant)?.groups ?? {}
  if (object === undefined) return undefined
  return {
    text: `${privileges} ON ${objectText(object, privileges)}${option}`,
    onCatalog: object.startsWith('CATALOG '),
  }
}

function objectText(object: string, privileges: string): string {
  // Databases have no USAGE: these are pipes (PipePEntryObject.toString).
  if (object === 'ALL DATABASES' && /\bUSAGE\b/u.test(privileges)) return 'ALL PIPES IN ALL DATABASES'
  const inDatabase = IN_DATABASE.exec(object)?.groups
  if (inDatabase !== undefined) {
    const { type, database = '', name = '' } = inDatabase
    return `${type} ${quoteIdentifier(database)}.${quoteIdentifier(name)}`
  }
  const alone = ALONE.exec(object)?.groups
  if (alone !== undefined) return `${alone['type']} ${quoteIdentifier(alone['name'] ?? '')}`
  const signature = FUNCTION.exec(object)?.groups
  if (signature !== undefined)
    return `FUNCTION ${quoteIdentifier(signature['database'] ?? '')}.${signature['signature']}`
  const all = ALL.exec(object)?.groups
  if (all !== undefined) return `ALL ${all['types']} IN DATABASE ${quoteIdentifier(all['database'] ?? '')}`
  return object
}
