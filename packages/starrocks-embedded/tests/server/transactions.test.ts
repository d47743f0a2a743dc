import { expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import { connect } from './client.ts'

const TABLE = (name: string): string =>
  `CREATE TABLE ${name} (k INT NOT NULL, v INT) PRIMARY KEY(k) DISTRIBUTED BY HASH(k) BUCKETS 1 PROPERTIES ('replication_num' = '1')`

it('writes the rows of a transaction with COMMIT, all or none, and forgets them with ROLLBACK', async () => {
  const server = await startServer({ version: '3.5' })
  const client = await connect(server.url)
  const other = await connect(server.url)
  const { ask, refusal } = client
  try {
    for (const sql of ['CREATE DATABASE d', 'USE d', TABLE('a'), TABLE('b')]) await ask(sql)
    await ask('INSERT INTO a VALUES (1, 1)')
    await ask('BEGIN')
    await ask('INSERT INTO a VALUES (1, 9), (2, 2)')
    expect(await refusal('INSERT INTO a VALUES (3, 3)')).toMatch(/^5303 /)
    expect(await refusal('DELETE FROM a WHERE k = 1')).toBe('5305 Explicit transaction only support insert statement')
    expect(await refusal('INSERT INTO b VALUES (NULL, 1)')).not.toBe('accepted')
    await ask('INSERT INTO b VALUES (5, 5)')
    expect(await other.ask('SELECT k, v FROM d.a ORDER BY k')).toEqual([['1', '1']])
    await ask('COMMIT')
    expect(await ask('SELECT k, v FROM a ORDER BY k')).toEqual([
      ['1', '9'],
      ['2', '2'],
    ])
    expect(await ask('SELECT k FROM b')).toEqual([['5']])
    await ask('START TRANSACTION')
    await ask('INSERT INTO a VALUES (7, 7)')
    await ask('ROLLBACK')
    expect(await ask('SELECT count(*) FROM a')).toEqual([['2']])
    await ask('COMMIT')
  } finally {
    await client.close()
    await other.close()
    await server.close()
  }
})

it('takes the words for nothing before 3.5', async () => {
  const server = await startServer({ version: '3.3' })
  const client = await connect(server.url)
  try {
    for (const sql of ['CREATE DATABASE d', 'USE d', TABLE('a'), 'BEGIN', 'INSERT INTO a VALUES (1, 1)', 'ROLLBACK'])
      await client.ask(sql)
    expect(await client.ask('SELECT k FROM a')).toEqual([['1']])
  } finally {
    await client.close()
    await server.close()
  }
})
