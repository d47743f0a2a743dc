import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { configFile, withProject } from '../project.ts'
import type { Place } from './support.ts'
import { revisionText, withPlace } from './support.ts'
import { startFaultProxy } from './fault-proxy.ts'
import type { Cut, FaultProxy } from './fault-proxy.ts'
import { contents, LONG_UPGRADE } from './long-upgrade.ts'

/** Runs the long upgrade in a database of its own, through the proxy, and again and again until it is done. */
async function upgradeThrough(
  place: Place,
  proxy: FaultProxy,
  database: string,
  fault: { readonly query: number; readonly cut: Cut },
): Promise<{ readonly runs: number; readonly queries: readonly string[]; readonly contents: unknown }> {
  const direct = await place.connect(place.server.url)
  await direct.query(`CREATE DATABASE ${database}`)
  let queries: readonly string[] = []
  for (let runs = 1; ; runs++) {
    const connection = await place.connect(`starrocks://root@127.0.0.1:${proxy.port}/${database}`)
    proxy.arm(runs === 1 ? fault.query : 0, fault.cut)
    try {
      await place
        .migrator(connection, { defaultDatabase: database, lockOptions: { timeout: 5_000 } })
        .upgrade('head', { jobs: { interval: 10 } })
      queries = proxy.queries
    } catch (error) {
      // What is repeated is only what a person would repeat: the same command.
      if (runs === 3) throw error
      continue
    } finally {
      await connection.close().catch(() => undefined)
    }
    const found = await contents(direct, database)
    await direct.query(`DROP DATABASE ${database} FORCE`)
    await direct.close()
    return { runs, queries, contents: found }
  }
}

/** Each statement with one way to cut in turn; with CHAOS=1 each with all three. */
const CUTS: readonly Cut[] = ['before', 'during', 'after']
const cutsOf = (index: number): readonly Cut[] =>
  process.env['CHAOS'] === '1' ? CUTS : CUTS.slice(index % 3, (index % 3) + 1)

test(
  'a connection cut before, during or after each change: the next run leads to the same schema and ledger',
  { timeout: 600_000 },
  () =>
    withPlace(
      async (place) => {
        for (const { id, down, upgrade } of LONG_UPGRADE) await place.revision(id, down, upgrade)
        const { hostname, port } = new URL(place.server.url.replace('starrocks:', 'http:'))
        const proxy = await startFaultProxy({ host: hostname, port: Number(port) })
        try {
          const undisturbed = await upgradeThrough(place, proxy, 'calm', { query: 0, cut: 'before' })
          expect(undisturbed.runs).toBe(1)
          const changes = undisturbed.queries
            .map((sql, index) => ({ sql, query: index + 1 }))
            .filter(({ sql }) => /^(?:CREATE|ALTER|DROP|INSERT)/u.test(sql))
          expect(changes.filter(({ sql }) => !sql.includes('_starrocks_kit_')).length).toBeGreaterThan(20)
          const wrong: string[] = []
          for (const [index, { sql, query }] of changes.entries()) {
            for (const cut of cutsOf(index)) {
              const result = await upgradeThrough(place, proxy, `cut_${query}_${cut}`, { query, cut }).catch(
                (error: unknown) => error,
              )
              // When the lock is given back everything is done: another session does it.
              const runs = sql.startsWith('DROP VIEW IF EXISTS') ? 1 : 2
              try {
                expect(result).toMatchObject({ runs, contents: undisturbed.contents })
              } catch (error) {
                wrong.push(`${cut} ${sql.slice(0, 100)}: ${result instanceof Error ? result.message : String(error)}`)
              }
            }
          }
          expect(wrong).toEqual([])
        } finally {
          await proxy.close()
        }
      },
      { jobDurationMs: 20 },
    ),
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

/** Starts an upgrade and kills it without warning, some milliseconds after it has announced one of its statements. */
async function killedUpgrade(folder: string, statement: number, wait: number): Promise<string | null> {
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
  return await new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
}

test(
  '10 upgrades that are killed somewhere: the next run leads to the same schema and ledger',
  { timeout: 300_000 },
  async () => {
    const server = await startServer({ jobDurationMs: 40 })
    const direct = await connect(server.url)
    try {
      const results: unknown[] = []
      const random = randomFrom(7)
      for (let round = 0; round <= 10; round++) {
        const database = `killed_${round}`
        await direct.query(`CREATE DATABASE ${database}`)
        await withProject(async ({ cli, write, folder }) => {
          await write('starrocks.config.ts', configFile(`'${server.url}/${database}'`))
          for (const { id, down, upgrade } of LONG_UPGRADE)
            await write(`migrations/${id}.mjs`, revisionText(id, down, upgrade))
          // The first is left in peace, to compare with.
          if (round > 0)
            expect(await killedUpgrade(folder, 1 + Math.floor(random() * 21), random() * 30)).toBe('SIGKILL')
          const { output, exitCode } = await cli('upgrade head --allow-destructive')
          expect(exitCode, output).toBe(0)
        })
        results.push(await contents(direct, database))
      }
      for (const result of results.slice(1)) expect(result).toEqual(results[0])
      expect(results).toHaveLength(11)
    } finally {
      await direct.close()
      await server.close()
    }
  },
)
