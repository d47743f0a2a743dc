import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { embedded, startServer } from '../../src/index.ts'
import { connect } from './client.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'embedded-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const TABLE =
  "CREATE TABLE t (k INT, v STRING) PRIMARY KEY(k) DISTRIBUTED BY HASH(k) BUCKETS 1 PROPERTIES ('replication_num' = '1')"

/** A server in a process of its own, from the sources. */
async function spawnServer(): Promise<{ readonly url: string; kill(): Promise<void> }> {
  const main = new URL('../../src/cli/main.ts', import.meta.url).href
  const child = spawn(
    process.execPath,
    [
      '--conditions=starrocks-kit-source',
      '--input-type=module',
      '-e',
      `const { main } = await import(${JSON.stringify(main)}); process.exitCode = await main(process.argv.slice(1))`,
      '--',
      '--port',
      '0',
      '--data',
      directory,
    ],
    { cwd: new URL('../..', import.meta.url).pathname, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  const url = /starrocks:\S+/.exec(chunk.toString())?.[0] ?? ''
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

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
    const process1 = await spawnServer()
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

  it('is refused to a second process by name, and used through the first by the provider', async () => {
    const other = await spawnServer()
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
