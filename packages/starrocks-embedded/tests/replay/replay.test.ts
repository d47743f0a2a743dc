import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { playSessions } from './play-sessions.ts'
import { playTranscripts } from './play-transcripts.ts'
import { hasCorpus, WITHOUT_CORPUS } from '../../../../tests/corpus.ts'
import { RECORDS } from './records.ts'

/** Every fifth session, to stay within a minute; `run.ts` plays all of them. */
const STRIDE = 5
/** Every eighth case of the cluster with rows. */
const TRANSCRIPT_STRIDE = 8

const FIGURES = [
  'verdict',
  'SHOW CREATE',
  'DESC',
  'SHOW FULL COLUMNS',
  'SHOW INDEX',
  'error code',
  'error message',
] as const

/** Per cent of the cluster's statements about metadata, and of its queries. */
const METADATA_FLOOR = 99.3
const QUERY_FLOOR = 92.8

/** Jobs race with the probes behind them: a figure moves by a statement or two from run to run. */
const TOLERANCE = 0.4

/** Per cent that were reached with this stride; raise them with every improvement, never lower them. */
const FLOORS: { readonly [K in keyof typeof RECORDS]: readonly number[] } = {
  '3.2': [99.8, 99.5, 99.8, 99.8, 100, 99.5, 99.1],
  '3.3': [100, 99.8, 100, 100, 100, 100, 99.7],
  '3.5': [100, 100, 100, 100, 100, 100, 99.7],
  'main-2025-06': [99.7, 99.5, 99.5, 99.4, 100, 100, 99.7],
  '4.1': [100, 100, 100, 99.8, 100, 100, 99.7],
  'shared-data': [100, 100, 100, 100, 100, 100, 100],
}

describe.skipIf(!hasCorpus)(`recorded servers (${WITHOUT_CORPUS})`, () => {
  test.each(Object.keys(RECORDS) as (keyof typeof RECORDS)[])(
    '%s: no figure falls',
    { timeout: 60_000 },
    async (name) => {
      const tally = await playSessions(RECORDS[name], STRIDE)
      const fallen = FIGURES.filter((what, i) => tally.figure(what) < (FLOORS[name][i] ?? 100) - TOLERANCE)
      expect(fallen.map((what) => `${what} ${tally.figure(what).toFixed(2)}`)).toEqual([])
      expect(tally.lines().length).toBeGreaterThan(FIGURES.length)
    },
  )

  test('a cluster with rows: no figure falls, no function goes missing', { timeout: 120_000 }, async () => {
    const { tally, missingFunctions } = await playTranscripts(TRANSCRIPT_STRIDE)
    expect(tally.figure('metadata')).toBeGreaterThanOrEqual(METADATA_FLOOR - TOLERANCE)
    expect(tally.figure('query')).toBeGreaterThanOrEqual(QUERY_FLOOR - TOLERANCE)
    const list = await readFile(new URL('./unsupported-functions.txt', import.meta.url), 'utf8')
    const known = new Set(list.split('\n').filter((line) => line !== ''))
    expect([...missingFunctions].filter((name) => !known.has(name))).toEqual([])
  })
})
