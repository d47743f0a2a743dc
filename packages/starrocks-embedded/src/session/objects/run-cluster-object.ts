import { applyStatement } from 'starrocks-kit/schema'
import type { SchemaState } from 'starrocks-kit/schema'
import type { Statement } from 'starrocks-kit/language'
import { analyzingError, CatalogError } from '../../catalog/catalog-error.ts'
import { BUILT_IN_VOLUME } from '../../catalog/data/cluster-facts.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import { describeStorageVolume } from '../../catalog/show/external.ts'
import type { OkResult, StatementResult } from '../../wire/handler.ts'
import { DONE, textResult } from '../results.ts'
import type { SessionState } from '../session-state.ts'

/** Runs a statement about external catalogs and storage volumes; undefined for all others. They are kept and shown; nothing behind them is reached. */
export async function runClusterObject(
  statement: Statement,
  session: SessionState,
): Promise<StatementResult | undefined> {
  switch (statement.kind) {
    case 'DescStorageVolumeStatement':
      return textResult(describeStorageVolume(session.server.catalog.data, statement.name))
    case 'CreateStorageVolumeStatement':
    case 'AlterStorageVolumeStatement':
    case 'DropStorageVolumeStatement':
      // It is made from settings of the frontend, which this server has not.
      if (statement.name === BUILT_IN_VOLUME) throw new CatalogError(`Storage volume '${statement.name}' is built in`)
      return await change(statement, session)
    case 'CreateCatalogStatement':
    case 'AlterCatalogStatement':
    case 'DropCatalogStatement':
      if (statement.name === 'default_catalog') throw analyzingError(INTERNAL[statement.kind])
      return await change(statement, session)
    default:
      return undefined
  }
}

const INTERNAL = {
  CreateCatalogStatement: "External catalog name can't be the same as internal catalog name 'default_catalog'",
  AlterCatalogStatement: "Can't alter the default internal catalog",
  DropCatalogStatement: "Can't drop the default internal catalog",
} as const

async function change(statement: Statement, session: SessionState): Promise<OkResult> {
  const { catalog, target } = session.server
  await catalog.update((data) => {
    const result = applyStatement(stateOf(data), statement, { target })
    if (result.kind === 'refused') throw new CatalogError(result.refusal.message, result.refusal.code)
    const { ExternalCatalog: externalCatalogs = {}, StorageVolume: storageVolumes = {} } = result.state.cluster ?? {}
    return { ...data, externalCatalogs, storageVolumes }
  })
  return DONE
}

function stateOf({ externalCatalogs, storageVolumes }: CatalogData): SchemaState {
  return { databases: {}, cluster: { ExternalCatalog: externalCatalogs, StorageVolume: storageVolumes } }
}
