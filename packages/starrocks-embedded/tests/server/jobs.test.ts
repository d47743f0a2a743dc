import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import type { EmbeddedServer } from '../../src/index.ts'
import { connect } from './client.ts'
import type { Client } from './client.ts'

let server: EmbeddedServer
let client: Client
beforeAll(async () => {
  server = await startServer({ jobDurationMs: { COLUMN: 300, OPTIMIZE: 60_000, ROLLUP: 300 } })
  client = await connect(server.url)
  await client.ask('CREATE DATABASE d')
  await client.ask('USE d')
})
afterAll(async () => {
  await client.close()
  await server.close()
})

const state = async (table: string, type = 'COLUMN') =>
  (await client.ask(`SHOW ALTER TABLE ${type} WHERE TableName = '${table}'`)).map(
    (row) => row[type === 'COLUMN' ? 9 : 6],
  )

describe('schema-change jobs', () => {
  it('are accepted, hold the table, and change it when they end', async () => {
    await client.ask(
      "CREATE TABLE t (k INT, v INT) DUPLICATE KEY(k) DISTRIBUTED BY HASH(k) BUCKETS 1 PROPERTIES ('replication_num' = '1')",
    )
    await client.ask('INSERT INTO t VALUES (1, 2)')
    await client.ask('ALTER TABLE t MODIFY COLUMN v BIGINT')
    expect(await state('t')).toEqual(['PENDING'])
    expect((await client.ask('DESC t'))[1]?.[1]).toBe('int')
    expect(await client.refusal('ALTER TABLE t ADD COLUMN n INT')).toMatch(
      /^1064 A schema change operation is in progress on the table t\. Please wait until the current operation completes\./,
    )
    await expect.poll(() => state('t')).toEqual(['FINISHED'])
    expect((await client.ask('DESC t'))[1]?.[1]).toBe('bigint')
    expect(await client.ask('SELECT * FROM t')).toEqual([['1', '2']])
    await client.ask('ALTER TABLE t ADD COLUMN n INT')
  })

  it('build a synchronous materialized view under the name of its table', async () => {
    await client.ask(
      "CREATE TABLE b (k INT, v INT) DUPLICATE KEY(k) DISTRIBUTED BY HASH(k) BUCKETS 1 PROPERTIES ('replication_num' = '1')",
    )
    await client.ask('CREATE MATERIALIZED VIEW s AS SELECT k, sum(v) FROM b GROUP BY k')
    const jobs = async () =>
      (await client.ask('SHOW ALTER TABLE ROLLUP')).map((row) => [row[1], row[5], row[8]].join(' '))
    expect(await jobs()).toEqual(['b s PENDING'])
    expect(await client.refusal('ALTER TABLE b ADD COLUMN n INT')).toMatch(
      /^1064 A materialized view or rollup index is being created on the table b\./,
    )
    await expect.poll(jobs).toEqual(['b s FINISHED'])
    await client.ask('ALTER TABLE b ADD COLUMN n INT')
  })

  it('can be cancelled, and leave the table as it was', async () => {
    await client.ask(
      "CREATE TABLE u (k INT) DUPLICATE KEY(k) DISTRIBUTED BY HASH(k) BUCKETS 1 PROPERTIES ('replication_num' = '1')",
    )
    await client.ask('ALTER TABLE u DISTRIBUTED BY HASH(k) BUCKETS 4')
    expect(await state('u', 'OPTIMIZE')).toEqual(['PENDING'])
    await client.ask('CANCEL ALTER TABLE OPTIMIZE FROM u')
    expect(await state('u', 'OPTIMIZE')).toEqual(['CANCELLED'])
    expect((await client.ask('SHOW CREATE TABLE u'))[0]?.[1]).toContain('BUCKETS 1 ')
    expect(await client.refusal('CANCEL ALTER TABLE COLUMN FROM u')).toBe(
      '1064 Table[u] is not under SCHEMA_CHANGE/WAITING_STABLE.',
    )
  })
})
