import { quoteIdentifier, quoteString } from 'starrocks-kit/language'
import { ownEntry } from 'starrocks-kit/schema'
import type { ExternalCatalog, StorageVolume } from 'starrocks-kit/schema'
import { analyzingError, CatalogError } from '../catalog-error.ts'
import type { CatalogData } from '../data/catalog-data.ts'
import { BUILT_IN_VOLUME } from '../data/cluster-facts.ts'
import { hashMapOrder } from '../show-create/hash-map-order.ts'
import type { ResultTable } from '../result/result-table.ts'

/** What stands in place of a secret, which is not kept. */
const MASK = '******'

/** SHOW CREATE CATALOG of an external catalog (ShowExecutor.visitShowCreateExternalCatalogStatement). */
export function showCreateCatalog(data: CatalogData, name: string): ResultTable {
  const catalog = ownEntry(data.externalCatalogs, name)
  if (catalog === undefined) throw analyzingError(`Unknown catalog '${name}'`, 5078)
  const { comment } = catalog
  const properties = shownProperties(catalog)
  const lines = hashMapOrder(Object.keys(properties)).map((key) => `"${key}"  =  "${properties[key] ?? ''}"`)
  const text =
    `CREATE EXTERNAL CATALOG ${quoteIdentifier(name)}\n` +
    `${comment === undefined ? '' : `comment ${quoteString(comment)}\n`}PROPERTIES (${lines.join(',\n')}\n)`
  return { columns: ['Catalog', 'Create Catalog'], rows: [[name, text]] }
}

/** With its secrets masked; nothing is shown of a JDBC password (CredentialUtil). */
function shownProperties({ properties, secrets = {} }: ExternalCatalog): Readonly<Record<string, string>> {
  const hidden = Object.keys(secrets).filter((key) => key !== 'password')
  return { ...properties, ...Object.fromEntries(hidden.map((key) => [key, MASK])) }
}

/** DESC STORAGE VOLUME (StorageVolume.getProcNodeData). */
export function describeStorageVolume(data: CatalogData, name: string): ResultTable {
  const builtIn: StorageVolume = { kind: 'StorageVolume', name, type: 'S3', locations: [] }
  const volume = name === BUILT_IN_VOLUME ? builtIn : ownEntry(data.storageVolumes, name)
  if (volume === undefined) throw new CatalogError(`Storage volume '${name}' does not exist`)
  const { enabled = 'true', ...parameters } = volume.properties ?? {}
  const hidden = Object.keys(volume.secrets ?? {}).map((key) => [key, MASK] as const)
  return {
    columns: ['Name', 'Type', 'IsDefault', 'Location', 'Params', 'Enabled', 'Comment'],
    rows: [
      [
        name,
        volume.type,
        String(name === BUILT_IN_VOLUME),
        volume.locations.join(', '),
        JSON.stringify({ ...parameters, ...Object.fromEntries(hidden) }),
        enabled,
        volume.comment ?? '',
      ],
    ],
  }
}
