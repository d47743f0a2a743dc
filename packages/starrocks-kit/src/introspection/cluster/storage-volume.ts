import { quoteIdentifier } from '../../language/index.ts'
import { isBuiltIn, splitSecrets } from '../../schema/index.ts'
import type { StorageVolume } from '../../schema/index.ts'
import { namedRows } from './reader.ts'
import type { ClusterReader } from './reader.ts'

/** SHOW STORAGE VOLUMES, and DESC STORAGE VOLUME for each. */
export const readStorageVolumes: ClusterReader<StorageVolume> = async (connection) => {
  const volumes: StorageVolume[] = []
  const { rows } = await connection.query('SHOW STORAGE VOLUMES')
  for (const [name] of rows) {
    if (name === null || name === undefined || isBuiltIn({ kind: 'StorageVolume', name })) continue
    const [row] = await namedRows(connection, `DESC STORAGE VOLUME ${quoteIdentifier(name)}`)
    if (row === undefined) continue
    const parameters = Object.entries(JSON.parse(row('Params') || '{}') as Readonly<Record<string, unknown>>)
    const { properties, secrets } = splitSecrets([
      ...parameters.map(([key, value]) => ({ kind: 'Property' as const, key, value: String(value) })),
      { kind: 'Property', key: 'enabled', value: row('Enabled') },
    ])
    const comment = row('Comment')
    volumes.push({
      kind: 'StorageVolume',
      name,
      type: row('Type'),
      locations: row('Location').split(', '),
      ...(comment === '' ? {} : { comment }),
      properties,
      ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
    })
  }
  return volumes
}
