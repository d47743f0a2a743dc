import { describe, expect } from 'vitest'
import { isOlder } from '../support/since.ts'
import { eachVersion } from '../support/database.ts'
import { changeTo, summary, takeBack } from '../support/law.ts'
import { TABLE_CHANGES } from './cases/changes-table.ts'
import { VIEW_CHANGES } from './cases/changes-view.ts'

/** From one declaration to another by exactly the operations that it takes, and back. */
describe.each(eachVersion())('StarRocks %s', (_version, test) => {
  describe.each([
    ['table', TABLE_CHANGES],
    ['view', VIEW_CHANGES],
  ])('%s', (_kind, cases) => {
    test.for(cases)('$name', async ({ from, to, operations, since }, { database, skip }) => {
      skip(isOlder(database.target, since), `needs StarRocks ${since}`)
      await changeTo(database, from)
      const change = await changeTo(database, to)
      expect(summary(change.operations)).toEqual(operations)
      await takeBack(database, change)
    })
  })
})
