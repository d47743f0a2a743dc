/**
 * Leads a server from one random schema to another and back through the tool's own plans, and prints where the server refuses what a plan holds, where a plan
 * holds nothing for what the server can do, and where something still differs afterwards. Without a URL the server is the embedded one.
 * `node --conditions=starrocks-kit-source scripts/random-pairs.ts [URL] [--pairs 200] [--seed 1] [--version 3.5] [--run-mode shared_nothing]`
 */
import { parseArgs } from 'node:util'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import { detectTarget } from '../packages/starrocks-kit/src/introspection/index.ts'
import { seededRandom } from './compare-servers/random.ts'
import { ModelFolder } from './random-pairs/model-folder.ts'
import { Findings } from './random-pairs/findings.ts'
import { changeTo } from './random-pairs/change.ts'
import { nextSchema, randomSchema, stateOf } from './random-pairs/schemas.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    version: { type: 'string', default: '3.5' },
    'run-mode': { type: 'string', default: 'shared_nothing' },
    database: { type: 'string', default: 'kit_pairs' },
    show: { type: 'string', default: '60' },
  },
})

const runMode = values['run-mode'] === 'shared_data' ? 'shared_data' : 'shared_nothing'
await using server = positionals[0] === undefined ? await startServer({ version: values.version, runMode }) : undefined
const admin = await connect(server?.url ?? positionals[0] ?? '')
const target = await detectTarget(admin)
const findings = new Findings()
using folder = new ModelFolder()
const started = performance.now()
const { database } = values
const first = Number(values.seed)
const last = first + Number(values.pairs) - 1
for (let seed = first; seed <= last; seed++) {
  await admin.query(`DROP DATABASE IF EXISTS ${database} FORCE`)
  await admin.query(`CREATE DATABASE ${database}`)
  await admin.query(`USE ${database}`)
  const random = seededRandom(seed)
  const from = randomSchema(random)
  const to = nextSchema(random, from)
  const context = { connection: admin, target, database, folder, findings }
  findings.seed = seed
  for (const schema of [from, to, from]) await changeTo(stateOf(schema, database, target), context)
}
await admin.query(`DROP DATABASE IF EXISTS ${database} FORCE`)
await admin.close()
for (const text of findings.texts().slice(0, Number(values.show))) console.log(`\n${text.slice(0, 2500)}`)
const seconds = Math.round((performance.now() - started) / 1000)
console.log(
  `\n${values.pairs} pairs on ${target.version.label}, ${target.runMode}: ${findings.summary()}; ${seconds} s`,
)
