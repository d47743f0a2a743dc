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
      ['m', '$shadow_automatic_partition'],
      ['m', 'p202401'],
      ['w', '$shadow_automatic_partition'],
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

it('drops partitions with their rows: by name, by a batch and by what holds for all of their rows', async () => {
  const server = await startServer({ version: 'main-2025-06' })
  const { ask, refusal, close } = await connect(server.url)
  try {
    await ask('CREATE DATABASE d')
    await ask('USE d')
    await ask(
      `CREATE TABLE r (a INT, v INT) PARTITION BY RANGE(a) (PARTITION p0 VALUES LESS THAN ('10'), PARTITION p1 VALUES LESS THAN ('20'), PARTITION p2 VALUES LESS THAN MAXVALUE) ${PROPERTIES}`,
    )
    await ask('INSERT INTO r VALUES (NULL, 0), (5, 1), (15, 2), (25, 3)')
    expect(await refusal('ALTER TABLE r DROP PARTITIONS WHERE v > 1')).toContain(
      "Column `v` in the partition condition is not a table's partition expression, please use table's partition expressions: `a`.",
    )
    // 10 to 20: some rows are below 15, but not all could be.
    await ask('ALTER TABLE r DROP PARTITIONS WHERE a < 15 OR a > 30')
    expect(await ask('SELECT v FROM r ORDER BY v')).toEqual([['2'], ['3']])
    await ask('ALTER TABLE r DROP PARTITIONS WHERE NOT (a < 20)')
    expect(await ask('SELECT v FROM r')).toEqual([['2']])
    await ask('ALTER TABLE r DROP PARTITION p1')
    expect(await ask('SELECT v FROM r')).toEqual([])

    await ask(
      `CREATE TABLE m (k DATE, v INT) PARTITION BY date_trunc('month', k) (START ("2024-01-01") END ("2024-03-01") EVERY (INTERVAL 1 MONTH)) ${PROPERTIES}`,
    )
    await ask("INSERT INTO m VALUES ('2024-01-02', 1), ('2024-02-02', 2), ('2024-05-01', 3), (NULL, 4)")
    await ask('ALTER TABLE m ADD PARTITIONS START ("2024-06-01") END ("2024-08-01") EVERY (INTERVAL 1 MONTH)')
    const months = async () => (await ask('SHOW PARTITIONS FROM m')).map((row) => row[1])
    expect(await months()).toEqual(['p202401', 'p202402', 'p000001', 'p202405', 'p202406', 'p202407'])
    const batch = 'START ("2024-01-01") END ("2024-06-01") EVERY (INTERVAL 1 MONTH)'
    expect(await refusal(`ALTER TABLE m DROP PARTITIONS ${batch}`)).toContain('p202403')
    expect(await ask('SELECT v FROM m ORDER BY v')).toEqual([['1'], ['2'], ['3'], ['4']])
    await ask(`ALTER TABLE m DROP PARTITIONS IF EXISTS ${batch}`)
    expect(await months()).toEqual(['p000001', 'p202406', 'p202407'])
    await ask("ALTER TABLE m DROP PARTITIONS WHERE date_trunc('month', k) >= '2024-07-01'")
    expect(await months()).toEqual(['p000001', 'p202406'])
    expect(await ask('SELECT v FROM m')).toEqual([['4']])

    await ask(`CREATE TABLE l (k DATETIME, c VARCHAR(9)) PARTITION BY date_trunc('day', k), c ${PROPERTIES}`)
    await ask("INSERT INTO l VALUES ('2024-01-02', 'a'), ('2024-01-03', 'b'), (NULL, NULL)")
    await ask("ALTER TABLE l DROP PARTITIONS WHERE date_trunc('day', k) IS NULL OR upper(c) = 'B'")
    expect(await ask('SELECT c FROM l')).toEqual([['a']])
  } finally {
    await close()
    await server.close()
  }
})
