import type { SqlValue } from '../../sql/scope.ts'
import { timeText } from '../result/time-text.ts'
import { LOAD_STATUS, pipePlace } from '../show/pipes.ts'
import { routineLoadRow } from '../show/routine-loads.ts'
import type { InformationContext } from './information-context.ts'

/** `information_schema.pipes` (FrontendServiceImpl.listPipes). */
export function pipeRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
  return Object.values(catalog.data.pipes).map((entry) => {
    const { database, name, table } = pipePlace(entry)
    const properties = Object.entries(entry.pipe.properties ?? {})
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `"${key}" = "${value}"`)
    return [
      database,
      BigInt(entry.id),
      name,
      properties.join(', '),
      entry.state,
      table,
      LOAD_STATUS,
      null,
      timeText(entry.createdAt),
    ]
  })
}

/** `information_schema.routine_load_jobs`, which holds those that have ended too (RoutineLoadJob.toThrift). */
export function routineLoadRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
  return Object.values(catalog.data.routineLoads).map((entry) => {
    const shown = routineLoadRow(entry, catalog.target)
    return [
      shown('Id'),
      shown('Name'),
      shown('CreateTime'),
      shown('PauseTime'),
      shown('EndTime'),
      shown('DbName'),
      shown('TableName'),
      shown('State'),
      shown('DataSourceType'),
      shown('CurrentTaskNum'),
      shown('JobProperties'),
      shown('DataSourceProperties'),
      shown('CustomProperties'),
      shown('Statistic'),
      shown('Progress'),
      shown('ReasonOfStateChanged'),
      shown('ErrorLogUrls'),
      shown('TrackingSQL'),
      shown('OtherMsg'),
      shown('LatestSourcePosition'),
      shown('OffsetLag'),
      shown('TimestampProgress'),
    ]
  })
}
