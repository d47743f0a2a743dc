import { FILE_FORMAT, RevisionGraph } from '../migrations/index.ts'
import { withConnection } from './environment.ts'
import type { Environment, SessionOptions } from './environment.ts'

export interface UpResult {
  /** `host:port/database`. */
  readonly place: string
  /** The columns that an older ledger lacked and has now; absent when there is no ledger. */
  readonly ledgerColumns?: readonly string[]
  /** How many revision files there are, all of the format that this version writes. */
  readonly files: number
  readonly fileFormat: number
}

/**
 * Carries what older versions have left up to what this version writes: the ledger gets the columns that it lacks (what is recorded stays as it is). The first
 * upgrade, downgrade or stamp does that too; here it is done by whoever has the right to alter the table. Revision files are read, and have one format so far.
 *
 * @throws RevisionFileError for a file that a newer version has written; LedgerFormatError when the table is no ledger.
 */
export async function up(environment: Environment, options: SessionOptions = {}): Promise<UpResult> {
  const { revisions } = new RevisionGraph(await environment.folder.list())
  const ledgerColumns = await withConnection(environment, ({ migrator }) => migrator.carryLedgerUp(), options)
  return {
    place: environment.config.connection.description,
    ...(ledgerColumns === undefined ? {} : { ledgerColumns }),
    files: revisions.length,
    fileFormat: FILE_FORMAT,
  }
}
