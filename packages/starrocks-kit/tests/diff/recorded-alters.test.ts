import { describe, expect, test } from 'vitest'
import { alterRecord } from '../support/alter-record.ts'
import type { Tally } from '../support/alter-record.ts'
import { RECORDED_SERVERS } from '../support/recorded-servers.ts'
import { hasCorpus } from '../../../../tests/corpus.ts'

const servers = RECORDED_SERVERS.filter(({ target }) => target.runMode === 'shared_nothing')

function percent({ total, failures }: Tally): number {
  return 100 - (100 * failures.length) / total
}

/**
 * Every recorded ALTER with what SHOW CREATE said before and after it. What is left over:
 * an ACTIVE whose query fails only when it runs, an index whose name the server prints without quotes, the renaming of a partition (partitions are matched
 * by name, so that it is one that goes and one that comes).
 */
describe.skipIf(!hasCorpus)('recorded ALTERs (needs their records beside the repository)', { timeout: 60_000 }, () => {
  test.each(servers)('$file: diff and plan propose what was accepted, and nothing that was refused', (server) => {
    const { verdicts, plans, refusals, detours } = alterRecord(server.file, server.target)
    expect(verdicts.total).toBeGreaterThan(1600)
    expect(percent(verdicts), verdicts.failures.join('\n')).toBeGreaterThanOrEqual(99.8)
    expect(plans.total).toBeGreaterThan(400)
    expect(percent(plans), plans.failures.join('\n')).toBeGreaterThanOrEqual(99.7)
    expect(refusals.total).toBeGreaterThan(900)
    expect(percent(refusals), refusals.failures.join('\n')).toBe(100)
    // Of what was refused, most has no other way either.
    expect(detours.length / refusals.total, detours.join('\n')).toBeLessThan(0.15)
  })
})
