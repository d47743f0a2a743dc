import { databaseKey } from 'starrocks-kit/schema'
import type { ObjectName } from 'starrocks-kit/schema'
import type { CatalogData } from '../data/catalog-data.ts'
import { entryOf } from '../data/entries.ts'

/** The catalog with a materialized view that is inactive, and why. */
export function withInactive(data: CatalogData, view: ObjectName, reason: string): CatalogData {
  const key = databaseKey(view.database, view.catalog)
  const entry = entryOf(data, key, view.name)
  if (entry === undefined) return data
  return {
    ...data,
    objects: { ...data.objects, [key]: { ...data.objects[key], [view.name]: { ...entry, inactiveReason: reason } } },
  }
}
