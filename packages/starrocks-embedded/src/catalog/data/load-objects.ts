import { clusterOf } from 'starrocks-kit/schema'
import type { ClusterState, Pipe, RoutineLoad } from 'starrocks-kit/schema'

/** What a pipe has done so far; times are milliseconds since the epoch. */
export interface PipeEntry {
  readonly id: number
  readonly pipe: Pipe
  readonly state: 'RUNNING' | 'SUSPEND'
  readonly createdAt: number
  /** Why it could not look for files, when it last tried. */
  readonly lastError?: { readonly message: string; readonly time: number }
}

/** A routine load, while it lasts and afterwards; times are milliseconds since the epoch. */
export interface RoutineLoadEntry {
  readonly id: number
  readonly load: RoutineLoad
  readonly state: 'NEED_SCHEDULE' | 'PAUSED' | 'STOPPED' | 'CANCELLED'
  /** The time zone of who has created it. */
  readonly timezone: string
  /** The consumer group that it has unless it says one. */
  readonly group: string
  readonly createdAt: number
  readonly pausedAt?: number
  readonly endedAt?: number
  /** As a frontend prints an `ErrorReason`. */
  readonly reason?: string
}

/** The part of the catalog that holds them, by their ids as text. */
interface LoadRecords {
  readonly pipes: Readonly<Record<string, PipeEntry>>
  readonly routineLoads: Readonly<Record<string, RoutineLoadEntry>>
}

export function isEnded({ state }: RoutineLoadEntry): boolean {
  return state === 'STOPPED' || state === 'CANCELLED'
}

/** Pipes and routine loads that have not ended, as the schema has them. */
export function loadObjects({ pipes, routineLoads }: LoadRecords): ClusterState {
  return clusterOf(
    [
      ...Object.values(pipes).map(({ pipe }) => pipe),
      ...Object.values(routineLoads).flatMap((entry) => (isEnded(entry) ? [] : [entry.load])),
    ],
    ['Pipe', 'RoutineLoad'],
  )
}

export function pipeNamed(data: Pick<LoadRecords, 'pipes'>, name: string): PipeEntry | undefined {
  return Object.values(data.pipes).find(({ pipe }) => pipe.name === name)
}

export function routineLoadNamed(data: Pick<LoadRecords, 'routineLoads'>, name: string): RoutineLoadEntry | undefined {
  return Object.values(data.routineLoads).find((entry) => entry.load.name === name && !isEnded(entry))
}
