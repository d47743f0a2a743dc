import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer } from '../../src/index.ts'
import type { EmbeddedServer } from '../../src/index.ts'
import { connect } from './client.ts'
import type { Client } from './client.ts'

let server: EmbeddedServer
let client: Client
beforeAll(async () => {
  server = await startServer({ version: '4.1' })
  client = await connect(server.url)
  await client.ask('CREATE DATABASE demo')
  await client.ask('USE demo')
})
afterAll(async () => {
  await client.close()
  await server.close()
})

const NUMBERS =
  'WITH RECURSIVE n AS (SELECT cast(1 AS bigint) AS x UNION ALL SELECT x + 1 FROM n WHERE x < 10) SELECT x FROM n ORDER BY x'

test('common tables that read themselves', async () => {
  await expect(client.ask(NUMBERS)).rejects.toThrow(/enable_recursive_cte/u)
  await client.ask('SET enable_recursive_cte = true')
  await expect(client.ask(NUMBERS)).rejects.toThrow(/Recursive query aborted after: 5 iterations\./u)
  await client.ask('SET recursive_cte_throw_limit_exception = false')
  expect(await client.ask(NUMBERS)).toEqual([['1'], ['2'], ['3'], ['4'], ['5']])
  await client.ask('SET recursive_cte_throw_limit_exception = true')
  await client.ask('SET recursive_cte_max_depth = 20')
  expect(await client.ask(NUMBERS)).toHaveLength(10)

  await client.ask(
    "CREATE TABLE staff (id INT, boss INT, name VARCHAR(20)) DUPLICATE KEY (id) DISTRIBUTED BY HASH(id) PROPERTIES ('replication_num' = '1')",
  )
  await client.ask("INSERT INTO staff VALUES (1, NULL, 'Ada'), (2, 1, 'Bob'), (3, 1, 'Cy'), (4, 2, 'Di')")
  const paths = (union: string): string =>
    `WITH RECURSIVE staff_of (id, path) AS (SELECT id, name FROM staff WHERE boss IS NULL ${union} ` +
    "SELECT s.id, concat(p.path, '/', s.name) FROM staff s JOIN staff_of p ON s.boss = p.id) SELECT id, path FROM staff_of ORDER BY id"
  const wanted = [
    ['1', 'Ada'],
    ['2', 'Ada/Bob'],
    ['3', 'Ada/Cy'],
    ['4', 'Ada/Bob/Di'],
  ]
  expect(await client.ask(paths('UNION ALL'))).toEqual(wanted)
  expect(await client.ask(paths('UNION'))).toEqual(wanted)
  // Without a reference to itself it is a common table like any other.
  expect(
    await client.ask('WITH RECURSIVE a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT y FROM b'),
  ).toEqual([['2']])
})

test('are taken since 4.1, and views keep the word', async () => {
  await client.ask(
    'CREATE VIEW seen AS WITH RECURSIVE r AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM r WHERE x < 3) SELECT x FROM r',
  )
  const [[, text = ''] = []] = await client.ask('SHOW CREATE VIEW seen')
  expect(text).toContain('WITH RECURSIVE')
  await using older = await startServer({ version: '3.5' })
  const other = await connect(older.url)
  try {
    await expect(other.ask(NUMBERS)).rejects.toThrow(/syntax error/u)
    await expect(other.ask('SET enable_recursive_cte = true')).rejects.toThrow(/Unknown system variable/u)
  } finally {
    await other.close()
  }
})
