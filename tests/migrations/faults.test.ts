import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { Migrator, revisionFolder } from '../../packages/starrocks-kit/src/migrations/index.ts'
import { configFile, withProject } from '../project.ts'
import type { Place } from './support.ts'
import { revisionText, withPlace } from './support.ts'
import { startFaultProxy } from './fault-proxy.ts'
import type { Cut, FaultProxy } from './fault-proxy.ts'
import { contents, LONG_UPGRADE } from './long-upgrade.ts'

/** With CHAOS=1 (`npm run test:chaos`) everything is cut in each of the ways, and all kinds of run are killed. */
const CHAOS = process.env['CHAOS'] === '1'
const CUTS: readonly Cut[] = ['before', 'during', 'after']
const STATEMENTS = LONG_UPGRADE.reduce((sum, { upgrade }) => sum + upgrade.length, 0)

const isOwn = (sql: string): boolean => sql.includes('_starrocks_kit_')
const isChange = (sql: string): boolean => /^(?:CREATE|ALTER|DROP|INSERT|UPDATE|REFRESH)/u.test(sql)

interface Interrupted {
  /** The places at which it was cut, in their order. */
  readonly places: readonly string[]
  readonly contents: unknown
}

/** The same place for each holder of the lock, and at whatever time. */
function ownPlace(sql: string): string {
  const rows = [...sql.matchAll(/\((\d+), '(\w+)', (\d+), 'upgrade', '(\w+)'/gu)].map((row) => row.slice(1).join(' '))
  // An attempt begins with the rows of all that is open.
  if (rows.length > 2) return 'the first write to the ledger'
  return rows.length > 0 ? `ledger: ${rows.join(', ')}` : sql.replace(/_lock_\d+.*/su, '_lock')
}

interface Stage {
  readonly place: Place
  readonly proxy: FaultProxy
  /** One attempt, as a new process would make it; true when it has come to its end. */
  attempt(database: string): Promise<true | Error>
}

async function withStage(work: (stage: Stage) => Promise<void>): Promise<void> {
  await withPlace(
    async (place) => {
      for (const { id, down, upgrade } of LONG_UPGRADE) await place.revision(id, down, upgrade)
      // The files stay as they are: they are read once.
      const modules = new Map<string, Promise<unknown>>()
      const importModule = (path: string): Promise<unknown> => {
        const module = modules.get(path) ?? (import(/* @vite-ignore */ path) as Promise<unknown>)
        modules.set(path, module)
        return module
      }
      const folder = revisionFolder([join(place.folder, 'migrations')], { cwd: place.folder, importModule })
      const { hostname, port } = new URL(place.server.url.replace('starrocks:', 'http:'))
      const proxy = await startFaultProxy({ host: hostname, port: Number(port) })
      const attempt = async (database: string): Promise<true | Error> => {
        const connection = await connect(`starrocks://root@127.0.0.1:${proxy.port}/${database}`)
        try {
          const migrator = new Migrator({
            connection,
            folder,
            target: { version: { major: 3, minor: 5, patch: 0, label: '3.5' }, runMode: 'shared_nothing' },
            defaultDatabase: database,
            ledger: { properties: { replication_num: '1' } },
            lockOptions: { timeout: 5_000 },
          })
          await migrator.upgrade('head', { jobs: { interval: 10 } })
          return true
        } catch (error) {
          return error instanceof Error ? error : new Error(String(error))
        } finally {
          await connection.close().catch(() => undefined)
        }
      }
      try {
        await work({ place, proxy, attempt })
      } finally {
        await proxy.close()
      }
    },
    { jobDurationMs: 30 },
  )
}

/**
 * Runs the long upgrade in a database of its own, again and again until it is done, as a person would: the same command. Each attempt is cut at the first
 * place at which none before it was: so one upgrade meets every interruption there is.
 */
async function upgradeInterrupted(
  { place, proxy, attempt }: Stage,
  database: string,
  cutAt: (index: number) => Cut,
): Promise<Interrupted> {
  const direct = await place.connect(place.server.url)
  await direct.query(`CREATE DATABASE ${database}`)
  const places: string[] = []
  const seen = new Set<string>()
  for (let attempts = 0; ; attempts++) {
    const looks = new Map<string, number>()
    const wanted = (sql: string): boolean => {
      const isJobLook = sql.startsWith('SHOW ALTER TABLE')
      if (!isChange(sql) && !isJobLook) return false
      // A table's jobs are looked at before the statement, or to find out what became of it; then while the job is at work.
      const look = (looks.get(sql) ?? 0) + 1
      looks.set(sql, look)
      if (isJobLook && look !== 2) return false
      const key = isOwn(sql) ? ownPlace(sql) : sql
      if (seen.has(key)) return false
      seen.add(key)
      // Before a write of the ledger is after a statement, which is cut there too: a sample of the rest does for every day.
      if (!CHAOS && key.startsWith('ledger: ') && seen.size % 3 !== 0) return false
      places.push(key)
      return true
    }
    proxy.armAt(wanted, cutAt(attempts))
    const result = await attempt(database)
    if (result === true) break
    // Every attempt gets further; one that was not cut has failed by itself.
    if (places.length !== attempts + 1) throw result
    expect(result.message).toMatch(/The connection to StarRocks at 127\.0\.0\.1:\d+ was lost/u)
    expect(result.message).toContain('It is not known whether the server has carried out: ')
  }
  proxy.arm(0, 'before')
  const found = await contents(direct, database)
  await direct.query(`DROP DATABASE ${database} FORCE`)
  await direct.close()
  return { places, contents: found }
}

test(
  '60 statements, cut at every boundary and in every job: the same command leads to the same schema, rows and ledger',
  { timeout: 600_000 },
  () =>
    withStage(async (stage) => {
      const { place, attempt } = stage
      const direct = await place.connect(place.server.url)
      await direct.query('CREATE DATABASE calm')
      expect(await attempt('calm')).toBe(true)
      const undisturbed = await contents(direct, 'calm')
      expect(STATEMENTS).toBe(60)
      // The two revisions as wholes, and their statements.
      expect(undisturbed['ledger']).toHaveLength(STATEMENTS + 2)

      const ways = CHAOS ? CUTS.map((cut) => () => cut) : [(index: number) => CUTS[index % 3] ?? 'before']
      for (const [number, cutAt] of ways.entries()) {
        const { places, contents: found } = await upgradeInterrupted(stage, `cut_${number}`, cutAt)
        expect(found).toEqual(undisturbed)
        const statements = places.filter((key) => isChange(key) && !isOwn(key))
        // CHECK and the statements of the data step: 60 - 2 + 2.
        expect(statements.length).toBeGreaterThanOrEqual(58)
        // Where the statement itself was cut when the server had it, its job may be over before the next attempt gets to look:
        // only where all are cut before the server has them is it certain that each job is looked at, by each table's name once.
        const looks = places.filter((key) => key.startsWith('SHOW ALTER TABLE')).length
        if (CHAOS && cutAt(0) === 'before') expect(looks).toBeGreaterThanOrEqual(12)
        expect(places.filter((key) => key.startsWith('ledger: ')).length).toBeGreaterThanOrEqual(
          CHAOS ? STATEMENTS : STATEMENTS / 6,
        )
      }
    }),
)

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Starts an upgrade and kills it without warning, some milliseconds after it has announced one of its statements; false when it was done before. */
async function killUpgrade(folder: string, statement: number, wait: number): Promise<boolean> {
  const bin = join(folder, 'node_modules', 'starrocks-kit', 'bin', 'starrocks-kit.js')
  const child = spawn(process.execPath, [bin, 'upgrade', 'head', '--allow-destructive'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let seen = 0
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString('utf8').match(/^ {2}\[\d/gmu)?.length ?? 0
    if (seen >= statement) setTimeout(() => child.kill('SIGKILL'), wait)
  })
  return await new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL')))
}

/** Ten kills, wherever their milliseconds fall; with CHAOS=1 a kill after each statement, and more kills than that at other times. */
const KILLS = CHAOS ? 2 * STATEMENTS : 10

test(
  `${KILLS} upgrades that are killed somewhere: the next run leads to the same schema, rows and ledger`,
  { timeout: 1_200_000 },
  async () => {
    const server = await startServer({ jobDurationMs: 40 })
    const direct = await connect(server.url)
    try {
      await withProject(async ({ cli, write, folder }) => {
        for (const { id, down, upgrade } of LONG_UPGRADE)
          await write(`migrations/${id}.mjs`, revisionText(id, down, upgrade))
        const results: unknown[] = []
        const random = randomFrom(7)
        let kills = 0
        // The first is left in peace, to compare with. One that is killed goes on as long as there are kills left for it.
        for (let round = 0; kills < KILLS || round < 2; round++) {
          const database = `killed_${round}`
          await direct.query(`CREATE DATABASE ${database}`)
          await write('starrocks.config.ts', configFile(`'${server.url}/${database}'`))
          let killed = round > 0
          while (killed && kills < KILLS) {
            killed = await killUpgrade(folder, CHAOS ? 1 : 1 + Math.floor(random() * 7), random() * 30)
            if (killed) kills++
          }
          const { output, exitCode } = await cli('upgrade head --allow-destructive')
          expect(exitCode, output).toBe(0)
          results.push(await contents(direct, database))
        }
        for (const result of results.slice(1)) expect(result).toEqual(results[0])
        expect(kills).toBe(KILLS)
      })
    } finally {
      await direct.close()
      await server.close()
    }
  },
)
