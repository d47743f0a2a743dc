import { databaseKey } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import { entryOf } from '../entries.ts'
import { timeText } from '../time-text.ts'
import type { InformationContext } from './information-context.ts'

/** Each asynchronous materialized view has the task that refreshes it. */
export function taskRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
  return Object.values(catalog.schema.databases).flatMap((database) =>
    Object.values(database.materializedViews).flatMap((view): readonly (readonly SqlValue[])[] => {
      const entry = entryOf(catalog.data, databaseKey(database.name, database.catalog), view.name)
      if (entry === undefined || view.refresh === undefined) return []
      const every = view.refresh.every
      const schedule =
        view.refresh.mode === 'MANUAL'
          ? 'MANUAL'
          : every === undefined
            ? 'EVENT_TRIGGERED'
            : `PERIODICAL ${view.refresh.start === undefined ? '' : `START(${view.refresh.start}) `}EVERY(${every.count} ${every.unit.toUpperCase()}S)`
      const definition = `insert overwrite \`${view.name}\` ${entry.definition?.inlineText ?? view.query.text}`
      return [
        [
          `mv-${entry.id}`,
          timeText(entry.createdAt),
          schedule,
          'default_catalog',
          database.name,
          definition,
          null,
          '',
          "'root'@'%'",
        ],
      ]
    }),
  )
}

export function taskRunRows({ taskRuns }: InformationContext): readonly (readonly SqlValue[])[] {
  return taskRuns.map((run) => [
    run.queryId,
    run.taskName,
    timeText(run.createdAt),
    run.finishedAt === undefined ? null : timeText(run.finishedAt),
    run.state,
    'default_catalog',
    run.database,
    run.definition,
    null,
    run.state === 'FAILED' ? -1 : 0,
    run.errorMessage ?? null,
    run.finishedAt === undefined ? '0%' : '100%',
    '{}',
    '{}',
    run.queryId,
    timeText(run.createdAt),
  ])
}
