import { ownEntry } from '../state.ts'
import { refuse, refuseAnalyzing } from './refusal.ts'
import type { RefusalOptions } from './refusal.ts'
import type { ApplyScope } from './result.ts'

/** A setting of the frontend that opens something; unknown settings open nothing. */
export function isSettingOn(setting: string, scope: ApplyScope): boolean {
  return ownEntry(scope.context.frontendConfig ?? {}, setting)?.toLowerCase() === 'true'
}

/** A setting of the frontend that is known to be off. */
export function isSettingOff(setting: string, scope: ApplyScope): boolean {
  return ownEntry(scope.context.frontendConfig ?? {}, setting)?.toLowerCase() === 'false'
}

export function checkCatalog(catalog: string | undefined, scope: ApplyScope): void {
  const known = scope.context.cluster?.catalogs
  if (catalog !== undefined && known !== undefined && !known.includes(catalog)) {
    refuseAnalyzing(`Unknown catalog '${catalog}'`, { code: 5078 })
  }
}

/** More replicas than backends (PropertyAnalyzer.analyzeReplicationNum); shared-data tables have one replica whatever is asked for. */
export function checkBackends(
  replicationNum: string | undefined,
  scope: ApplyScope,
  options: RefusalOptions & { readonly preamble?: string } = {},
): void {
  const backends = scope.context.cluster?.backends
  if (replicationNum === undefined || backends === undefined || scope.capabilities.runMode === 'shared_data') return
  if (Number(replicationNum) <= backends.length) return
  refuseAnalyzing(
    `${options.preamble ?? ''}Table replication num should be less than of equal to the number of available BE nodes. You can change this default by setting the replication_num table properties. Current alive backend is [${backends.join(',')}].`,
    { ...options, remedy: `Set "replication_num" to ${backends.length} at most.` },
  )
}

/** `labels.location` needs a backend that has the label. */
export function checkLocation(value: string | undefined, scope: ApplyScope): void {
  const known = scope.context.cluster?.locations
  if (value === undefined || value === '' || value.trim() === '*' || known === undefined) return
  for (const location of value.split(',').map((item) => item.trim())) {
    const [key] = location.split(':')
    const found = location.endsWith(':*')
      ? known.some((label) => label.startsWith(`${key}:`))
      : known.includes(location)
    if (!found) refuseAnalyzing(`Cannot find any backend with location: ${location}`)
  }
}

/** Volumes of shared-data clusters; without one there is only the local disk. */
export function checkStorageVolume(value: string | undefined, scope: ApplyScope): void {
  if (value === undefined) return
  if (scope.capabilities.runMode === 'shared_nothing') {
    if (value !== 'local') {
      refuseAnalyzing("Storage volume can only be 'local' in shared nothing mode", { code: 5064 })
    }
    return
  }
  const known = scope.context.cluster?.storageVolumes
  if (known !== undefined && !known.includes(value)) refuse(`Unknown storage volume "${value}"`)
}

export function checkResourceGroup(value: string | undefined, scope: ApplyScope): void {
  const known = scope.context.cluster?.resourceGroups
  if (value === undefined || known === undefined || known.includes(value)) return
  refuseAnalyzing(`Invalid parameter resource_group ${value} does not exist.`, { code: 6013 })
}

export function checkWarehouse(value: string | undefined, scope: ApplyScope): void {
  const known = scope.context.cluster?.warehouses
  if (value === undefined || known === undefined || known.includes(value)) return
  refuse(`Warehouse name: ${value} not exist.`, { code: 5901 })
}
