import { describe, expect, test } from 'vitest'
import type { Target } from '../../src/schema/index.ts'
import { hasCorpus } from '../../../../tests/corpus.ts'
import { familyOf, recordedSessions } from './corpus.ts'
import { refusals } from './replay.ts'

const server = (file: string, major: number, minor: number, patch = 0): readonly [file: string, target: Target] => [
  file,
  { version: { major, minor, patch, label: file }, runMode: 'shared_nothing' },
]

const SERVERS = [
  server('engine-3.2.jsonl', 3, 2),
  server('engine-3.3.jsonl', 3, 3, 5),
  server('engine-3.5.jsonl', 3, 5, 7),
  server('engine.jsonl', 3, 6),
  server('engine-4.1.jsonl', 4, 1),
]

/**
 * Statements that some of the versions take and others refuse, where our answer for some version is not the server's. Each is no matter of capabilities:
 * words that are names in one grammar and keywords in another (`system`), what a query of a materialized view may hold, slips of one
 * server, and what follows from an earlier one of these.
 */
const EXPLAINED =
  /\bsystem\b|unnest\(|FULL OUTER JOIN|get_json_int|VARIANT|PARTITION BY (?:s|dt, s)\b|IN \("a", NULL\)|CURRENT_TIMESTAMP\(\)|DROP PARTITION IF EXISTS zz|TEMPORARY TABLE|CREATE TABLE o \(/i

describe.skipIf(!hasCorpus)('recorded servers', { timeout: 60_000 }, () => {
  test('what differs between versions differs so with us', () => {
    const answers = SERVERS.map(([file, target]) =>
      refusals(
        recordedSessions(file).filter(({ name }) => !['fe', 'test', 'docs'].includes(familyOf(name))),
        target,
      ),
    )
    const keys = new Set(answers.flatMap((answer) => [...answer.keys()]))
    let differing = 0
    const wrong: string[] = []
    const behind = new Set<string>()
    for (const key of keys) {
      const all = answers.map((answer) => answer.get(key))
      const known = all.filter((answer) => answer !== undefined)
      if (new Set(known.map(({ server: refused }) => refused)).size < 2) continue
      differing++
      const bad = all.flatMap((answer, i) =>
        answer !== undefined && answer.server !== answer.own ? [SERVERS[i]?.[0] ?? ''] : [],
      )
      if (bad.length === 0) continue
      const session = key.replace(/ #\d+$/, '')
      const sql = known[0]?.sql ?? ''
      if (EXPLAINED.test(sql) || EXPLAINED.test(session) || behind.has(session)) {
        behind.add(session)
        continue
      }
      wrong.push(`${key} (${bad.join(', ')}): ${sql}`)
    }
    expect(differing).toBeGreaterThan(250)
    expect(wrong).toEqual([])
  })
})
