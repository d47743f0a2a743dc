import type { DistributionDesc } from '../../language/index.ts'
import type { Distribution } from '../types/distribution.ts'

/** `BUCKETS 0` is the same as none: the server chooses. */
export function distributionFromDesc(desc: DistributionDesc): Distribution {
  const buckets = desc.buckets === undefined || desc.buckets === 0 ? {} : { buckets: desc.buckets }
  return desc.kind === 'HashDistributionDesc'
    ? { kind: 'hash', columns: desc.columns, ...buckets }
    : { kind: 'random', ...buckets }
}
