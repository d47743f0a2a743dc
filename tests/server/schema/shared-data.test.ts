import { describe, expect } from 'vitest'
import { serverTest } from '../support/database.ts'
import { changeTo, takeBack } from '../support/law.ts'
import { isOlder } from '../support/since.ts'
import { CASES } from './cases/all.ts'

/** Cloud-native tables print some things in their own way, and others not at all. A server that is there already has its own run mode. */
const SERVERS = (['3.5', '4.1'] as const).map(
  (version) => [version, serverTest({ version, runMode: 'shared_data' })] as const,
)

describe.each(SERVERS)('StarRocks %s', (_version, test) => {
  describe.each(CASES)('%s', (_kind, cases) => {
    test.for(cases)('$name', async ({ models, since }, { database, skip }) => {
      skip(isOlder(database.target, since), `needs StarRocks ${since}`)
      const created = await changeTo(database, models)
      expect(created.operations).toHaveLength(models.length)
      await takeBack(database, created)
    })
  })
})
