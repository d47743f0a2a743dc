import { CLUSTER_KINDS } from '../schema/index.ts'
import type { ClusterKind } from '../schema/index.ts'
import { readRecord } from './reader.ts'
import type { Fail } from './reader.ts'

/** What is managed beside tables and views. Each switch is off unless it is `true`. */
export interface ManageConfig {
  /** Resource groups with their classifiers. */
  readonly resourceGroups?: boolean
  /** Roles, the roles and the privileges that they were granted. */
  readonly roles?: boolean
  /** External catalogs. */
  readonly externalCatalogs?: boolean
  /** Storage volumes of shared-data clusters. */
  readonly storageVolumes?: boolean
}

/** The switches that are on. */
export interface LoadedManage {
  readonly kinds: readonly ClusterKind[]
}

/** The switch of each kind: a new kind does not compile until it has one. */
const SWITCHES: { readonly [K in ClusterKind]: keyof ManageConfig } = {
  ResourceGroup: 'resourceGroups',
  Role: 'roles',
  ExternalCatalog: 'externalCatalogs',
  StorageVolume: 'storageVolumes',
}

/** How the config calls the switch of a kind. */
export function manageKey(kind: ClusterKind): string {
  return `manage.${SWITCHES[kind]}`
}

export function readManage(value: unknown, fail: Fail): LoadedManage {
  if (value === undefined) return { kinds: [] }
  const switches = readRecord('manage', value, {
    keys: Object.values(SWITCHES),
    example: 'switches, as in { resourceGroups: true }',
    fail,
  })
  for (const [key, on] of Object.entries(switches))
    if (on !== undefined && typeof on !== 'boolean') fail(`manage.${key}: it is true or false.`)
  return { kinds: CLUSTER_KINDS.filter((kind) => switches[SWITCHES[kind]] === true) }
}
