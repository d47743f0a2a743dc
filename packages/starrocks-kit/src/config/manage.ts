import { CLUSTER_KINDS } from '../schema/index.ts'
import type { ClusterKind } from '../schema/index.ts'
import { readRecord } from './reader.ts'
import type { Fail } from './reader.ts'

/** What is managed beside tables and views. Each switch is off unless it is `true`. */
export interface ManageConfig {
  /**
   * Partitions of range and list tables: where a model declares any, those that it does not declare are dropped with their rows. Without it they are left alone.
   * Partitions that the server makes (automatic, dynamic) are never compared.
   */
  readonly partitions?: boolean
  /** Resource groups with their classifiers. */
  readonly resourceGroups?: boolean
  /** Roles, the roles and the privileges that they were granted. */
  readonly roles?: boolean
  /** Users, how they log in, the roles and the privileges that they were granted. */
  readonly users?: boolean
  /** External catalogs. */
  readonly externalCatalogs?: boolean
  /** Storage volumes of shared-data clusters. */
  readonly storageVolumes?: boolean
  /** Tasks with a schedule. */
  readonly tasks?: boolean
  /** Pipes of the project's databases. */
  readonly pipes?: boolean
  /** Routine loads of the project's databases. */
  readonly routineLoads?: boolean
  /** Functions of users: those of the databases that are compared, and global ones. */
  readonly functions?: boolean
}

/** The switches that are on. */
export interface LoadedManage {
  readonly partitions: boolean
  readonly kinds: readonly ClusterKind[]
}

/** The switch of each kind: a new kind does not compile until it has one. */
const SWITCHES: { readonly [K in ClusterKind]: keyof ManageConfig } = {
  ResourceGroup: 'resourceGroups',
  Role: 'roles',
  User: 'users',
  ExternalCatalog: 'externalCatalogs',
  StorageVolume: 'storageVolumes',
  Task: 'tasks',
  Pipe: 'pipes',
  RoutineLoad: 'routineLoads',
  Function: 'functions',
}

/** How the config calls the switch of a kind. */
export function manageKey(kind: ClusterKind): string {
  return `manage.${SWITCHES[kind]}`
}

/** The kind that a switch of the config is about. */
export function kindOfSwitch(name: string): ClusterKind | undefined {
  return CLUSTER_KINDS.find((kind) => SWITCHES[kind] === name)
}

export function readManage(value: unknown, fail: Fail): LoadedManage {
  if (value === undefined) return { kinds: [], partitions: false }
  const switches = readRecord('manage', value, {
    keys: ['partitions', ...Object.values(SWITCHES)],
    example: 'switches, as in { resourceGroups: true }',
    fail,
  })
  for (const [key, on] of Object.entries(switches))
    if (on !== undefined && typeof on !== 'boolean') fail(`manage.${key}: it is true or false.`)
  return {
    kinds: CLUSTER_KINDS.filter((kind) => switches[SWITCHES[kind]] === true),
    partitions: switches['partitions'] === true,
  }
}
