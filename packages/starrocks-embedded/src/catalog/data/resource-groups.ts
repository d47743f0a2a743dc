import { availableParallelism } from 'node:os'
import { ownEntry } from 'starrocks-kit/schema'
import type { CatalogData } from './catalog-data.ts'
import type { ResourceGroupEntry } from './cluster-objects.ts'

/** The groups that every cluster with a backend has (ResourceGroupMgr.createBuiltinResourceGroupsIfNotExist), in name order. */
const BUILT_IN: readonly ResourceGroupEntry[] = [
  {
    name: 'default_mv_wg',
    id: 3,
    type: 'NORMAL',
    cpuWeight: 1,
    memoryLimit: 0.8,
    spillMemoryLimitThreshold: 0.8,
    classifiers: [],
  },
  { name: 'default_wg', id: 2, type: 'NORMAL', cpuWeight: availableParallelism(), memoryLimit: 1, classifiers: [] },
]

export function isBuiltInResourceGroup(name: string): boolean {
  return BUILT_IN.some((group) => group.name === name)
}

export function resourceGroup(data: CatalogData, name: string): ResourceGroupEntry | undefined {
  return ownEntry(data.resourceGroups, name) ?? BUILT_IN.find((group) => group.name === name)
}

/** All groups, by name. */
export function resourceGroups(data: CatalogData): readonly ResourceGroupEntry[] {
  const others = BUILT_IN.filter((group) => ownEntry(data.resourceGroups, group.name) === undefined)
  return [...Object.values(data.resourceGroups), ...others].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
