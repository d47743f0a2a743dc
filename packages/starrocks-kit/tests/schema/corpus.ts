import { readRecord } from '../../../../tests/corpus.ts'

export interface RecordedStep {
  readonly sql: string
  readonly error?: { readonly code: number; readonly message: string }
  readonly probes?: Readonly<Record<string, Readonly<Record<string, readonly (readonly (string | null)[])[]>>>>
  readonly jobs?: Readonly<Record<string, string>>
}

export interface RecordedSession {
  readonly name: string
  readonly steps: readonly RecordedStep[]
}

export function recordedSessions(file = 'engine.jsonl'): readonly RecordedSession[] {
  return readRecord(file)
}

/** The family of a session: the words before the first slash. */
export function familyOf(name: string): string {
  return name.split('/')[0] ?? name
}

/** What SHOW CREATE said of each object right after a step. */
export function shownCreates(step: RecordedStep): readonly { readonly name: string; readonly sql: string }[] {
  return Object.entries(step.probes ?? {}).flatMap(([name, probes]) => {
    const rows = probes['SHOW CREATE MATERIALIZED VIEW'] ?? probes['SHOW CREATE VIEW'] ?? probes['SHOW CREATE TABLE']
    const sql = rows?.[0]?.[1]
    return typeof sql === 'string' ? [{ name, sql }] : []
  })
}
