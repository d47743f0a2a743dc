import { createHash } from 'node:crypto'
import type { Connection } from '../../connection/index.ts'

/** What the code of a data step is given beside its session. */
export interface DataStepContext {
  /** Aborted when the run is to stop: what takes long should look at it between two of its own steps, and return or throw. */
  readonly signal: AbortSignal
}

/** Code of a revision: it runs on a session of its own, which is closed afterwards. What it resolves to is of no interest. */
export type DataStepCode = (connection: Connection, context: DataStepContext) => Promise<unknown>

export interface DataStepOptions {
  /** What people call it; the function's name unless given. */
  readonly name?: string
  /**
   * What it does to the schema, for `plan`, `verify` and all later operations: statements that would do the same, or `'none'` when it changes rows only.
   * Without it the proof of `verify` is partial.
   */
  readonly effect?: 'none' | string | readonly string[]
  /** Running it again does no harm, whatever an earlier run has done of it: then an interrupted run sends it again without asking. */
  readonly repeatable?: boolean
}

/** Changes with the code, and not with its layout. */
export function codeHash(code: DataStepCode): string {
  return createHash('sha256').update(code.toString().replaceAll(/\s+/gu, '')).digest('hex').slice(0, 8)
}

/** Runs the code on its own session, so that what it sets there (a database, a variable) does not meet the statements after it. */
export async function runDataStep(
  code: DataStepCode,
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<void> {
  const session = await connection.fork()
  try {
    await code(session, { signal: signal ?? new AbortController().signal })
  } finally {
    await session.close().catch(() => undefined)
  }
}
