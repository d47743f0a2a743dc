/**
 * What is around the schema and decides about statements. Each list that is not given is unknown, and nothing is refused because of it: a plan is made for a
 * cluster that nobody has asked, the embedded server knows its own.
 */
export interface ClusterFacts {
  readonly catalogs?: readonly string[]
  readonly warehouses?: readonly string[]
  readonly resourceGroups?: readonly string[]
  readonly storageVolumes?: readonly string[]
  /** Ids of the backends that are alive: no table can have more replicas. */
  readonly backends?: readonly number[]
  /** `key:value` labels of the backends. */
  readonly locations?: readonly string[]
}
