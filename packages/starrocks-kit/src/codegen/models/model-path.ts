import { clusterShortName, isClusterPlace } from '../cluster/model.ts'
import { databaseKey } from '../../schema/state.ts'
import type { ObjectName } from '../../schema/types/names.ts'

/** How models are spread over files. */
export type ModelLayout = 'single' | 'per-object' | 'per-database'

/** The file in which an object is declared: objects of other databases than the default one have a folder of their own. */
export function modelPath(
  name: ObjectName,
  options: { readonly layout: ModelLayout; readonly path: string; readonly defaultDatabase: string },
): string {
  const { layout, path, defaultDatabase } = options
  if (isClusterPlace(name) && layout !== 'single')
    return layout === 'per-database'
      ? 'cluster.ts'
      : `cluster/${fileName(`${name.database}.${clusterShortName(name)}`)}.ts`
  const database = databaseKey(name.database, name.catalog)
  switch (layout) {
    case 'single':
      return path
    case 'per-database':
      return `${fileName(database)}.ts`
    case 'per-object':
      return database === defaultDatabase
        ? `${fileName(name.name)}.ts`
        : `${fileName(database)}/${fileName(name.name)}.ts`
  }
}

/** A name that every file system takes. `index` is for the file that exports all others. */
function fileName(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}_.-]/gu, '_').replace(/^\./u, '_')
  return safe.toLowerCase() === 'index' ? `${safe}_` : safe
}
