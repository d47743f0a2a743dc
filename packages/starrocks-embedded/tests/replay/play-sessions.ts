import { startServer } from '../../src/start-server.ts'
import { Asker } from './answers.ts'
import type { Answer } from './answers.ts'
import { readRecord } from '../../../../tests/corpus.ts'
import type { RecordedSession, RecordedStep } from './recorded.ts'
import { Tally } from './tally.ts'

/** A record, and the server that should answer as it says. */
export interface SessionRecord {
  readonly file: string
  readonly version: string
  readonly runMode?: 'shared_data'
}

const PROBES: Readonly<Record<string, string>> = {
  'SHOW CREATE TABLE': 'SHOW CREATE TABLE',
  'SHOW CREATE VIEW': 'SHOW CREATE VIEW',
  'SHOW CREATE MATERIALIZED VIEW': 'SHOW CREATE MATERIALIZED VIEW',
  DESC: 'DESC',
  'SHOW FULL COLUMNS': 'SHOW FULL COLUMNS FROM',
  'SHOW INDEX': 'SHOW INDEX FROM',
}
/** No storage ran when the sessions were recorded: jobs that move rows were accepted and stayed. */
const NEVER = 600_000

/** Plays every `stride`th session of a record against a server in this process, over its wire. */
export async function playSessions(
  record: SessionRecord,
  stride: number,
  differs?: (text: string) => void,
): Promise<Tally> {
  const tally = new Tally(differs)
  const server = await startServer({
    version: record.version,
    jobDurationMs: { OPTIMIZE: NEVER, ROLLUP: NEVER },
    ...(record.runMode === undefined ? {} : { runMode: record.runMode }),
  })
  const client = await Asker.connect(server.url)
  try {
    for (const session of readRecord<RecordedSession>(record.file, stride)) await playOne(session, client, tally)
  } finally {
    await client.close()
    await server.close()
  }
  return tally
}

async function playOne(session: RecordedSession, client: Asker, tally: Tally): Promise<void> {
  const family = session.name.split(/[/ ]/)[0] ?? ''
  for (const sql of ['DROP DATABASE IF EXISTS rec FORCE', 'CREATE DATABASE rec', 'USE rec']) await client.ask(sql)
  for (const step of session.steps) {
    const got = await client.ask(step.sql)
    const agreed = (got.error === undefined) === (step.error === undefined)
    const told = (want: unknown, answer: unknown) => () =>
      `${session.name}\n${step.sql}\nwant ${JSON.stringify(want)}\ngot  ${JSON.stringify(answer)}`
    tally.count('verdict', family, agreed, told(step.error ?? 'accepted', got.error ?? 'accepted'))
    if (step.error !== undefined) {
      if (got.error === undefined) continue
      tally.count('error code', family, got.error.code === step.error.code, told(step.error, got.error))
      tally.count('error message', family, got.error.message === step.error.message, told(step.error, got.error))
      continue
    }
    // What follows stands on what was refused.
    if (!agreed) return
    countRows(step, got, family, tally)
    await probe(step, client, family, tally, session.name)
  }
}

function countRows(step: RecordedStep, got: Answer, family: string, tally: Tally): void {
  const want = JSON.stringify(step.rows)
  if (want === undefined || want.includes('<volatile>')) return
  const answer = JSON.stringify(got.rows)
  tally.count('rows', family, want === answer, () => `${step.sql}\nwant ${want}\ngot  ${answer}`)
}

async function probe(step: RecordedStep, client: Asker, family: string, tally: Tally, session: string): Promise<void> {
  for (const [name, probes] of Object.entries(step.probes ?? {})) {
    for (const [what, want] of Object.entries(probes)) {
      const command = PROBES[what]
      if (!Array.isArray(want) || command === undefined) continue
      const { rows, error } = await client.ask(`${command} \`${name}\``)
      const good = JSON.stringify(rows) === JSON.stringify(want)
      const kind = what.startsWith('SHOW CREATE') ? 'SHOW CREATE' : what
      tally.count(kind, family, good, () => {
        return `${session}\n${step.sql}\nwant ${JSON.stringify(want)}\ngot  ${JSON.stringify(rows ?? error)}`
      })
    }
  }
}
