import { messageDataType } from '../../data-type/print.ts'
import { canBeKey } from '../../data-type/rules.ts'
import { columnOrigin } from '../../resolve-query/column-origin.ts'
import type { TracedQuery } from '../../resolve-query/column-origin.ts'
import { findObject } from '../../state.ts'
import type { DataType } from '../../types/data-type.ts'
import type { MaterializedView } from '../../types/materialized-view.ts'
import { columnNamed, sameColumn } from '../columns.ts'
import { refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

/** The columns that a materialized view is sorted by: those written, or else some that can be keys (MaterializedViewAnalyzer.genMaterializedViewColumns). */
export function checkSortKey(
  view: MaterializedView,
  traced: TracedQuery,
  columns: readonly string[],
  scope: ApplyScope,
): void {
  const sortKey = view.sortKey ?? []
  if (sortKey.length === 0) {
    const types = columns.map((_, position) => typeAt(traced, position))
    // A column of unknown type may be one.
    if (types.length > 0 && types.every((type) => type !== undefined && !canBeKey(type, scope.capabilities))) {
      refuseAnalyzing('All columns of materialized view cannot be used for keys')
    }
    return
  }
  if (sortKey.length > columns.length) {
    refuseAnalyzing('The number of sort key should be less than the number of columns.')
  }
  for (const { column } of sortKey) {
    const position = columns.findIndex((own) => sameColumn(own, column))
    if (position === -1) refuseAnalyzing(`Sort key not exists: ${column}`)
    const type = typeAt(traced, position)
    if (type !== undefined && !canBeKey(type, scope.capabilities)) {
      refuseAnalyzing(`Type ${messageDataType(type)} cannot be sort key: ${column}`)
    }
  }
}

/** The type of an output that is a column of a table as it stands. */
function typeAt(traced: TracedQuery, position: number): DataType | undefined {
  const origin = columnOrigin(traced, position)
  if (origin?.kind !== 'ColumnReference') return undefined
  const [column = '', table = '', database = ''] = origin.parts.toReversed()
  const object = findObject(traced.state, { database, name: table })
  return object?.kind === 'Table' ? columnNamed(object.columns, column)?.type : undefined
}
