import { expect } from 'vitest'
import { seededRandom } from '../../../scripts/compare-servers/random.ts'
import { changeTo } from '../../../scripts/random-pairs/change.ts'
import { Findings } from '../../../scripts/random-pairs/findings.ts'
import { ModelFolder } from '../../../scripts/random-pairs/model-folder.ts'
import { nextSchema, randomSchema, stateOf } from '../../../scripts/random-pairs/schemas.ts'
import { eachVersion } from '../support/database.ts'

const SEEDS = [1, 2, 3, 4, 5, 6]

/** A short run of `scripts/random-pairs.ts`: from one random schema to another, and back. */
for (const [version, test] of eachVersion(['3.5', '4.1'])) {
  test(`random schemas on StarRocks ${version}`, async ({ database: { connection, name, target, another } }) => {
    using folder = new ModelFolder()
    const findings = new Findings()
    for (const seed of SEEDS) {
      findings.seed = seed
      const database = seed === SEEDS[0] ? name : await another()
      await connection.query(`USE ${database}`)
      const random = seededRandom(seed)
      const from = randomSchema(random)
      const to = nextSchema(random, from)
      const context = { connection, target, database, folder, findings }
      for (const schema of [from, to, from]) await changeTo(stateOf(schema, database, target), context)
    }
    expect(findings.statements).toBeGreaterThan(SEEDS.length)
    expect(findings.texts()).toEqual([])
  })
}
