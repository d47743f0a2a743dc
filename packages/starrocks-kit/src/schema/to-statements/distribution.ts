import type { DistributionDesc } from '../../language/index.ts'
import type { Distribution } from '../types/distribution.ts'

/** Range distribution has no clause: then the result is undefined. */
export function distributionDesc(distribution: Distribution): DistributionDesc | undefined {
  switch (distribution.kind) {
    case 'hash':
      return {
        kind: 'HashDistributionDesc',
        columns: distribution.columns,
        ...(distribution.buckets !== undefined ? { buckets: distribution.buckets } : {}),
      }
    case 'random':
      return {
        kind: 'RandomDistributionDesc',
        ...(distribution.buckets !== undefined ? { buckets: distribution.buckets } : {}),
      }
    case 'range':
      return undefined
  }
}

/** As an optional part of a node. */
export function distributionPart(distribution: Distribution | undefined): { readonly distribution?: DistributionDesc } {
  const desc = distribution === undefined ? undefined : distributionDesc(distribution)
  return desc === undefined ? {} : { distribution: desc }
}
