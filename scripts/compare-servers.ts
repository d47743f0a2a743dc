/**
 * Sends the same random DDL to a StarRocks frontend and to the embedded server, and prints where they answer differently, the most frequent kind first.
 * `node --conditions=starrocks-kit-source scripts/compare-servers.ts URL [--sessions 200] [--seed 1] [--version 3.5] [--only verdict]`
 */
import { parseArgs } from 'node:util'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import { ServerError } from '../packages/starrocks-kit/src/connection/index.ts'
import type { Connection } from '../packages/starrocks-kit/src/connection/index.ts'
import { seededRandom } from './compare-servers/random.ts'
import { randomSession } from './compare-servers/statements.ts'
import { wordsOf } from './compare-servers/words-of.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sessions: { type: 'string', default: '200' },
    length: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    version: { type: 'string', default: '3.5' },
    'run-mode': { type: 'string', default: 'shared_nothing' },
    show: { type: 'string', default: '40' },
    database: { type: 'string', default: 'kit_compare' },
    examples: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})
const [url] = positionals
if (url === undefined) throw new Error('Give the URL of a frontend: starrocks://root@127.0.0.1:9030')

type Answer = { readonly rows: string } | { readonly error: string }
interface Difference {
  readonly statements: readonly string[]
  readonly theirs: string
  readonly ours: string
  count: number
}
const differences = new Map<string, Difference[]>()
let asked = 0
let agreed = 0

async function ask(connection: Connection, sql: string): Promise<Answer> {
  try {
    const { rows } = await connection.query(sql)
    return { rows: rows.map((row) => row.join('\t')).join('\n') }
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    return { error: `${error.errno} ${error.serverMessage}` }
  }
}

/** Waits until the jobs of the database are done: what comes next may depend on them. */
async function settle(connection: Connection): Promise<void> {
  for (let i = 0; i < 200; i++) {
    let running = false
    for (const type of ['COLUMN', 'OPTIMIZE', 'ROLLUP']) {
      const { columns, rows } = await connection.query(`SHOW ALTER TABLE ${type} FROM ${values.database}`)
      const state = columns.indexOf('State')
      if (rows.some((row) => row[state] !== 'FINISHED' && row[state] !== 'CANCELLED')) running = true
    }
    if (!running) return
    await new Promise((done) => setTimeout(done, 30))
  }
}

function note(kind: string, statements: readonly string[], theirs: string, ours: string): void {
  const key =
    kind === 'verdict' || kind === 'message'
      ? `${kind}: ${wordsOf(theirs)} | ${wordsOf(ours)}`
      : `${kind}: ${firstDifference(theirs, ours).map(wordsOf).join(' | ')}`
  const found = differences.get(key) ?? []
  const [first] = found
  if (first !== undefined) first.count++
  if (found.length < Number(values.examples)) {
    found.push({ statements, theirs, ours, count: 1 })
    differences.set(key, found)
  }
}

function firstDifference(a: string, b: string): readonly [string, string] {
  const [left, right] = [a.split('\n'), b.split('\n')]
  const at = left.findIndex((line, i) => line !== right[i])
  return [left[at] ?? '', right[at === -1 ? left.length : at] ?? '']
}

const PROBES = ['SHOW CREATE TABLE', 'DESC', 'SHOW FULL COLUMNS FROM', 'SHOW INDEX FROM']

async function session(theirs: Connection, ours: Connection, seed: number): Promise<void> {
  for (const connection of [theirs, ours]) {
    await connection.query(`DROP DATABASE IF EXISTS ${values.database} FORCE`)
    await connection.query(`CREATE DATABASE ${values.database}`)
    await connection.query(`USE ${values.database}`)
  }
  const done: string[] = []
  for (const sql of randomSession(seededRandom(seed), Number(values.length))) {
    done.push(sql)
    asked++
    const [their, our] = [await ask(theirs, sql), await ask(ours, sql)]
    if ('error' in their && 'error' in our) {
      if (their.error === our.error) agreed++
      else note('message', [...done], their.error, our.error)
      done.pop()
      continue
    }
    if ('error' in their || 'error' in our) {
      note('verdict', [...done], 'error' in their ? their.error : 'accepted', 'error' in our ? our.error : 'accepted')
      return
    }
    if (their.rows !== our.rows && !sql.startsWith('REFRESH')) note('rows', [...done], their.rows, our.rows)
    await settle(theirs)
    let same = true
    const objects = await theirs.query(`SHOW TABLES`)
    for (const [name] of objects.rows) {
      for (const probe of PROBES) {
        const [left, right] = [await ask(theirs, `${probe} ${name}`), await ask(ours, `${probe} ${name}`)]
        const [a, b] = ['rows' in left ? left.rows : left.error, 'rows' in right ? right.rows : right.error]
        if (a === b) continue
        note(probe, [...done], a, b)
        same = false
      }
      if (!same) return
    }
    agreed++
  }
}

const theirs = await connect(url)
await using server = await startServer({
  version: values.version,
  runMode: values['run-mode'] === 'shared_data' ? 'shared_data' : 'shared_nothing',
})
const ours = await connect(server.url)
const first = Number(values.seed)
const started = performance.now()
for (let seed = first; seed < first + Number(values.sessions); seed++) await session(theirs, ours, seed)
await theirs.query(`DROP DATABASE IF EXISTS ${values.database} FORCE`)
await theirs.close()
await ours.close()

const sorted = [...differences].toSorted(([, [a]], [, [b]]) => (b?.count ?? 0) - (a?.count ?? 0))
const wanted = sorted.filter(([name]) => values.only === undefined || name.startsWith(values.only))
for (const [name, found] of wanted.slice(0, Number(values.show))) {
  const kind = name.slice(0, name.indexOf(':'))
  const lastOnly = kind === 'verdict' || kind === 'message'
  console.log(`\n${found[0]?.count} × ${kind}`)
  for (const difference of found) {
    const { statements } = difference
    const shown = lastOnly ? statements.slice(-1) : statements
    const [left, right] = lastOnly
      ? [difference.theirs, difference.ours]
      : firstDifference(difference.theirs, difference.ours)
    console.log(`  ${shown.map((sql) => sql.slice(0, 700)).join(';\n  ')}`)
    console.log(`  theirs: ${left.slice(0, 400)}\n  ours:   ${right.slice(0, 400)}`)
  }
}
const seconds = Math.round((performance.now() - started) / 1000)
console.log(`\n${agreed} of ${asked} statements answered alike; ${differences.size} kinds of differences; ${seconds} s`)
