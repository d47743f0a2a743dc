import { expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import { connect } from './client.ts'

it('reads synchronous materialized views and rollups by their names', async () => {
  await using server = await startServer({ jobDurationMs: { ROLLUP: 0 } })
  const client = await connect(server.url)
  for (const sql of [
    'CREATE DATABASE d',
    'USE d',
    "CREATE TABLE plain (k INT, v INT) DUPLICATE KEY(k) PROPERTIES ('replication_num' = '1')",
    "CREATE TABLE sums (k INT, l INT, v BIGINT SUM) AGGREGATE KEY(k, l) DISTRIBUTED BY HASH(k) PROPERTIES ('replication_num' = '1')",
    'INSERT INTO plain VALUES (1, 2), (1, 3), (2, 5)',
    'INSERT INTO sums VALUES (1, 1, 2), (1, 2, 3), (2, 1, 5)',
    'CREATE MATERIALIZED VIEW grouped AS SELECT k, sum(v), sum(v * 2) AS twice FROM plain WHERE v > 2 GROUP BY k',
    'ALTER TABLE sums ADD ROLLUP less (k, v)',
  ])
    await client.ask(sql)
  expect(await client.ask('SELECT k, mv_sum_v, mv_twice FROM grouped [_SYNC_MV_] ORDER BY k')).toEqual([
    ['1', '3', '6'],
    ['2', '5', '10'],
  ])
  expect(await client.ask('SELECT * FROM d.less [_SYNC_MV_] ORDER BY k')).toEqual([
    ['1', '5'],
    ['2', '5'],
  ])
  for (const query of ['SELECT * FROM grouped', 'SELECT * FROM less', 'SELECT * FROM plain [_SYNC_MV_]'])
    expect(await client.refusal(query)).toMatch(/Unknown table 'd\.(?:grouped|less|plain)'/)
  await client.close()
})
