import { applyStatement } from 'starrocks-kit/schema'
import type { ClusterState } from 'starrocks-kit/schema'
import type { Statement } from 'starrocks-kit/language'
import { applyContext } from '../catalog/apply-context.ts'
import { CatalogError } from '../catalog/catalog-error.ts'
import type { CatalogData } from '../catalog/data/catalog-data.ts'
import type { OkResult } from '../wire/handler.ts'
import { DONE } from './results.ts'
import type { SessionState } from './session-state.ts'

/** What a statement makes of the catalog. Throws what the server says when it refuses. */
export type CatalogUpdate = (data: CatalogData) => CatalogData

/** Runs the change that a statement stands for; undefined where it stands for none. */
export async function changeCatalog(
  change: CatalogUpdate | undefined,
  { server }: SessionState,
): Promise<OkResult | undefined> {
  if (change === undefined) return undefined
  await server.catalog.update(change)
  return DONE
}

/** What lies beside databases after a statement, by the rules of the schema. Throws what they refuse. */
export function afterClusterStatement(
  statement: Statement,
  cluster: ClusterState,
  data: CatalogData,
  { place, server }: SessionState,
): ClusterState {
  const result = applyStatement({ ...data.schema, cluster }, statement, applyContext(data, place.source, server))
  if (result.kind === 'refused') throw new CatalogError(result.refusal.message, result.refusal.code)
  return result.state.cluster ?? {}
}

/** The catalog after a statement about external catalogs, storage volumes, roles or users. Throws what the rules of the schema refuse. */
export function withClusterStatement(data: CatalogData, statement: Statement, session: SessionState): CatalogData {
  const { externalCatalogs, storageVolumes, roles, users } = data
  const before = { ExternalCatalog: externalCatalogs, StorageVolume: storageVolumes, Role: roles, User: users }
  const after = afterClusterStatement(statement, before, data, session)
  const { ExternalCatalog = {}, StorageVolume = {}, Role = {}, User = {} } = after
  return { ...data, externalCatalogs: ExternalCatalog, storageVolumes: StorageVolume, roles: Role, users: User }
}
