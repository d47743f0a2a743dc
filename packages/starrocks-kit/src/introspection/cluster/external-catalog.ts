import { parseStatement, quoteIdentifier } from '../../language/index.ts'
import { isBuiltIn, splitSecrets } from '../../schema/index.ts'
import type { ExternalCatalog } from '../../schema/index.ts'
import { namedRows } from './reader.ts'
import type { ClusterReader } from './reader.ts'

/** SHOW CATALOGS, and SHOW CREATE CATALOG for each external one. */
export const readExternalCatalogs: ClusterReader<ExternalCatalog> = async (connection) => {
  const catalogs: ExternalCatalog[] = []
  for (const row of await namedRows(connection, 'SHOW CATALOGS')) {
    const name = row('Catalog')
    if (isBuiltIn({ kind: 'ExternalCatalog', name }) || row('Type').toLowerCase() === 'internal') continue
    const { rows } = await connection.query(`SHOW CREATE CATALOG ${quoteIdentifier(name)}`)
    const statement = parseStatement(rows[0]?.[1] ?? '')
    if (statement.kind !== 'CreateCatalogStatement') continue
    const { comment } = statement
    const { properties, secrets } = splitSecrets(statement.properties)
    catalogs.push({
      kind: 'ExternalCatalog',
      name,
      ...(comment === undefined || comment === '' ? {} : { comment }),
      properties,
      ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
    })
  }
  return catalogs
}
