import type { Capabilities } from '../capabilities.ts'
import type { MaterializedView } from '../types/materialized-view.ts'
import { normalizeTableExpression } from './expression.ts'
import { normalizeMaterializedViewProperties } from './properties.ts'
import { columnSpelling } from './table.ts'

/** The materialized view in one spelling. Distribution, sort key and columns that are left out stay out: they are the server's choice. */
export function normalizeMaterializedView(view: MaterializedView, { runMode }: Capabilities): MaterializedView {
  const columnName = columnSpelling(view.columns ?? [])
  const { refresh, comment, ...rest } = view
  const unit = refresh?.every?.unit.toUpperCase()
  return {
    ...rest,
    // A cloud-native materialized view without a comment shows the name of its engine in place of one (recorded).
    ...(comment === undefined || (runMode === 'shared_data' && comment === 'MATERIALIZED_VIEW') ? {} : { comment }),
    ...(refresh !== undefined
      ? {
          refresh: {
            mode: refresh.mode,
            ...(refresh.moment === 'DEFERRED' ? { moment: 'DEFERRED' } : {}),
            ...(refresh.start !== undefined ? { start: withTime(refresh.start) } : {}),
            ...(refresh.every !== undefined && unit !== undefined
              ? { every: { count: refresh.every.count, unit } }
              : {}),
          },
        }
      : {}),
    ...(view.partitioning !== undefined
      ? {
          partitioning: view.partitioning.map((item) =>
            item.kind === 'column'
              ? { kind: 'column', column: columnName(item.column) }
              : { kind: 'expression', expression: normalizeTableExpression(item.expression, columnName) },
          ),
        }
      : {}),
    properties: normalizeMaterializedViewProperties(view),
  }
}

/** START is a moment: the server writes the time behind a day (recorded). */
function withTime(start: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(start) ? `${start} 00:00:00` : start
}
