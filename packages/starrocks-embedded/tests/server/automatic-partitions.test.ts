import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import { connect } from './client.ts'

const PROPERTIES = "PROPERTIES ('replication_num' = '1')"

it('shows the partitions that rows bring, drops them with their rows, and keeps them over a restart', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'embedded-'))
  try {
    const first = await startServer({ dataDirectory: directory, version: 'main-2025-06' })
    const client = await connect(first.url)
    const { ask, refusal } = client
    await ask('CREATE DATABASE d')
    await ask('USE d')
    await ask(`CREATE TABLE m (k DATE, v INT) PARTITION BY date_trunc('month', k) ${PROPERTIES}`)
    await ask("INSERT INTO m VALUES ('2024-01-03', 1), ('2024-02-05', 2), ('2024-02-06', 3), (NULL, 4)")
    const names = async (table: string) => (await ask(`SHOW PARTITIONS FROM ${table}`)).map((row) => row[1])
    expect(await names('m')).toEqual(['p000001', 'p202401', 'p202402'])
    await ask('ALTER TABLE m DROP PARTITION p202402')
    await ask('ALTER TABLE m DROP PARTITION p000001')
    expect(await ask('SELECT * FROM m')).toEqual([['2024-01-03', '1']])
    expect(await refusal('ALTER TABLE m DROP PARTITION p202402')).toContain('p202402')
    await ask(`CREATE TABLE l (s STRING, c VARCHAR(9)) PARTITION BY substr(s, 1, 4), c ${PROPERTIES}`)
    await ask("INSERT INTO l VALUES ('2020-01', 'a b'), ('2020-02', 'a b'), ('2021-01', 'ü')")
    expect(await names('l')).toEqual(['p2020_ab', 'p2021_fc'])
    await ask('ALTER TABLE l DROP PARTITION p2020_ab FORCE')
    expect(await ask('SELECT s FROM l')).toEqual([['2021-01']])
    await ask(`CREATE TABLE w (c VARCHAR(9), d DATE) PARTITION BY (c, d) ${PROPERTIES}`)
    await ask("INSERT INTO w VALUES ('a', '2024-01-01'), ('b', '2024-02-01'), ('c', '2024-03-01')")
    await ask("ALTER TABLE w DROP PARTITIONS WHERE d >= '2024-02-01' AND c = 'b'")
    await client.close()
    await first.close()
    const second = await startServer({ dataDirectory: directory, version: 'main-2025-06' })
    const again = await connect(second.url)
    expect(
      await again.ask(
        "SELECT table_name, partition_name FROM information_schema.partitions_meta WHERE table_name <> 'l' ORDER BY 1, 2",
      ),
    ).toEqual([
      ['m', 'p202401'],
      ['w', 'pa_20240101'],
      ['w', 'pc_20240301'],
    ])
    expect(await again.ask('SELECT c FROM d.w ORDER BY c')).toEqual([['a'], ['c']])
    await again.close()
    await second.close()
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})

it('keeps rows when a database gets another name', async () => {
  const server = await startServer({})
  const client = await connect(server.url)
  try {
    for (const sql of [
      'CREATE DATABASE a',
      'USE a',
      `CREATE TABLE t (k INT) ${PROPERTIES}`,
      'INSERT INTO t VALUES (7)',
    ])
      await client.ask(sql)
    await client.ask('ALTER DATABASE a RENAME b')
    expect(await client.ask('SELECT k FROM b.t')).toEqual([['7']])
  } finally {
    await client.close()
    await server.close()
  }
})
