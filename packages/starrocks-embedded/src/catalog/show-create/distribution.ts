import type { Distribution } from 'starrocks-kit/schema'
import { backquoted } from './text.ts'

/** The DISTRIBUTED BY clause; a space stands behind the buckets of HASH, and none behind those of RANDOM. */
export function showCreateDistribution(distribution: Distribution): string | undefined {
  switch (distribution.kind) {
    case 'hash': {
      const columns = distribution.columns.map(backquoted).join(', ')
      return `DISTRIBUTED BY HASH(${columns})${distribution.buckets === undefined ? '' : ` BUCKETS ${distribution.buckets} `}`
    }
    case 'random':
      return `DISTRIBUTED BY RANDOM${distribution.buckets === undefined ? '' : ` BUCKETS ${distribution.buckets}`}`
    case 'range':
      return undefined
  }
}
