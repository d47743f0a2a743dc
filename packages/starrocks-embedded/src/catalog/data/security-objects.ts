import { ownEntry } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog-error.ts'
import type { CatalogData } from './catalog-data.ts'
import { securityObjectKey, securityObjectWord } from './cluster-objects.ts'
import type { SecurityObjectEntry } from './cluster-objects.ts'

/** Throws `CatalogError` when there is none of that name. */
export function requireSecurityObject(
  data: CatalogData,
  type: SecurityObjectEntry['type'],
  name: string,
): SecurityObjectEntry {
  const entry = ownEntry(data.securityObjects, securityObjectKey({ type, name }))
  if (entry === undefined) throw analyzingError(`${securityObjectWord(type)} '${name}' not found`)
  return entry
}
