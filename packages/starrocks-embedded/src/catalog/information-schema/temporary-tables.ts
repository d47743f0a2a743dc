import type { SqlValue } from '../../sql/scope.ts'
import type { InformationContext } from './information-context.ts'
import { tableRow } from './table-row.ts'

/** The temporary tables of the session that asks. */
export function temporaryTableRows({
  temporaryTables,
  sessionId,
}: InformationContext): readonly (readonly SqlValue[])[] {
  return temporaryTables.map(({ id, database, table: { name, comment } }) => [
    ...tableRow({ database, name, comment, type: 'BASE TABLE', engine: 'StarRocks', stored: true }),
    sessionId,
    id,
  ])
}
