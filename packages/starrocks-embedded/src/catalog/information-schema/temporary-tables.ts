import type { SqlValue } from '../../sql/scope.ts'
import type { InformationContext } from './information-context.ts'

/** The temporary tables of the session that asks. */
export function temporaryTableRows({
  temporaryTables,
  sessionId,
}: InformationContext): readonly (readonly SqlValue[])[] {
  return temporaryTables.map(({ id, database, table }) => [
    'def',
    database,
    table.name,
    'BASE TABLE',
    'StarRocks',
    null,
    null,
    0,
    0,
    0,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    'utf8_general_ci',
    null,
    null,
    table.comment ?? '',
    sessionId,
    id,
  ])
}
