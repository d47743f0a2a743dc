import { readRecord } from '../../../../tests/corpus.ts'
import type { RunMode, Target } from '../../src/schema/index.ts'

/** One statement of a session, and what SHOW CREATE said of its objects right after. */
export interface RecordedStep {
  readonly sql: string
  readonly error?: { readonly message: string }
  readonly probes?: Readonly<Record<string, Readonly<Record<string, readonly (readonly string[])[]>>>>
}

/** Statements that a server answered one after the other, from an empty database `rec` on. */
export interface RecordedSession {
  readonly name: string
  readonly steps: readonly RecordedStep[]
}

interface RecordedServer {
  readonly file: string
  readonly target: Target
}

const server = (file: string, major: number, minor: number, patch: number, runMode: RunMode): RecordedServer => ({
  file,
  target: { version: { major, minor, patch, label: file }, runMode },
})

export const RECORDED_SERVERS: readonly RecordedServer[] = [
  server('engine-3.2.jsonl', 3, 2, 6, 'shared_nothing'),
  server('engine-3.3.jsonl', 3, 3, 5, 'shared_nothing'),
  server('engine-3.5.jsonl', 3, 5, 7, 'shared_nothing'),
  // The main branch of June 2025, between 3.5 and 4.0.
  server('engine.jsonl', 3, 6, 0, 'shared_nothing'),
  server('engine-4.1.jsonl', 4, 1, 0, 'shared_nothing'),
  server('engine-shared-data.jsonl', 3, 5, 0, 'shared_data'),
]

export function recordedSessions(file: string): readonly RecordedSession[] {
  return readRecord(file)
}

/** The SHOW CREATE texts of the objects of a step, by name. */
export function showCreateTexts({ probes }: RecordedStep): readonly (readonly [name: string, text: string])[] {
  return Object.entries(probes ?? {}).flatMap(([name, answers]) =>
    Object.entries(answers).flatMap(([probe, rows]) => {
      const text = rows[0]?.[1]
      return probe.startsWith('SHOW CREATE') && text !== undefined ? [[name, text] as const] : []
    }),
  )
}
