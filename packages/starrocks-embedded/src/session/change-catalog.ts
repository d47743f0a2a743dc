import { applyStatement } from 'starrocks-kit/schema'
import type { SchemaState } from 'starrocks-kit/schema'
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

/** The catalog after a statement about what lies beside databases, by the rules of the schema. Throws what they refuse. */
export function withClusterStatement(
  data: CatalogData,
  statement: Statement,
  { place, server }: SessionState,
): CatalogData {
  const { catalog, database } = place
  const at = { catalog, ...(database === undefined ? {} : { database }) }
  const result = applyStatement(stateOf(data), statement, applyContext(data, at, server))
  if (result.kind === 'refused') throw new CatalogError(result.refusal.message, result.refusal.code)
  const { ExternalCatalog = {}, StorageVolume = {}, Role = {}, User = {} } = result.state.cluster ?? {}
  return { ...data, externalCatalogs: ExternalCatalog, storageVolumes: StorageVolume, roles: Role, users: User }
}

function stateOf({ schema, externalCatalogs, storageVolumes, roles, users }: CatalogData): SchemaState {
  return {
    databases: schema.databases,
    cluster: { ExternalCatalog: externalCatalogs, StorageVolume: storageVolumes, Role: roles, User: users },
  }
}
