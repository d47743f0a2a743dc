/** `DISTRIBUTED BY HASH(columns) [BUCKETS n]`; without `buckets` the server chooses. */
export interface HashDistribution {
  readonly kind: 'hash'
  readonly columns: readonly string[]
  readonly buckets?: number
}

/** `DISTRIBUTED BY RANDOM [BUCKETS n]`. */
export interface RandomDistribution {
  readonly kind: 'random'
  readonly buckets?: number
}

/** Range distribution (4.1 shared-data): there is no clause for it, the server splits tablets by the sort key. */
export interface RangeDistribution {
  readonly kind: 'range'
}

export type Distribution = HashDistribution | RandomDistribution | RangeDistribution
