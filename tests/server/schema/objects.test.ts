import { describe, expect } from 'vitest'
import { isOlder } from '../support/since.ts'
import { eachVersion } from '../support/database.ts'
import { changeTo, takeBack } from '../support/law.ts'
import { CASES } from './cases/all.ts'

/** What models declare comes into being, is read back as declared, and goes away again. */
describe.each(eachVersion(['3.2', '3.3', '3.5', '4.0', '4.1']))('StarRocks %s', (_version, test) => {
  describe.each(CASES)('%s', (_kind, cases) => {
    test.for(cases)('$name', async ({ models, since }, { database, skip }) => {
      skip(isOlder(database.target, since), `needs StarRocks ${since}`)
      const created = await changeTo(database, models)
      expect(created.operations.length).toBe(models.length)
      await takeBack(database, created)
    })
  })
})
