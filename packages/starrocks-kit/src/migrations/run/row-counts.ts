import { StarRocksKitError } from '../../errors/base.ts'
import type { QueryResult } from '../../connection/index.ts'

/** Tables that should have the same number of rows have not: what comes next would lose some. */
export class RowCountsDifferError extends StarRocksKitError {
  readonly code = 'ROW_COUNTS_DIFFER'
  readonly counts: readonly { readonly name: string; readonly rows: number }[]

  constructor(counts: RowCountsDifferError['counts']) {
    const list = counts.map(({ name, rows }) => `${name} has ${rows}`).join(', ')
    super(
      `The numbers of rows differ: ${list}. Nothing was exchanged. Rows were written meanwhile, or keys that were not unique fell together, or values did not fit: ` +
        'bring the tables to the same rows by hand and run this again, or take the check out of the revision when the difference is what you want.',
    )
    this.counts = counts
  }
}

/** @throws RowCountsDifferError unless all counts of the answer (a name and a number in each row) are the same. */
export function checkRowCounts({ rows }: QueryResult): void {
  const counts = rows.map(([name, count]) => ({ name: name ?? '', rows: Number(count) }))
  if (new Set(counts.map((count) => count.rows)).size > 1)
    throw new RowCountsDifferError(counts.toSorted((a, b) => a.name.localeCompare(b.name)))
}
