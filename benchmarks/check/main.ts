/**
 * Measures `check` and `revision --autogenerate` on schemas of 100, 400 and 1,000 tables with 100 views and 100 materialized views each: time, queries, peak memory,
 * and the server's time beside that of the bare queries (two lists and one SHOW CREATE for each object, one after the other). The
 * server's time is what its process computes, or, for one that is there already, the time in which it has a query to answer. Beside it the Python tool (the
 * SQLAlchemy dialect of StarRocks with Alembic), when a `python3` on the PATH, or `PYTHON`, has it.
 *
 * `npm run bench:check [tables...]` builds first. It runs on the embedded server, in a process of its own, or on that of `STARROCKS_URL` (without TLS: queries are
 * counted on the wire), where it creates a database of its own and drops it.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'starrocks-kit'
import type { Connection } from 'starrocks-kit'
import { createProject } from '../../scripts/tutorial/play.ts'
import { createPythonProject, findPython, runAlembic } from './python.ts'
import { runProcess } from './process.ts'
import type { Run } from './process.ts'
import { changeStatements, schemaStatements, VIEWS } from './schema.ts'
import { openServer } from './server.ts'
import { startWatchingProxy } from './watching-proxy.ts'
import type { Traffic } from './watching-proxy.ts'

/** Runs of each command, of which the best counts. */
const RUNS = 5

const given = process.argv.slice(2).map(Number)
const sizes = given.length > 0 ? given : [100, 400, 1000]

await using server = await openServer(process.env['STARROCKS_URL'])
const proxy = await startWatchingProxy(server)
const python = findPython()
const admin = await connect(server.url(server.port))
try {
  console.log(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`)
  console.log(`server: ${process.env['STARROCKS_URL'] === undefined ? 'embedded' : admin.description}`)
  console.log(`Python tool: ${python === undefined ? 'not installed' : python.description}`)
  for (const tables of sizes) await measure(tables)
} finally {
  await admin.close()
  await proxy.close()
}

async function measure(tables: number): Promise<void> {
  const database = `kit_bench_${randomBytes(4).toString('hex')}`
  await admin.query(`CREATE DATABASE ${database}`)
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-bench-'))
  const session = await connect(server.url(proxy.port, database))
  try {
    for (const sql of schemaStatements(tables)) await session.query(sql)
    console.log(`\n${tables} tables, ${VIEWS} views, ${VIEWS} materialized views`)
    const bare = await bareQueries(session, database)
    row('bare queries', '', bare.queries, bare.serverTime)

    const url = server.url(proxy.port, database)
    const changes = changeStatements(tables)
    await createProject(folder)
    await mkdir(join(folder, 'src'))
    await writeFile(join(folder, 'starrocks.config.ts'), configFile(url))
    const kit = (...args: string[]): Promise<Run> =>
      runProcess(process.execPath, [join(folder, 'node_modules/.bin/starrocks-kit'), ...args], folder)
    succeed(await kit('pull', '--out', 'src/models.ts'))
    if (python !== undefined) await createPythonProject(python, folder, server.sqlAlchemyUrl(proxy.port, database))

    await measured('check', bare, () => kit('check').then(succeed), RUNS)
    for (const sql of changes) await session.query(sql)
    const revise = async (): Promise<Run> => {
      await rm(join(folder, 'migrations'), { recursive: true, force: true })
      const run = succeed(await kit('revision', '--autogenerate', '-m', 'bench'))
      const found = run.output.match(/\+ column t_/g)?.length ?? 0
      if (found !== changes.length) throw new Error(`${found} of ${changes.length} changes found:\n${run.output}`)
      return run
    }
    await measured('revision --autogenerate', bare, revise, RUNS)
    if (python === undefined) return
    await measured('Python: check', bare, () => runAlembic(python, folder, ['check']))
    await measured('Python: revision', bare, () =>
      runAlembic(python, folder, ['revision', '--autogenerate', '-m', 'bench']),
    )
  } finally {
    await session.close()
    await admin.query(`DROP DATABASE ${database} FORCE`)
    await rm(folder, { recursive: true, force: true })
  }
}

/** What cannot be left out, asked one after the other: two lists, and SHOW CREATE of each object. */
async function bareQueries(session: Connection, database: string): Promise<Traffic> {
  const ask = async (): Promise<void> => {
    const { rows } = await session.query(`SHOW FULL TABLES FROM ${database}`)
    await session.query(`SHOW MATERIALIZED VIEWS FROM ${database}`)
    for (const [name] of rows) await session.query(`SHOW CREATE TABLE ${name}`)
  }
  return leastOf(await seriesOf(ask, RUNS))
}

interface Measure extends Traffic {
  readonly milliseconds: number
}

async function seriesOf<T>(
  run: () => Promise<T>,
  times: number,
): Promise<readonly (Measure & { readonly result: T })[]> {
  const measures: (Measure & { readonly result: T })[] = []
  for (let time = 0; time < times; time++) {
    proxy.take()
    const [start, computed] = [performance.now(), (await server.computed?.()) ?? 0]
    const result = await run()
    const [milliseconds, after] = [performance.now() - start, await server.computed?.()]
    const { queries, serverTime } = proxy.take()
    measures.push({ milliseconds, queries, serverTime: after === undefined ? serverTime : after - computed, result })
  }
  return measures
}

function leastOf(measures: readonly Measure[]): Measure {
  const least = (key: keyof Measure): number => Math.min(...measures.map((one) => one[key]))
  return { milliseconds: least('milliseconds'), queries: least('queries'), serverTime: least('serverTime') }
}

/** Prints the best of several runs: in the others the machine, which has the server too, had something else to do. */
async function measured(what: string, bare: Traffic, run: () => Promise<Run>, times = 1): Promise<void> {
  const measures = await seriesOf(run, times)
  const { milliseconds, queries, serverTime } = leastOf(measures)
  const peakMemory = Math.max(...measures.map(({ result }) => result.peakMemory))
  const ratio = `${(serverTime / bare.serverTime).toFixed(2)} of bare`
  row(what, `${(milliseconds / 1000).toFixed(2)} s`, queries, serverTime, ratio, memory(peakMemory))
}

function succeed(run: Run): Run {
  if (run.exitCode !== 0) throw new Error(`exit code ${run.exitCode}:\n${run.output}`)
  return run
}

function memory(megabytes: number): string {
  return Number.isNaN(megabytes) ? '' : `${megabytes.toFixed(0)} MB`
}

function row(what: string, time: string, queries: number, serverTime: number, ...rest: readonly string[]): void {
  const columns = [
    time.padStart(8),
    `${queries} queries`.padStart(13),
    `server ${serverTime.toFixed(0)} ms`.padStart(15),
    ...rest.map((text) => text.padStart(13)),
  ]
  console.log(`  ${what.padEnd(24)} ${columns.join('  ')}`)
}

function configFile(url: string): string {
  return `import { defineConfig } from 'starrocks-kit'

export default defineConfig({
  connection: ${JSON.stringify(url)},
  models: './src/models.ts',
  migrations: './migrations',
  // Commands that read the server go by what it says itself.
  target: { version: '3.5', runMode: 'shared_nothing' },
})
`
}
