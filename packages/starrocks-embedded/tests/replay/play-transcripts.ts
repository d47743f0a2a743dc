import { startServer } from '../../src/start-server.ts'
import { Asker } from './answers.ts'
import type { Answer } from './answers.ts'
import { pythonText } from './python-text.ts'
import { readRecord } from '../../../../tests/corpus.ts'
import type { Transcript, TranscriptStep } from './recorded.ts'
import { Tally } from './tally.ts'

export interface TranscriptFigures {
  readonly tally: Tally
  /** Functions that the record used and that the server does not have. */
  readonly missingFunctions: ReadonlySet<string>
}

/** What takes longer measures a machine, not a server: the case ends there, and neither that step nor those that build on it count. */
const LIMIT_MS = 6000
const KILLED = 1317
/** That of the recorded cluster. */
const TIME_ZONE = 'Asia/Shanghai'
const METADATA = /^\s*(?:create|alter|drop|show|desc|describe|use|truncate|recover|grant|revoke|set|admin\s+set)\b/i
const QUERY = /^\s*(?:\(|select|with)\b/i
/** Cases over millions of rows measure a machine, not a server: they are left out. */
const LARGE = /generate_series\s*\([^)]*\d{6,}|approx_top_k/i
const MISSING = /No matching function with signature: (\w+)\(/

/** Plays every `stride`th recorded case of a cluster with rows, each in a database of its own; `LARGE` ones are left out. */
export async function playTranscripts(stride: number, differs?: (text: string) => void): Promise<TranscriptFigures> {
  const tally = new Tally(differs)
  const missingFunctions = new Set<string>()
  const server = await startServer({ version: 'main-2025-06' })
  try {
    const operator = await Asker.connect(server.url)
    await operator.ask(`SET GLOBAL time_zone = '${TIME_ZONE}'`)
    await operator.close()
    for (const [i, transcript] of readRecord<Transcript>('transcripts.jsonl', stride).entries()) {
      if (transcript.steps.some((step) => LARGE.test(step.sql ?? ''))) continue
      const client = await Asker.connect(server.url)
      try {
        await playOne(transcript, `case${i}`, client, tally, missingFunctions)
      } finally {
        await clear(client)
        await client.close()
      }
    }
  } finally {
    await server.close()
  }
  return { tally, missingFunctions }
}

async function playOne(
  transcript: Transcript,
  unique: string,
  client: Asker,
  tally: Tally,
  missingFunctions: Set<string>,
): Promise<void> {
  const family = transcript.file.split('/')[0] ?? ''
  const named = (text: string): string => text.replaceAll('${db[0]}', `base_${unique}`).replaceAll(/\$\{\w+\}/g, unique)
  await client.ask(`CREATE DATABASE base_${unique}`)
  await client.ask(`USE base_${unique}`)
  for (const step of transcript.steps) {
    if (step.sql === undefined) continue
    const sql = named(step.sql)
    const kind = QUERY.test(sql) ? 'query' : METADATA.test(sql) ? 'metadata' : 'other'
    const got = await client.ask(sql, LIMIT_MS)
    if (got.error?.code === KILLED) return
    const missing = step.error === undefined ? MISSING.exec(got.error?.message ?? '')?.[1] : undefined
    if (missing !== undefined) missingFunctions.add(missing.toLowerCase())
    tally.count(kind, family, agrees(step, got, sql, named), () => {
      const want = step.error ?? step.result
      return `${transcript.file} ${transcript.name}\n${sql}\nwant ${JSON.stringify(want)}\ngot  ${JSON.stringify(got.error ?? textOf(got))}`
    })
  }
}

function agrees(step: TranscriptStep, got: Answer, sql: string, named: (text: string) => string): boolean {
  if (step.error !== undefined) return got.error !== undefined
  // A pattern may be that of a message.
  if (got.error !== undefined) return step.regex === true && matches(named(step.result ?? ''), got.error.message)
  if (step.mods?.includes('UC') === true || step.result === undefined) return true
  if (!QUERY.test(sql) && !/^\s*(?:show|desc)/i.test(sql)) return true
  const want = named(step.result)
  const text = textOf(got)
  if (step.regex === true) return matches(want, text)
  if (want === text) return true
  const ordered = step.mods?.includes('ORDER') === true
  return !ordered && sorted(want) === sorted(text)
}

/** Patterns are those of Python, of which the record uses what JavaScript has too. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 's').test(text)
  } catch {
    return false
  }
}

function sorted(text: string): string {
  return text.split('\n').toSorted().join('\n')
}

/** Rows as the recorder wrote them: tabs between cells. */
function textOf({ rows = [], types = [] }: Answer): string {
  return rows.map((row) => row.map((cell, i) => pythonText(cell, types[i])).join('\t')).join('\n')
}

/** Takes away what a case left behind. */
async function clear(client: Asker): Promise<void> {
  const dictionaries = await client.ask('SHOW DICTIONARY')
  for (const row of dictionaries.rows ?? []) await client.ask(`DROP DICTIONARY \`${row[1] ?? ''}\``)
  const { rows = [] } = await client.ask('SHOW DATABASES')
  for (const [name] of rows) {
    if (name === null || name === undefined || ['information_schema', '_statistics_', 'sys'].includes(name)) continue
    await client.ask(`DROP DATABASE IF EXISTS \`${name}\` FORCE`)
  }
}
