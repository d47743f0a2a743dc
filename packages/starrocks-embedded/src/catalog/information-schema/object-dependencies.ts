import { DEFAULT_CATALOG, findObject } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import type { InformationContext } from './information-context.ts'

const TYPES: Readonly<Record<string, string>> = { Table: 'OLAP', MaterializedView: 'MATERIALIZED_VIEW', View: 'VIEW' }

/** What materialized views are made from. A relation that is gone is of no known type. */
export function dependencyRows({ catalog, target }: InformationContext): readonly (readonly SqlValue[])[] {
  const olap = target.runMode === 'shared_data' ? 'CLOUD_NATIVE' : 'OLAP'
  return Object.values(catalog.schema.databases).flatMap((database) =>
    Object.keys(database.materializedViews).flatMap((name) => {
      const entry = catalog.entry({ database: database.name, name })
      return (entry?.definition?.dependencies ?? []).map((base): readonly SqlValue[] => {
        const kind = findObject(catalog.schema, base)?.kind ?? ''
        const type = kind === 'Table' ? olap : (TYPES[kind] ?? 'UNKNOWN')
        return [
          entry?.id ?? 0,
          name,
          database.name,
          DEFAULT_CATALOG,
          'MATERIALIZED_VIEW',
          catalog.entry(base)?.id ?? 0,
          base.name,
          base.database,
          DEFAULT_CATALOG,
          type,
        ]
      })
    }),
  )
}
