import { capabilitiesOf, databaseKey, DEFAULT_CATALOG } from 'starrocks-kit/schema'
import type { MaterializedView } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import { entryOf } from '../entries.ts'
import { showCreateMaterializedView } from '../show-create/materialized-view.ts'
import { timeText } from '../time-text.ts'
import type { InformationContext } from './information-context.ts'

export function materializedViewRows({
  catalog,
  target,
  taskRuns,
}: InformationContext): readonly (readonly SqlValue[])[] {
  const capabilities = capabilitiesOf(target)
  return Object.values(catalog.schema.databases).flatMap((database) =>
    Object.values(database.materializedViews).flatMap((view): readonly (readonly SqlValue[])[] => {
      const entry = entryOf(catalog.data, databaseKey(database.name, database.catalog), view.name)
      if (entry === undefined) return []
      const definition = entry.definition
      const run = taskRuns.findLast((candidate) => candidate.viewId === entry.id)
      const finished = run?.finishedAt
      const text =
        view.refresh === undefined
          ? entry.submitted
          : showCreateMaterializedView(
              view,
              definition?.columns ?? [],
              definition?.text ?? view.query.text,
              {
                target,
                capabilities,
                catalog: database.catalog ?? DEFAULT_CATALOG,
                database: database.name,
              },
              entry.addedProperties,
            )
      const asynchronous = view.refresh !== undefined
      return [
        [
          entry.id,
          database.name,
          view.name,
          asynchronous ? (view.refresh?.mode ?? 'MANUAL') : 'ROLLUP',
          String(entry.inactiveReason === undefined),
          entry.inactiveReason ?? '',
          partitionType(view),
          asynchronous ? entry.id + 1 : 0,
          asynchronous ? `mv-${entry.id}` : '',
          run === undefined ? null : timeText(run.createdAt),
          finished === undefined ? null : timeText(finished),
          run === undefined || finished === undefined ? '0.000' : ((finished - run.createdAt) / 1000).toFixed(3),
          run?.state ?? '',
          String(run?.force ?? false),
          '',
          '',
          '{}',
          '',
          run?.state === 'FAILED' ? '-1' : '0',
          run?.errorMessage ?? '',
          run?.rows ?? 0,
          text,
          '',
          'VALID',
          "'root'@'%'",
          run === undefined ? null : timeText(run.createdAt),
          run?.queryId ?? '',
        ],
      ]
    }),
  )
}

function partitionType(view: MaterializedView): string {
  const items = view.partitioning ?? []
  if (items.length === 0) return 'UNPARTITIONED'
  return items.length === 1 ? 'EXPR_RANGE' : 'LIST'
}
