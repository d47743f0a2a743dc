import { expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import { connect } from './client.ts'

it('belong to one session, hide others of their name, and end with it', async () => {
  await using server = await startServer()
  const one = await connect(server.url)
  const two = await connect(server.url)
  for (const sql of [
    'CREATE DATABASE d',
    'USE d',
    "CREATE TABLE t (k INT) DUPLICATE KEY(k) PROPERTIES ('replication_num' = '1')",
    'INSERT INTO t VALUES (1)',
    "CREATE TEMPORARY TABLE t (k INT, own INT) DUPLICATE KEY(k) PROPERTIES ('replication_num' = '1')",
    'INSERT INTO t VALUES (2, 3)',
  ])
    await one.ask(sql)
  await two.ask('USE d')
  expect(await one.ask('SELECT * FROM t')).toEqual([['2', '3']])
  expect(await two.ask('SELECT * FROM t')).toEqual([['1']])
  expect(String((await one.ask('SHOW CREATE TABLE t'))[0]?.[1])).toMatch(/^CREATE TEMPORARY TABLE `t`/)
  expect(await one.ask('SHOW TEMPORARY TABLES')).toEqual([['t']])
  const rows = 'SELECT TABLE_NAME, TABLE_TYPE FROM information_schema.temp_tables WHERE `session` = session_id()'
  expect(await one.ask(rows)).toEqual([['t', 'BASE TABLE']])
  expect(await two.ask(rows)).toEqual([])
  expect(await two.ask('SHOW TEMPORARY TABLES')).toEqual([])
  expect(await one.refusal('CREATE VIEW v AS SELECT own FROM t')).toMatch(/View can't base on temporary table/)
  await one.ask('CREATE TEMPORARY TABLE u AS SELECT own FROM t')
  expect(await one.ask('SELECT * FROM u')).toEqual([['3']])
  expect(await two.refusal('DROP DATABASE d')).toMatch(/there are still some temporary tables in it/)
  await one.ask('DROP TABLE t')
  expect(await one.ask('SELECT * FROM t')).toEqual([['1']])
  await one.close()
  const three = await connect(server.url)
  expect(await three.refusal('SELECT * FROM d.u')).toMatch(/Unknown table/)
  await three.close()
  await two.close()
})
