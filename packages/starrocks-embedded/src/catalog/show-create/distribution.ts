import { databaseKey } from 'starrocks-kit/schema'
import type { Distribution, Properties } from 'starrocks-kit/schema'
import { BACKENDS } from '../data/cluster-facts.ts'
import type { PrintContext } from './print-context.ts'
import { backquoted } from './text.ts'

/** The DISTRIBUTED BY clause; a space stands behind the buckets of HASH, and none behind those of RANDOM. */
export function showCreateDistribution(
  distribution: Distribution,
  properties: Properties,
  context: PrintContext,
): string {
  switch (distribution.kind) {
    case 'hash': {
      const columns = distribution.columns.map(backquoted).join(', ')
      const buckets = distribution.buckets ?? colocatedBuckets(properties['colocate_with'], context)
      return `DISTRIBUTED BY HASH(${columns})${buckets === undefined ? '' : ` BUCKETS ${buckets} `}`
    }
    case 'random':
      return `DISTRIBUTED BY RANDOM${distribution.buckets === undefined ? '' : ` BUCKETS ${distribution.buckets}`}`
    case 'range':
      // RangeDistributionInfo.toSql: no clause, but its line.
      return ''
  }
}

/** Tables of a colocation group have one number of buckets: that of the group, or twice the backends (ColocateTableIndex, CatalogUtils.calBucketNumAccordingToBackends). */
function colocatedBuckets(group: string | undefined, context: PrintContext): number | undefined {
  if (group === undefined || group === '') return undefined
  const database = context.schema?.databases[databaseKey(context.database, context.catalog)]
  const others = [...Object.values(database?.tables ?? {}), ...Object.values(database?.materializedViews ?? {})]
  for (const { properties, distribution } of others) {
    if (properties['colocate_with'] !== group || distribution?.kind !== 'hash') continue
    if (distribution.buckets !== undefined) return distribution.buckets
  }
  return BACKENDS.length * 2
}
