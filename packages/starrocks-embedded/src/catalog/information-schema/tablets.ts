import type { SqlValue } from '../../sql/scope.ts'
import { BACKENDS } from '../data/cluster-facts.ts'
import { tabletsOf } from '../partitions/tablets.ts'
import type { InformationContext } from './information-context.ts'

/** The tablets of all tables and materialized views, one row for each replica. What they hold, backends tell from time to time: it is what a new one has. */
export function tabletRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
  return Object.values(catalog.schema.databases).flatMap((database) => {
    const names = [...Object.keys(database.tables), ...Object.keys(database.materializedViews)]
    return names.flatMap((name) => {
      const object = { database: database.name, name }
      const entry = catalog.entry(object)
      const created = Math.floor((entry?.createdAt ?? 0) / 1000)
      return tabletsOf(object, catalog).flatMap((tablet) =>
        Array.from({ length: tablet.replicas }, (_, i): readonly SqlValue[] => [
          BACKENDS[(tablet.id + i) % BACKENDS.length] ?? 0,
          entry?.id ?? 0,
          tablet.partitionId,
          tablet.id,
          1,
          1,
          0,
          1,
          0,
          0,
          0,
          created,
          'RUNNING',
          'LOCAL',
          '/storage',
          0,
          0,
          0,
          'HDD',
          0,
        ]),
      )
    })
  })
}
