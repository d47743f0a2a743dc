import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { embedded, startServer } from '../../src/index.ts'
import { connect } from './client.ts'
import { send } from './http-client.ts'
import { spawnServer } from './spawn-server.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'embedded-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const TABLE =
  "CREATE TABLE t (k INT, v STRING) PRIMARY KEY(k) DISTRIBUTED BY HASH(k) BUCKETS 1 PROPERTIES ('replication_num' = '1')"

describe('data directory', () => {
  it('opens again with everything after a close', async () => {
    const first = await startServer({ dataDirectory: directory })
    const one = await connect(first.url)
    await one.ask('CREATE DATABASE d')
    await one.ask('USE d')
    await one.ask(TABLE)
    await one.ask("INSERT INTO t VALUES (1, 'a')")
    await one.ask('CREATE VIEW v AS SELECT k FROM t')
    const before = [await one.ask('SHOW CREATE TABLE t'), await one.ask('SHOW CREATE VIEW v')]
    await one.close()
    await first.close()
    const second = await startServer({ dataDirectory: directory })
    const two = await connect(second.url, { database: 'd' })
    expect([await two.ask('SHOW CREATE TABLE t'), await two.ask('SHOW CREATE VIEW v')]).toEqual(before)
    expect(await two.ask('SELECT * FROM t')).toEqual([['1', 'a']])
    await two.close()
    await second.close()
  })

  it('loses nothing acknowledged when the process is killed', async () => {
    const process1 = await spawnServer(['--data', directory])
    const one = await connect(process1.url)
    one.raw.on('error', () => {})
    await one.ask('CREATE DATABASE d')
    await one.ask('USE d')
    await one.ask(TABLE)
    await one.ask("INSERT INTO t VALUES (1, 'a')")
    await one.ask('ALTER TABLE t ADD COLUMN n INT')
    await process1.kill()
    const second = await startServer({ dataDirectory: directory })
    const two = await connect(second.url, { database: 'd' })
    expect(await two.ask('SELECT * FROM t')).toEqual([['1', 'a', null]])
    await two.close()
    await second.close()
  })

  it('keeps what was acknowledged, whole, when the process is killed in the middle of work', async () => {
    const done = { rows: 0, columns: 0, loads: 0, views: 0 }
    for (let round = 0; round < 4; round++) {
      const server = await spawnServer(['--data', directory, '--http-port', '0'])
      const client = await connect(server.url)
      client.raw.on('error', () => {})
      await client.ask('CREATE DATABASE IF NOT EXISTS d')
      await client.ask('USE d')
      await client.ask(TABLE.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS'))
      // What an earlier round did and could not be told of counts as done.
      const state = async () => ({
        rows: Number((await client.ask("SELECT count(*) FROM t WHERE v = 'row'"))[0]?.[0]),
        columns: (await client.ask('DESC t')).length - 2,
        loads: Number((await client.ask("SELECT count(*) FROM t WHERE v = 'load'"))[0]?.[0]),
        views: (await client.ask("SHOW TABLES LIKE 'v%'")).length,
      })
      const found = await state()
      for (const key of ['rows', 'columns', 'loads', 'views'] as const) {
        expect(found[key], `${key} in round ${round}`).toBeGreaterThanOrEqual(done[key])
        expect(found[key], `${key} in round ${round}`).toBeLessThanOrEqual(done[key] + 1)
        done[key] = found[key]
      }
      const path = '/api/d/t/_stream_load'
      const load = async (label: number) =>
        (
          await send(server.httpUrl, 'PUT', path, {
            headers: { label: `load-${label}`, columns: "k, v = 'load'" },
            body: `${1000 + label}\n`,
          })
        ).json['Status']
      // A label that was acknowledged is not loaded again.
      if (done.loads > 0) expect(await load(done.loads - 1)).toBe('Label Already Exists')
      const work = async (): Promise<void> => {
        for (;;) {
          await client.ask(`INSERT INTO t (k, v) VALUES (${done.rows}, 'row')`)
          done.rows += 1
          if ((await load(done.loads)) === 'Success') done.loads += 1
          await client.ask(`ALTER TABLE t ADD COLUMN c${done.columns} INT DEFAULT '7'`)
          done.columns += 1
          await client.ask(`CREATE VIEW v${done.views} AS SELECT k FROM t`)
          done.views += 1
        }
      }
      const working = work().catch(() => undefined)
      await delay(150 + round * 170)
      await server.kill()
      await working
    }
    expect(Math.min(done.rows, done.columns, done.loads, done.views)).toBeGreaterThan(0)
  })

  it('is refused to a second process by name, and used through the first by the provider', async () => {
    const other = await spawnServer(['--data', directory])
    const port = new URL(other.url).port
    await expect(startServer({ dataDirectory: directory })).rejects.toThrow(
      new RegExp(`in use by process \\d+, which listens on port ${port}`),
    )
    const connection = await embedded({ dataDirectory: directory, database: 'shop' }).connect()
    expect(connection.database).toBe('shop')
    expect((await connection.query("SHOW DATABASES LIKE 'shop'")).rows).toEqual([['shop']])
    await connection.close()
    await other.kill()
  })
})

describe('embedded()', () => {
  it('serves connections of one process and keeps its data between them', async () => {
    const provider = embedded({ dataDirectory: directory })
    const [a, b] = await Promise.all([provider.connect(), provider.connect()])
    await a.query(TABLE)
    const fork = await a.fork()
    // People are told of the folder, not of a port that is another one each time.
    for (const connection of [a, fork]) expect(connection.description).toBe(provider.description)
    await a.close()
    expect((await b.query('SHOW TABLES')).rows).toEqual([['t']])
    expect((await fork.query('SELECT DATABASE()')).rows).toEqual([['demo']])
    await b.close()
    await fork.close()
    const again = await provider.connect({ database: null })
    expect((await again.query('SHOW TABLES FROM demo')).rows).toEqual([['t']])
    await again.close()
  })
})

describe('embedded() in memory', () => {
  it('keeps its data between connections and lets the process end', async () => {
    const index = new URL('../../src/index.ts', import.meta.url).href
    const child = spawn(
      process.execPath,
      [
        '--conditions=starrocks-kit-source',
        '--input-type=module',
        '-e',
        `const { embedded } = await import(${JSON.stringify(index)})
         const provider = embedded()
         const first = await provider.connect()
         await first.query('CREATE VIEW v AS SELECT 1 AS x')
         await first.close()
         const second = await provider.connect()
         console.log(JSON.stringify((await second.query('SHOW TABLES')).rows))
         await second.close()`,
      ],
      { cwd: new URL('../..', import.meta.url).pathname, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    const [code] = (await once(child, 'exit')) as [number]
    expect([code, Buffer.concat(chunks).toString()]).toEqual([0, '[["v"]]\n'])
  })
})
