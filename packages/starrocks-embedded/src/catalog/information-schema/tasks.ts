import { databaseKey } from 'starrocks-kit/schema'
import type { Properties } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import { entryOf } from '../data/entries.ts'
import { timeText } from '../result/time-text.ts'
import type { InformationContext } from './information-context.ts'

/** A task that was submitted without a schedule is forgotten after a day (`task_ttl_second`). */
const KEPT_MS = 86_400_000

export function taskRows(context: InformationContext): readonly (readonly SqlValue[])[] {
  return [...refreshRows(context), ...submittedRows(context)]
}

function submittedRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
  return Object.values(catalog.data.tasks).map((task) => [
    task.name,
    timeText(task.createdAt),
    task.schedule === undefined
      ? 'MANUAL'
      : `PERIODICAL START(${timeText(task.schedule.start).replace(' ', 'T')}) EVERY(${task.schedule.seconds} SECONDS)`,
    task.catalog,
    task.database,
    task.definition,
    task.schedule === undefined ? timeText(task.createdAt + KEPT_MS) : null,
    propertiesText(task.properties),
    task.creator,
  ])
}

function propertiesText(properties: Properties): string {
  const list = Object.entries(properties).map(([key, value]) => `'${key}'='${value}'`)
  return `(${list.join(',')})`
}

/** Each asynchronous materialized view has the task that refreshes it. */
function refreshRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
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
