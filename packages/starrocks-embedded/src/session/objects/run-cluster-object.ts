import type { Statement } from 'starrocks-kit/language'
import { analyzingError, CatalogError } from '../../catalog/catalog-error.ts'
import { BUILT_IN_VOLUME } from '../../catalog/data/cluster-facts.ts'
import { describeStorageVolume } from '../../catalog/show/external.ts'
import type { StatementResult } from '../../wire/handler.ts'
import { changeCatalog, withClusterStatement } from '../change-catalog.ts'
import { textResult } from '../results.ts'
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
      return await changeCatalog((data) => withClusterStatement(data, statement, session), session)
    case 'CreateCatalogStatement':
    case 'AlterCatalogStatement':
    case 'DropCatalogStatement':
      if (statement.name === 'default_catalog') throw analyzingError(INTERNAL[statement.kind])
      return await changeCatalog((data) => withClusterStatement(data, statement, session), session)
    default:
      return undefined
  }
}

const INTERNAL = {
  CreateCatalogStatement: "External catalog name can't be the same as internal catalog name 'default_catalog'",
  AlterCatalogStatement: "Can't alter the default internal catalog",
  DropCatalogStatement: "Can't drop the default internal catalog",
} as const
