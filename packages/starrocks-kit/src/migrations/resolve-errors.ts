import { StarRocksKitError } from '../errors/base.ts'
import { oneLine } from '../util/one-line.ts'
import { describeRevision } from './revisions/revision.ts'
import type { Revision } from './revisions/revision.ts'

const WAYS =
  'Look at the object, then tell what is true: starrocks-kit resolve --applied (it was carried out: go on behind it), ' +
  '--retry (it was not: send it again) or --rolled-back (everything of the revision was undone by hand).'

/** An interrupted statement of which the server does not tell whether it was carried out. */
export class UnresolvedStatementError extends StarRocksKitError {
  readonly code = 'REFUSED_UNRESOLVED_STATEMENT'
  readonly revision: string
  readonly step: number

  constructor(revision: Revision, step: number, sql: string) {
    super(
      `An earlier run was interrupted at statement ${step} of ${describeRevision(revision)}, and what is on the server does not tell whether it was carried out:\n` +
        `  ${oneLine(sql, 300)}\n${WAYS}`,
    )
    this.revision = revision.id
    this.step = step
  }
}

/** There is nothing to resolve. */
export class NothingToResolveError extends StarRocksKitError {
  readonly code = 'NOTHING_TO_RESOLVE'

  constructor(database: string) {
    super(`${database}: no revision was begun and left incomplete, so there is nothing to resolve.`)
  }
}
